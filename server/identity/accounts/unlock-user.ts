import { announce, type Context, DomainError } from '../../platform/index.ts'
import { record } from '../audit.ts'
import { findUser } from '../people.ts'
import { permit } from '../policy.ts'
import { forgetWrongPasswords } from '../sign-in-attempts.ts'
import { clearLock } from '../user-store.ts'

/** Lifts the locks that wrong passwords put on a person's names. */
export function unlockUser(ctx: Context, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const user = await findUser(tx, id)
    if (!user) throw new DomainError('user.not-found', { id })
    permit(ctx, 'users.write', { ownerId: id }, new DomainError('user.not-found', { id }))
    await forgetWrongPasswords(tx, [user.username, user.email])
    await clearLock(tx, id)
    record(tx, {
      action: 'user.unlocked',
      subject: { kind: 'user', id },
      before: { lockedUntil: user.lockedUntil, failedSignIns: user.failedSignIns },
    })
    announce(tx, 'user.changed', id, { username: user.username })
  })
}
