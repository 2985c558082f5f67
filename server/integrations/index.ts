/** The face of integrations: tables, texts and documents that come in and go out. */
import type { App } from '../platform/index.ts'
import { registerFounding } from './founding/routes.ts'
import { definePersonalOfImports } from './tables/personal-imports.ts'
import { registerTables } from './tables/routes.ts'
import { sealImports } from './tables/sealed-imports.ts'
import { registerTexts } from './texts/routes.ts'

export function registerIntegrations(app: App): void {
  registerTables(app)
  definePersonalOfImports(app)
  sealImports(app)
  registerTexts(app)
  registerFounding(app)
}
