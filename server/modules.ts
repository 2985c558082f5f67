import type { App } from './platform/index.ts'

/** The modules in the order of `docs/architecture.md`: each may use those before it, never those after. */
const registrations: ((app: App) => void | Promise<void>)[] = []

/** Wires every module into the app: its routes, jobs, subscriptions and hooks. */
export async function registerModules(app: App): Promise<void> {
  for (const register of registrations) await register(app)
}
