import type { User } from '../../../contract/users.ts'
import { type Context, DomainError, type Tx } from '../../platform/index.ts'
import { record } from '../audit.ts'
import { permit } from '../policy.ts'
import { lockUser } from '../user-store.ts'
import { askForLink } from './send-link.ts'

/** Sends somebody a link with which they set their first password, or a new one in place of one they never got. */
export function inviteUser(ctx: Context, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const user = await lockUser(tx, id)
    if (!user) throw new DomainError('user.not-found', { id })
    permit(ctx, 'users.write', { ownerId: id }, new DomainError('user.not-found', { id }))
    await sendInvitation(tx, user)
  })
}

export async function sendInvitation(tx: Tx, user: User): Promise<void> {
  if (!user.email) throw new DomainError('account.no-email', { name: user.name })
  if (!user.enabled || user.expired) throw new DomainError('account.closed', { name: user.name })
  await askForLink(tx, user, 'invitation', user.email)
  record(tx, { action: 'user.invited', subject: { kind: 'user', id: user.id }, after: { email: user.email } })
}
