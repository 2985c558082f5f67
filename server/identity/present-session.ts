import type { Session } from '../../contract/sign-in.ts'
import { type Actor, type Context, DomainError } from '../platform/index.ts'
import { actorOf, signedIn } from './actor.ts'
import { findUser } from './people.ts'
import { hashOfSecret } from './secrets.ts'
import { findSessionBySecret } from './session-store.ts'
import { companySettings } from './settings.ts'
import type { BrowserSession } from './sign-in.ts'
import { findTeam } from './user-store.ts'

/** Who somebody is, what they may do, and what every page needs to know. */
export async function presentSession(ctx: Context, actor: Actor, endsAt?: Date): Promise<Session> {
  const user = await findUser(ctx.db, actor.id)
  if (!user) throw new DomainError('auth.required')
  const { company, locale } = await companySettings(ctx.db)
  const team = user.teamId ? await findTeam(ctx.db, user.teamId) : undefined
  const { id, username, name, givenName, familyName, email, roles } = user
  return {
    user: {
      id,
      username,
      name,
      givenName,
      familyName,
      roles,
      ...(email && { email }),
      ...(team && { teamId: team.id, teamName: team.name }),
    },
    permissions: Object.fromEntries(actor.grants),
    company: { name: company.name, ...locale },
    ...(signedIn(actor).factorMissing && { secondFactorMissing: true }),
    ...(endsAt && { expiresAt: endsAt.toISOString() }),
  }
}

/** The same for a session that begins with this very request. */
export async function presentNewSession(ctx: Context, { secret, endsAt }: BrowserSession): Promise<Session> {
  const session = await findSessionBySecret(ctx.db, hashOfSecret(secret), ctx.now)
  if (!session) throw new DomainError('auth.required')
  return presentSession(ctx, actorOf(session, 'session'), endsAt)
}
