import type { User, UserChange } from '../../contract/users.ts'
import { announce, type Context, DomainError, demandMatch } from '../platform/index.ts'
import { record } from './audit.ts'
import { checkUser, wrong } from './check-user.ts'
import { permit } from './policy.ts'
import { deleteSessionsOf } from './session-store.ts'
import { administers, changedUser, differenceOf } from './user.ts'
import { countAdministrators, lockUser, saveUser } from './user-store.ts'

/** Changes a person's names, roles, place and state. Who may no longer act loses every session at once. */
export function changeUser(
  ctx: Context,
  id: string,
  change: UserChange,
  ifMatch: string | undefined,
): Promise<User> {
  return ctx.transaction(async (tx) => {
    // Locked first, and all of them, so that of two administrators who remove each other one remains.
    const administrators = await countAdministrators(tx)
    const before = await lockUser(tx, id)
    if (!before) throw new DomainError('user.not-found', { id })
    permit(ctx, 'users.write', { ownerId: id }, new DomainError('user.not-found', { id }))
    demandMatch(ifMatch, before.version)

    const after = changedUser(before, change, ctx.now)
    if (administers(before) && !administers(after) && administrators === 1)
      throw wrong('roles', 'this is the last system administrator; name another one first')
    await checkUser(tx, after, before)
    await saveUser(tx, after)
    if (!after.enabled || after.expired || after.credentialsExpired) await deleteSessionsOf(tx, id)

    record(tx, { action: 'user.changed', subject: { kind: 'user', id }, ...differenceOf(before, after) })
    announce(tx, 'user.changed', id, { username: after.username })
    return after
  })
}
