import * as contract from '../../../contract/programs.ts'
import { type App, serve } from '../../platform/index.ts'
import type { RightsCache } from '../rights-cache.ts'
import { makeOwnKey, makeProgram } from './make-program.ts'
import { selectPrograms } from './program-store.ts'
import { revokeProgram } from './revoke-program.ts'

/** Not answered from memory: a secret is shown once, and not kept to be shown again. */
const everyAttemptCounts = true

export function servePrograms(app: App, cache: RightsCache): void {
  serve(app, contract.listKeys, async (ctx) => ({
    items: await selectPrograms(ctx.db, `p.user_id = $1 and p.kind = 'key'`, [ctx.actor.id]),
  }))
  serve(app, contract.createKey, (ctx, { body }) => makeOwnKey(ctx, body), { everyAttemptCounts })
  serve(app, contract.revokeKey, async (ctx, { params }) => {
    await revokeProgram(ctx, params.id, 'own')
    cache.forget()
    return null
  })
  serve(app, contract.listPrograms, async (ctx) => ({ items: await selectPrograms(ctx.db, 'true', []) }))
  serve(app, contract.createProgram, (ctx, { body }) => makeProgram(ctx, body), { everyAttemptCounts })
  serve(app, contract.revokeProgram, async (ctx, { params }) => {
    await revokeProgram(ctx, params.id, 'any')
    cache.forget()
    return null
  })
}
