import { registerDemo } from '../demo/seed.ts'
import { registerApprovals } from './approvals/index.ts'
import { registerCatalog } from './catalog/index.ts'
import { registerConfiguration } from './configuration/index.ts'
import { registerCustomers } from './customers/index.ts'
import { registerDocuments } from './documents/index.ts'
import { registerIdentity } from './identity/index.ts'
import { registerIntegrations } from './integrations/index.ts'
import { registerMessages } from './messages/index.ts'
import { registerOrders } from './orders/index.ts'
import type { App } from './platform/index.ts'
import { registerPricing } from './pricing/index.ts'
import { registerQuoting } from './quoting/index.ts'
import { registerRevisions } from './revisions/index.ts'
import { registerSystem } from './system/index.ts'

/** The modules in the order of `docs/architecture.md`: each may use those before it, never those after. */
const registrations: ((app: App) => void | Promise<void>)[] = [
  registerIdentity,
  registerRevisions,
  registerCustomers,
  registerCatalog,
  registerConfiguration,
  registerPricing,
  registerApprovals,
  registerDocuments,
  registerMessages,
  registerQuoting,
  registerOrders,
  registerIntegrations,
  registerSystem,
  registerDemo,
]

/** Wires every module into the app: its routes, jobs, subscriptions and hooks. */
export async function registerModules(app: App): Promise<void> {
  for (const register of registrations) await register(app)
}
