import type { User } from '../../contract/users.ts'
import { DomainError, type Tx } from '../platform/index.ts'
import { permitGiving, rolesOf } from './own-roles.ts'
import { isRole, rolesAmong } from './roles.ts'
import { findTeam, lockNames, reportsTo, selectUsers } from './user-store.ts'

/** Refuses a user whose name or address is taken, or who points at a team or manager that cannot be. */
export async function checkUser(tx: Tx, user: User, before?: User): Promise<void> {
  const { id, username, email, teamId, managerId } = user
  // A user name may look like an address; so that each leads to one person, neither may be anybody's other one.
  const names = [username.toLowerCase(), ...(email ? [email.toLowerCase()] : [])]
  await lockNames(tx)
  const others = await selectUsers(
    tx,
    'u.id <> $1 and (lower(u.username) = any($2::text[]) or lower(u.email) = any($2::text[]))',
    [id, names],
  )
  if (others.length > 0) throw new DomainError('user.name-taken', { username: taken(others, user) })

  const own = await rolesOf(tx, user.roles)
  const unknown = user.roles.find((role) => !isRole(role) && !own.some(({ code }) => code === role))
  if (unknown) throw wrong('roles', `there is no role "${unknown}"`)
  const given = user.roles.filter((role) => !before?.roles.includes(role))
  permitGiving(tx.ctx, rolesAmong(given, own))

  if (teamId && !(await findTeam(tx, teamId))) throw wrong('teamId', 'there is no such team')
  if (managerId) {
    const [manager] = await selectUsers(tx, 'u.id = $1', [managerId])
    if (!manager) throw wrong('managerId', 'there is no such user')
    if (managerId === id || (await reportsTo(tx, managerId, id)))
      throw wrong('managerId', 'nobody can be above themselves')
  }
}

function taken(others: readonly User[], user: User): string {
  const byName = others.some((other) =>
    [other.username, other.email].some((name) => name?.toLowerCase() === user.username.toLowerCase()),
  )
  return byName ? user.username : (user.email ?? user.username)
}

export function wrong(field: string, message: string): DomainError {
  return new DomainError('request.invalid', {}, [
    { code: 'user', severity: 'error', path: ['body', field], message },
  ])
}
