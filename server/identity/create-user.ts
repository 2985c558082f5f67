import type { NewUser, User } from '../../contract/users.ts'
import { announce, newId, type Tx } from '../platform/index.ts'
import { sendInvitation } from './accounts/invite-user.ts'
import { record } from './audit.ts'
import { checkUser } from './check-user.ts'
import { demandGoodPassword } from './password-quality.ts'
import { hashPassword } from './passwords.ts'
import { companySettings } from './settings.ts'
import { newUserFrom } from './user.ts'
import { savePassword, saveUser } from './user-store.ts'

/** Makes a user. Without a password the account exists, owns and is named, but nobody can sign in with it yet. */
export async function createUser(tx: Tx, given: NewUser): Promise<User> {
  const user = newUserFrom(newId('usr'), given, tx.ctx.now)
  await checkUser(tx, user)
  await saveUser(tx, user)
  if (given.password !== undefined) {
    demandGoodPassword(given.password, user, (await companySettings(tx)).security.passwordMinimumLength)
    await savePassword(tx, user.id, await hashPassword(given.password))
    user.version += 1
  }

  if (given.invite) await sendInvitation(tx, user)

  record(tx, { action: 'user.created', subject: { kind: 'user', id: user.id }, after: user })
  announce(tx, 'user.created', user.id, { username: user.username })
  return user
}
