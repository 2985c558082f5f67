import type { Team, TeamId } from '../../contract/teams.ts'
import type { User, UserId } from '../../contract/users.ts'
import type { Queries, Tx } from '../platform/index.ts'

type UserRow = Omit<User, 'lockedUntil' | 'lastLoginAt' | 'createdAt' | 'updatedAt' | 'name'> & {
  email: string | null
  teamId: TeamId | null
  managerId: UserId | null
  lockedUntil: Date | null
  lastLoginAt: Date | null
  createdAt: Date
  updatedAt: Date
}

const columns = `u.id, u.version, u.username, u.email, u.given_name as "givenName", u.family_name as "familyName",
  u.roles, u.team_id as "teamId", u.manager_id as "managerId", u.enabled, u.expired,
  u.credentials_expired as "credentialsExpired", u.locked_until as "lockedUntil",
  u.failed_sign_ins as "failedSignIns", u.last_login_at as "lastLoginAt", u.created_at as "createdAt",
  u.updated_at as "updatedAt"`

/** Users for a condition over `u`, by name. */
export async function selectUsers(
  db: Queries,
  condition: string,
  values: readonly unknown[],
  limit = 1000,
): Promise<User[]> {
  const rows = await db.query<UserRow>(
    `select ${columns} from users u where ${condition}
     order by u.family_name, u.given_name, u.id limit ${limit}`,
    values,
  )
  return rows.map(toUser)
}

export async function lockUser(tx: Tx, id: string): Promise<User | undefined> {
  const rows = await tx.query<UserRow>(`select ${columns} from users u where u.id = $1 for update`, [id])
  return rows[0] && toUser(rows[0])
}

/** Writes a new user, or the present state of one that is there. */
export async function saveUser(tx: Tx, user: User): Promise<void> {
  await tx.query(
    `insert into users (id, version, username, email, given_name, family_name, roles, team_id, manager_id, enabled,
       expired, credentials_expired, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (id) do update set version = excluded.version, username = excluded.username, email = excluded.email,
       given_name = excluded.given_name, family_name = excluded.family_name, roles = excluded.roles,
       team_id = excluded.team_id, manager_id = excluded.manager_id, enabled = excluded.enabled,
       expired = excluded.expired, credentials_expired = excluded.credentials_expired,
       updated_at = excluded.updated_at`,
    [
      user.id,
      user.version,
      user.username,
      user.email ?? null,
      user.givenName,
      user.familyName,
      user.roles,
      user.teamId ?? null,
      user.managerId ?? null,
      user.enabled,
      user.expired,
      user.credentialsExpired,
      user.createdAt,
      user.updatedAt,
    ],
  )
}

/** The nth of those above a person who can act now. The depth is bounded, whatever the rows say. */
export async function selectManager(db: Queries, userId: string, level: number): Promise<string | undefined> {
  const rows = await db.query<{ id: string }>(
    `with recursive above as (
       select m.id, m.manager_id, m.enabled and not m.expired as acting, 1 as distance
         from users u join users m on m.id = u.manager_id where u.id = $1
       union all
       select m.id, m.manager_id, m.enabled and not m.expired, distance + 1
         from above join users m on m.id = above.manager_id where distance < 50)
     select id from above where acting order by distance offset $2 limit 1`,
    [userId, level - 1],
  )
  return rows[0]?.id
}

/** Whether `managerId` is the person, or reports to them: then it cannot be their manager. */
export async function reportsTo(db: Queries, managerId: string, userId: string): Promise<boolean> {
  const rows = await db.query(
    `with recursive above as (
       select id, manager_id, 1 as distance from users where id = $1
       union all
       select m.id, m.manager_id, distance + 1 from above join users m on m.id = above.manager_id where distance < 50)
     select 1 from above where id = $2 limit 1`,
    [managerId, userId],
  )
  return rows.length > 0
}

/** How many people could still administer the system. Locks their rows, so that two cannot leave at the same moment. */
export async function countAdministrators(tx: Tx): Promise<number> {
  const rows = await tx.query(
    `select id from users where 'system-admin' = any(roles) and enabled and not expired order by id for update`,
  )
  return rows.length
}

