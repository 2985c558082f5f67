import type { Queries, Tx } from '../platform/index.ts'
import { type OwnRole, rolesReaching } from './roles.ts'

/** What is known of a person at the moment of a request. */
export type Rights = {
  userId: string
  name: string
  roles: string[]
  /** Those of the roles that the company made. */
  ownRoles: OwnRole[]
  teamId: string | null
  unitName: string | null
  /** Users the reach "team" covers, and "unit"; empty when no role of theirs reaches so far. */
  team: string[]
  unit: string[]
}
export type SessionRow = Rights & {
  sessionId: string
  lastSeenAt: Date
  endsAt: Date
  idleSeconds: number
  /** Of a program: what it is, and the rights it is narrowed to. */
  program: { id: string; kind: 'key' | 'client'; name: string; scopes: string[] } | null
  /** The person's role asks for a second factor they have not set up: until then nothing is allowed. */
  factorMissing: boolean
}

const teamRoles = rolesReaching('team')
const unitRoles = rolesReaching('unit')

const ownReaches = (reach: string) =>
  `exists (select from own_roles r where r.code = any(u.roles) and '${reach}' = any(r.reaches))`

/** Colleagues are gathered only for roles that reach them: most people have none. */
const rightsColumns = (first: number) => `
  u.id as "userId", u.given_name || ' ' || u.family_name as name, u.roles, u.team_id as "teamId", t.unit as "unitName",
  coalesce((select jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name, 'grants', r.grants))
    from own_roles r where r.code = any(u.roles)), '[]') as "ownRoles",
  case when u.roles && $${first}::text[] or ${ownReaches('team')} then people_in_team(u.id, u.team_id) else '{}' end as team,
  case when u.roles && $${first + 1}::text[] or ${ownReaches('unit')} then people_in_unit(t.unit) else '{}' end as unit`

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
       s.idle_seconds as "idleSeconds", ${rightsColumns(3)},
       case when p.id is not null
         then jsonb_build_object('id', p.id, 'kind', p.kind, 'name', p.name, 'scopes', s.scopes) end as program,
       s.program_id is null and s.method = 'password'
         and u.roles && array(select jsonb_array_elements_text(value -> 'secondFactorRoles')
           from settings where key = 'security')
         and not exists (select 1 from second_factors f where f.user_id = u.id and f.confirmed_at is not null)
         as "factorMissing"
     from sessions s left join programs p on p.id = s.program_id join users u on u.id = s.user_id left join teams t on t.id = u.team_id
     where ${condition} and s.ends_at > $2
       and s.last_seen_at + make_interval(secs => s.idle_seconds) > $2 and ${mayAct} and (not u.credentials_expired or s.program_id is not null)`,
    [value, now, teamRoles, unitRoles],
  )
  return rows[0]
}

/** What an API key stands for, with whom it acts as. */
export async function findKeySession(
  db: Queries,
  secretHash: Buffer,
  now: Date,
): Promise<SessionRow | undefined> {
  const rows = await db.query<SessionRow>(
    `select p.id as "sessionId", coalesce(p.last_used_at, 'epoch') as "lastSeenAt",
       coalesce(p.expires_at, $2::timestamptz + interval '1 day') as "endsAt", 86400 as "idleSeconds",
       ${rightsColumns(3)},
       jsonb_build_object('id', p.id, 'kind', p.kind, 'name', p.name, 'scopes', p.scopes) as program, false as "factorMissing"
     from programs p join users u on u.id = p.user_id left join teams t on t.id = u.team_id
     where p.secret_hash = $1 and p.kind = 'key' and p.revoked_at is null
       and (p.expires_at is null or p.expires_at > $2) and ${mayAct}`,
    [secretHash, now, teamRoles, unitRoles],
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
  method?: 'password' | 'sso'
  programId?: string
  scopes?: readonly string[]
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  const { now, origin } = tx.ctx
  await tx.query(
    `insert into sessions
       (id, user_id, kind, secret_hash, created_at, last_seen_at, idle_seconds, ends_at, address, user_agent,
        program_id, scopes, method)
     values ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $10, $11, $12)`,
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
      session.programId ?? null,
      session.scopes ?? null,
      session.method ?? 'password',
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

/** The rights of everybody who can act, by name; of one person where `only` names them. */
export async function everybodysRights(db: Queries, only?: string): Promise<Rights[]> {
  return db.query<Rights>(
    `select ${rightsColumns(2)} from users u left join teams t on t.id = u.team_id
     where ${mayAct} and ($1::text is null or u.id = $1) order by u.family_name, u.given_name, u.id limit 5000`,
    [only ?? null, teamRoles, unitRoles],
  )
}
