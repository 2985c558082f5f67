import type { Queries, Tx } from '../platform/index.ts'
import { rolesReaching } from './roles.ts'

/** What is known of a person at the moment of a request. */
export type Rights = {
  userId: string
  name: string
  roles: string[]
  teamId: string | null
  unitName: string | null
  /** Users the reach "team" covers, and "unit"; empty when no role of theirs reaches so far. */
  team: string[]
  unit: string[]
}
export type SessionRow = Rights & { sessionId: string; lastSeenAt: Date; endsAt: Date; idleSeconds: number }

const teamRoles = rolesReaching('team')
const unitRoles = rolesReaching('unit')

/** Colleagues are gathered only for roles that reach them: most people have none. */
const rightsColumns = (first: number) => `
  u.id as "userId", u.given_name || ' ' || u.family_name as name, u.roles, u.team_id as "teamId", t.unit as "unitName",
  case when u.roles && $${first}::text[] then people_in_team(u.id, u.team_id) else '{}' end as team,
  case when u.roles && $${first + 1}::text[] then people_in_unit(t.unit) else '{}' end as unit`

const mayAct = 'u.enabled and not u.expired'

/** The session a cookie's hash stands for, with its person, if both are still good. One indexed query. */
export async function findSessionBySecret(
  db: Queries,
  secretHash: Buffer,
  now: Date,
): Promise<SessionRow | undefined> {
  return findSession(db, `s.secret_hash = $1 and s.kind = 'browser'`, secretHash, now)
}

/** The session a token names. */
export async function findTokenSession(db: Queries, id: string, now: Date): Promise<SessionRow | undefined> {
  return findSession(db, `s.id = $1 and s.kind = 'token'`, id, now)
}

async function findSession(
  db: Queries,
  condition: string,
  value: unknown,
  now: Date,
): Promise<SessionRow | undefined> {
  const rows = await db.query<SessionRow>(
    `select s.id as "sessionId", s.last_seen_at as "lastSeenAt", s.ends_at as "endsAt",
       s.idle_seconds as "idleSeconds", ${rightsColumns(3)}
     from sessions s join users u on u.id = s.user_id left join teams t on t.id = u.team_id
     where ${condition} and s.ends_at > $2
       and s.last_seen_at + make_interval(secs => s.idle_seconds) > $2 and ${mayAct} and not u.credentials_expired`,
    [value, now, teamRoles, unitRoles],
  )
  return rows[0]
}

/** The rights of a person without a session. */
export async function findRights(db: Queries, userId: string): Promise<Rights | undefined> {
  const rows = await db.query<Rights>(
    `select ${rightsColumns(2)} from users u left join teams t on t.id = u.team_id where u.id = $1 and ${mayAct}`,
    [userId, teamRoles, unitRoles],
  )
  return rows[0]
}

export type NewSession = {
  id: string
  userId: string
  kind: 'browser' | 'token'
  secretHash?: Buffer
  idleSeconds: number
  endsAt: Date
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  const { now, origin } = tx.ctx
  await tx.query(
    `insert into sessions
       (id, user_id, kind, secret_hash, created_at, last_seen_at, idle_seconds, ends_at, address, user_agent)
     values ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9)`,
    [
      session.id,
      session.userId,
      session.kind,
      session.secretHash ?? null,
      now,
      session.idleSeconds,
      session.endsAt,
      origin.ip ?? null,
      origin.userAgent?.slice(0, 300) ?? null,
    ],
  )
}

/** Notes that a session is in use; the condition keeps it to one write a minute however many requests there are. */
export async function touchSession(db: Queries, id: string, now: Date): Promise<void> {
  await db.query(
    `update sessions set last_seen_at = $2 where id = $1 and last_seen_at < $2::timestamptz - interval '1 minute'`,
    [id, now],
  )
}

export async function deleteSession(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from sessions where id = $1', [id])
}

/** Ends all sessions and tokens of a person, except one. */
export async function deleteSessionsOf(tx: Tx, userId: string, except?: string): Promise<void> {
  await tx.query('delete from sessions where user_id = $1 and id is distinct from $2', [
    userId,
    except ?? null,
  ])
}

export async function deleteEndedSessions(tx: Tx, now: Date): Promise<void> {
  await tx.query(
    'delete from sessions where ends_at <= $1 or last_seen_at + make_interval(secs => idle_seconds) <= $1',
    [now],
  )
}