/** Names of people and teams are given one at a time, so that two callers cannot both find one free. */
export async function lockNames(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('identity.names', 0))`)
}

export async function anyUser(db: Queries): Promise<boolean> {
  return (await db.query('select 1 from users limit 1')).length > 0
}

export type Secret = {
  userId: UserId
  passwordHash: string | null
  mayEnter: boolean
  /** The password has to be set anew, by an administrator's word or by its age. */
  passwordExpired: boolean
}

/** What a sign-in is checked against. */
export async function findSecret(
  db: Queries,
  username: string,
  passwordsBefore: Date | undefined,
): Promise<Secret | undefined> {
  const rows = await db.query<Secret>(
    `select id as "userId", password_hash as "passwordHash",
       enabled and not expired as "mayEnter",
       credentials_expired or coalesce(password_changed_at < $2, false) as "passwordExpired"
     from users where lower(username) = lower($1) or lower(email) = lower($1)
     order by lower(username) = lower($1) desc limit 1`,
    [username, passwordsBefore ?? null],
  )
  return rows[0]
}

export async function findPasswordHash(db: Queries, userId: string): Promise<string | undefined> {
  const rows = await db.query<{ hash: string | null }>(
    'select password_hash as hash from users where id = $1',
    [userId],
  )
  return rows[0]?.hash ?? undefined
}

export async function hasPassword(db: Queries, userId: string): Promise<boolean> {
  return (
    (await db.query('select 1 from users where id = $1 and password_hash is not null', [userId])).length > 0
  )
}

export async function clearLock(tx: Tx, userId: string): Promise<void> {
  await tx.query('update users set failed_sign_ins = 0, locked_until = null where id = $1', [userId])
}

export async function savePassword(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await tx.query(
    `update users set password_hash = $2, password_changed_at = $3, credentials_expired = false,
       failed_sign_ins = 0, locked_until = null, version = version + 1, updated_at = $3 where id = $1`,
    [userId, passwordHash, tx.ctx.now],
  )
  // What the old password had begun does not go on.
  await tx.query('delete from sign_in_tickets where user_id = $1', [userId])
}

/** The same password under today's parameters: nothing anybody would notice, so no new version. */
export async function renewPasswordHash(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await tx.query('update users set password_hash = $2 where id = $1', [userId, passwordHash])
}

/** False when the password was changed, or the account closed, since the password was verified. */
export async function noteSignIn(tx: Tx, userId: string, verifiedHash: string): Promise<boolean> {
  const rows = await tx.query(
    `update users set last_login_at = $2, failed_sign_ins = 0, locked_until = null
     where id = $1 and password_hash = $3 and enabled and not expired and not credentials_expired returning 1`,
    [userId, tx.ctx.now, verifiedHash],
  )
  return rows.length > 0
}

/** False when the account is closed. */
export async function noteSignInElsewhere(tx: Tx, userId: string): Promise<boolean> {
  const rows = await tx.query(
    'update users set last_login_at = $2 where id = $1 and enabled and not expired returning 1',
    [userId, tx.ctx.now],
  )
  return rows.length > 0
}

export async function noteFailedSignIn(tx: Tx, userId: string, lockedUntil: Date | undefined): Promise<void> {
  await tx.query(
    `update users set failed_sign_ins = failed_sign_ins + 1, locked_until = greatest(locked_until, $2)
     where id = $1`,
    [userId, lockedUntil ?? null],
  )
}

type TeamRow = Omit<Team, 'unit'> & { unit: string | null }

export async function selectTeams(
  db: Queries,
  condition: string,
  values: readonly unknown[],
  limit: number,
): Promise<Team[]> {
  const rows = await db.query<TeamRow>(
    `select id, version, name, unit,
       (select count(*)::integer from users where users.team_id = teams.id) as members
     from teams where ${condition} order by name, id limit ${limit}`,
    values,
  )
  return rows.map(({ unit, ...team }) => ({ ...team, ...(unit !== null && { unit }) }))
}

export async function findTeam(db: Queries, id: string): Promise<Team | undefined> {
  return (await selectTeams(db, 'id = $1', [id], 1))[0]
}

export async function lockTeam(tx: Tx, id: string): Promise<Team | undefined> {
  await tx.query('select 1 from teams where id = $1 for update', [id])
  return findTeam(tx, id)
}

export async function saveTeam(tx: Tx, team: Team): Promise<void> {
  await tx.query(
    `insert into teams (id, version, name, unit, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)
     on conflict (id) do update set version = excluded.version, name = excluded.name, unit = excluded.unit,
       updated_at = excluded.updated_at`,
    [team.id, team.version, team.name, team.unit ?? null, tx.ctx.now],
  )
}

export async function removeTeam(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from teams where id = $1', [id])
}

function toUser(row: UserRow): User {
  const { email, teamId, managerId, lockedUntil, lastLoginAt, ...rest } = row
  return {
    ...rest,
    name: `${row.givenName} ${row.familyName}`,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    ...(email !== null && { email }),
    ...(teamId !== null && { teamId }),
    ...(managerId !== null && { managerId }),
    ...(lockedUntil !== null && { lockedUntil: lockedUntil.toISOString() }),
    ...(lastLoginAt !== null && { lastLoginAt: lastLoginAt.toISOString() }),
  }
}
