import * as contract from '../../contract/roles.ts'
import { type App, answer, serve } from '../platform/index.ts'
import { explainRights } from './explain-rights.ts'
import { changeRole, createRole, deleteRole, listRoles } from './own-roles.ts'
import type { RightsCache } from './rights-cache.ts'

/** Roles, and who can do what and why. What changes a role drops what this node remembers of rights. */
export function serveRoles(app: App, cache: RightsCache): void {
  serve(app, contract.listRoles, async (ctx) => ({ items: await listRoles(ctx.db) }))
  serve(app, contract.createRole, async (ctx, { body }) => {
    const role = await createRole(ctx, body)
    return answer(role, { etag: role.version, location: `/api/v1/roles/${role.code}` })
  })
  serve(app, contract.changeRole, async (ctx, { params, body, headers }) => {
    const role = await changeRole(ctx, params.code, body, headers.ifMatch)
    cache.forget()
    return answer(role, { etag: role.version })
  })
  serve(app, contract.deleteRole, async (ctx, { params }) => {
    await deleteRole(ctx, params.code)
    cache.forget()
    return null
  })
  serve(app, contract.explainRights, (ctx, { query }) => explainRights(app, ctx, query))
}
