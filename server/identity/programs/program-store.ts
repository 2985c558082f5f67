import type { Program } from '../../../contract/programs.ts'
import type { UserId } from '../../../contract/users.ts'
import type { Queries, Tx } from '../../platform/index.ts'

type Row = { [Field in keyof Program]: Program[Field] | null } & {
  id: Program['id']
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
  revokedAt: Date | null
}

const columns = `p.id, p.kind, p.name, p.user_id as "userId", u.given_name || ' ' || u.family_name as "userName",
  p.prefix, p.scopes, c.given_name || ' ' || c.family_name as "createdBy", p.created_at as "createdAt",
  p.expires_at as "expiresAt", p.last_used_at as "lastUsedAt", p.last_used_address as "lastUsedAddress",
  p.revoked_at as "revokedAt"`

/** Keys and clients for a condition over `p`, the newest first; what was revoked at the end. */
export async function selectPrograms(
  db: Queries,
  condition: string,
  values: readonly unknown[],
): Promise<Program[]> {
  const rows = await db.query<Row>(
    `select ${columns} from programs p join users u on u.id = p.user_id join users c on c.id = p.created_by
     where ${condition} order by p.revoked_at is not null, p.created_at desc, p.id limit 500`,
    values,
  )
  return rows.map((row) => {
    const present = Object.entries(row)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value])
    return Object.fromEntries(present) as Program // the columns of the table, without the empty ones
  })
}

export type NewProgram = Pick<Program, 'id' | 'kind' | 'name' | 'scopes' | 'prefix'> & {
  userId: UserId
  secretHash: Buffer
  expiresAt?: string | undefined
}

export async function insertProgram(tx: Tx, program: NewProgram): Promise<void> {
  await tx.query(
    `insert into programs (id, kind, user_id, name, prefix, secret_hash, scopes, created_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      program.id,
      program.kind,
      program.userId,
      program.name,
      program.prefix,
      program.secretHash,
      program.scopes,
      tx.ctx.actor.id,
      tx.ctx.now,
      program.expiresAt ?? null,
    ],
  )
}

/** Ends a program and every token it bought; false when it was not there, or not `userId`'s. */
export async function endProgram(tx: Tx, id: string, userId?: string): Promise<boolean> {
  const rows = await tx.query(
    `update programs set revoked_at = $2, revoked_by = $3
     where id = $1 and revoked_at is null and ($4::text is null or user_id = $4) returning id`,
    [id, tx.ctx.now, tx.ctx.actor.id, userId ?? null],
  )
  await tx.query('delete from sessions where program_id = $1', [id])
  return rows.length > 0
}

export type OpenProgram = {
  id: string
  kind: Program['kind']
  name: string
  userId: UserId
  scopes: string[]
  expiresAt: Date | null
}

/** The client that has this secret, if it may still buy tokens. */
export async function findClient(
  db: Queries,
  id: string,
  secretHash: Buffer,
  now: Date,
): Promise<OpenProgram | undefined> {
  const rows = await db.query<OpenProgram>(
    `select p.id, p.kind, p.name, p.user_id as "userId", p.scopes, p.expires_at as "expiresAt"
     from programs p join users u on u.id = p.user_id
     where p.id = $1 and p.secret_hash = $2 and p.kind = 'client' and p.revoked_at is null
       and (p.expires_at is null or p.expires_at > $3) and u.enabled and not u.expired`,
    [id, secretHash, now],
  )
  return rows[0]
}

/** Notes the use of a program, once a minute at most. */
export async function touchProgram(db: Queries, id: string, now: Date, address: string): Promise<void> {
  await db.query(
    `update programs set last_used_at = $2, last_used_address = $3
     where id = $1 and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute')`,
    [id, now, address],
  )
}
