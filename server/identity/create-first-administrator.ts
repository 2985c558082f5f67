import { randomBytes } from 'node:crypto'
import { type App, type Context, makeContext, systemActor } from '../platform/index.ts'
import { createUser } from './create-user.ts'
import { anyUser } from './user-store.ts'

/** Makes the one user a new installation begins with, and returns the password, which is kept nowhere. */
export function createFirstAdministrator(
  ctx: Context,
): Promise<{ username: string; password: string } | undefined> {
  return ctx.transaction(async (tx) => {
    // Two nodes that start together on an empty database make one administrator.
    await tx.query('lock table users in share row exclusive mode')
    if (await anyUser(tx)) return undefined

    const given = { username: 'admin', password: randomBytes(15).toString('base64url') }
    await createUser(tx, {
      ...given,
      givenName: 'System',
      familyName: 'Administrator',
      roles: ['system-admin'],
    })
    return given
  })
}

/** What a start prints where nobody could sign in otherwise. */
export async function greetFirstAdministrator(app: App): Promise<string[]> {
  const made = await createFirstAdministrator(makeContext(app, systemActor))
  if (!made) return []
  return [
    'This installation is new. Its administrator is shown this once; change the password after signing in:',
    `  ${made.username}  ${made.password}`,
  ]
}
