import * as contract from '../../contract/roles.ts'
import { type App, serve } from '../platform/index.ts'
import { builtInRoles } from './roles.ts'

export function serveRoles(app: App): void {
  serve(app, contract.listRoles, () => ({
    items: contract.roles.map((code) => ({ code, ...builtInRoles[code] })),
  }))
}
