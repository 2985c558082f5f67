import * as contract from '../../contract/users.ts'
import { type App, answer, DomainError, serve } from '../platform/index.ts'
import { changeUser } from './change-user.ts'
import { createUser } from './create-user.ts'
import { listUsers } from './list-users.ts'
import { paged } from './paged.ts'
import { findUser } from './people.ts'
import { permit } from './policy.ts'
import type { RightsCache } from './rights-cache.ts'
import { resetPassword } from './set-password.ts'

/** Users. What changes rights drops what this node remembers of them. */
export function serveUsers(app: App, cache: RightsCache): void {
  serve(app, contract.listUsers, async (ctx, { query }) => {
    const items = await listUsers(ctx, query)
    return paged(items, query.limit, (last) => [last.familyName, last.givenName, last.id])
  })
  serve(app, contract.readUser, async (ctx, { params: { id } }) => {
    const user = await findUser(ctx.db, id)
    if (!user) throw new DomainError('user.not-found', { id })
    permit(ctx, 'users.read', { ownerId: id }, new DomainError('user.not-found', { id }))
    return answer(user, { etag: user.version })
  })
  serve(app, contract.createUser, async (ctx, { body }) => {
    permit(ctx, 'users.write')
    const user = await ctx.transaction((tx) => createUser(tx, body))
    return answer(user, { etag: user.version, location: `/api/v1/users/${user.id}` })
  })
  serve(app, contract.changeUser, async (ctx, { params, body, headers }) => {
    const user = await changeUser(ctx, params.id, body, headers.ifMatch)
    cache.forget()
    return answer(user, { etag: user.version })
  })
  serve(app, contract.resetPassword, async (ctx, { params, body }) => {
    await resetPassword(ctx, params.id, body.password)
    cache.forget()
    return null
  })
}
