import type { Permission } from '../../contract/permissions.ts'
import { type Role, roles } from '../../contract/roles.ts'
import type { Team } from '../../contract/teams.ts'
import type { User } from '../../contract/users.ts'
import type { Queries } from '../platform/index.ts'
import { rolesAmong } from './roles.ts'
import { findTeam, selectManager, selectUsers } from './user-store.ts'

/** Finds one user by id. */
export async function findUser(db: Queries, id: string): Promise<User | undefined> {
  return (await selectUsers(db, 'u.id = $1', [id]))[0]
}

/** Finds one user by name, in any case. */
export async function findUserByName(db: Queries, username: string): Promise<User | undefined> {
  return (await selectUsers(db, 'lower(u.username) = lower($1)', [username]))[0]
}

/** Finds several users at once; what is not there is absent from the answer. */
export async function findUsers(db: Queries, ids: readonly string[]): Promise<Map<string, User>> {
  const found = ids.length === 0 ? [] : await selectUsers(db, 'u.id = any($1::text[])', [[...new Set(ids)]])
  return new Map(found.map((user) => [user.id, user]))
}

/** The manager (level 1), the manager's manager (level 2) …; those who cannot act now are passed over upwards. */
export async function managerOf(db: Queries, userId: string, level = 1): Promise<User | undefined> {
  const id = await selectManager(db, userId, level)
  return id === undefined ? undefined : findUser(db, id)
}

/** Everybody who holds a role and can act now, by name. */
export function usersWithRole(db: Queries, role: Role | (string & {})): Promise<User[]> {
  return selectUsers(db, '$1 = any(u.roles) and u.enabled and not u.expired', [role])
}

/** Everybody who may do something and can act now, by a built-in role or one of the company's own. */
export async function usersWhoMay(db: Queries, permission: Permission): Promise<User[]> {
  const held = (await rolesThatMay(db, permission)).map(({ code }) => code)
  return selectUsers(db, 'u.roles && $1::text[] and u.enabled and not u.expired', [held])
}

/** The roles that allow something: built-in ones first, then the company's own by name. */
export async function rolesThatMay(
  db: Queries,
  permission: Permission,
): Promise<{ code: string; name: string }[]> {
  const builtIn = rolesAmong(roles).filter(({ grants }) => permission in grants)
  const own = await db.query<{ code: string; name: string }>(
    'select code, name from own_roles where grants ? $1 order by lower(name)',
    [permission],
  )
  return [...builtIn.map(({ code, name }) => ({ code, name })), ...own]
}

/** The team somebody is in, with the unit it is part of. */
export async function teamOf(db: Queries, id: string): Promise<Team | undefined> {
  const user = await findUser(db, id)
  return user?.teamId && (await findTeam(db, user.teamId))
}
