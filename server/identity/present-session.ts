import type { Session } from '../../contract/sign-in.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { findUser } from './people.ts'
import { grantsOf } from './roles.ts'
import { companySettings } from './settings.ts'
import { findTeam } from './user-store.ts'

/** Who somebody is, what they may do, and what every page needs to know. */
export async function presentSession(ctx: Context, userId: string, endsAt?: Date): Promise<Session> {
  const user = await findUser(ctx.db, userId)
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
    permissions: Object.fromEntries(grantsOf(roles)),
    company: { name: company.name, ...locale },
    ...(endsAt && { expiresAt: endsAt.toISOString() }),
  }
}
