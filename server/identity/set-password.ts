import type { User } from '../../contract/users.ts'
import { announce, type Context, DomainError, type Tx } from '../platform/index.ts'
import { record } from './audit.ts'
import { demandGoodPassword } from './password-quality.ts'
import { hashPassword } from './passwords.ts'
import { findUser } from './people.ts'
import { permit } from './policy.ts'
import { deleteSessionsOf } from './session-store.ts'
import { companySettings } from './settings.ts'
import { forgetWrongPasswords } from './sign-in-attempts.ts'
import { lockUser, savePassword } from './user-store.ts'

/** An administrator gives somebody a new password; open sessions and tokens end, locks are lifted. */
export async function resetPassword(ctx: Context, id: string, password: string): Promise<void> {
  const hash = await hashPassword(password) // before the transaction, which holds a connection
  await ctx.transaction(async (tx) => {
    const user = await findUser(tx, id)
    if (!user) throw new DomainError('user.not-found', { id })
    permit(ctx, 'users.write', { ownerId: id }, new DomainError('user.not-found', { id }))
    await forgetWrongPasswords(tx, [user.username, user.email]) // before the user's row, as signing in does
    await lockUser(tx, id)
    await demandGood(tx, user, password)
    await savePassword(tx, id, hash)
    await deleteSessionsOf(tx, id)
    noteChange(tx, id, 'user.password-reset')
  })
}

/** A person takes a new password of their own; the session they do it in stays, all others end. */
export async function changeOwnPassword(
  ctx: Context,
  password: string,
  sessionId: string | undefined,
): Promise<void> {
  const hash = await hashPassword(password)
  await ctx.transaction(async (tx) => {
    const { id } = ctx.actor
    const user = await lockUser(tx, id)
    if (!user) throw new DomainError('user.not-found', { id })
    await demandGood(tx, user, password)
    await savePassword(tx, id, hash)
    await deleteSessionsOf(tx, id, sessionId)
    noteChange(tx, id, 'user.password-changed')
  })
}

export async function demandGood(tx: Tx, user: User, password: string): Promise<void> {
  demandGoodPassword(password, user, (await companySettings(tx)).security.passwordMinimumLength)
}

function noteChange(tx: Tx, id: string, action: string): void {
  record(tx, { action, subject: { kind: 'user', id } })
  announce(tx, action, id, {})
}
