import type { Role } from '../../contract/roles.ts'
import type { NewUser, User } from '../../contract/users.ts'
import { type App, newId, systemContext } from '../platform/index.ts'
import { createUser } from './create-user.ts'
import { insertSession } from './session-store.ts'
import { tokenSeconds } from './sign-in.ts'
import { tokensFor } from './tokens.ts'

/** Somebody to act as in a test, with the header their requests carry. */
export type TestPerson = { user: User; token: string; headers: { authorization: string } }

/** Makes a user with these roles and signs them in, without the cost of a password unless one is given. */
export async function signInAs(
  app: App,
  roles: Role | Role[],
  given: Partial<NewUser> = {},
): Promise<TestPerson> {
  const held = [roles].flat()
  const user = await systemContext(app).transaction((tx) =>
    createUser(tx, {
      username: `${held[0] ?? 'nobody'}-${newId('nam').slice(-10)}`,
      givenName: 'Test',
      familyName: held.join(' ') || 'nobody',
      roles: held,
      ...given,
    }),
  )
  const headers = await tokenFor(app, user)
  return { user, headers, token: headers.authorization.slice('Bearer '.length) }
}

/** Another token for a user. */
export async function tokenFor(app: App, user: User): Promise<{ authorization: string }> {
  const ctx = systemContext(app)
  const session = {
    id: newId('ses'),
    userId: user.id,
    endsAt: new Date(ctx.now.getTime() + tokenSeconds * 1000),
  }
  await ctx.transaction((tx) => insertSession(tx, { ...session, kind: 'token', idleSeconds: tokenSeconds }))
  return { authorization: `Bearer ${await tokensFor(app.config.publicUrl).sign(ctx, session)}` }
}
