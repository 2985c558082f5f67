import { z } from 'zod'
import * as contract from '../../contract/teams.ts'
import { type App, answer, decodeCursor, serve } from '../platform/index.ts'
import { changeTeam } from './change-team.ts'
import { createTeam } from './create-team.ts'
import { deleteTeam } from './delete-team.ts'
import { paged } from './paged.ts'
import { permit } from './policy.ts'
import type { RightsCache } from './rights-cache.ts'
import { selectTeams } from './user-store.ts'

export function serveTeams(app: App, cache: RightsCache): void {
  serve(app, contract.listTeams, async (ctx, { query }) => {
    const [name, id] = decodeCursor(query.cursor, z.tuple([z.string(), z.string()])) ?? ['', '']
    const items = await selectTeams(ctx.db, '(name, id) > ($1, $2)', [name, id], query.limit + 1)
    return paged(items, query.limit, (last) => [last.name, last.id])
  })
  serve(app, contract.createTeam, async (ctx, { body }) => {
    permit(ctx, 'users.write')
    const team = await ctx.transaction((tx) => createTeam(tx, body))
    return answer(team, { etag: team.version, location: `/api/v1/teams/${team.id}` })
  })
  serve(app, contract.changeTeam, async (ctx, { params, body, headers }) => {
    const team = await changeTeam(ctx, params.id, body, headers.ifMatch)
    cache.forget()
    return answer(team, { etag: team.version })
  })
  serve(app, contract.deleteTeam, async (ctx, { params, headers }) => {
    await deleteTeam(ctx, params.id, headers.ifMatch)
    return null
  })
}
