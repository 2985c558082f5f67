import type { linkKinds } from '../../../contract/account.ts'
import type { UserId } from '../../../contract/users.ts'
import type { Queries, Tx } from '../../platform/index.ts'

export type LinkKind = (typeof linkKinds)[number]
export type Link = {
  id: string
  userId: UserId
  kind: LinkKind
  email: string
  previousEmail: string | null
  endsAt: Date
  usedAt: Date | null
  written: boolean
}

const columns = `id, user_id as "userId", kind, email, previous_email as "previousEmail", ends_at as "endsAt",
  used_at as "usedAt", secret_hash is not null as written`

export async function insertLink(
  tx: Tx,
  link: Pick<Link, 'id' | 'userId' | 'kind' | 'email' | 'endsAt'>,
): Promise<void> {
  await tx.query(
    `insert into account_links (id, user_id, kind, email, created_at, ends_at) values ($1, $2, $3, $4, $5, $6)`,
    [link.id, link.userId, link.kind, link.email, tx.ctx.now, link.endsAt],
  )
}

/** Takes back the links of these kinds that were not used yet: the newest is the one that counts. */
export async function dropLinks(tx: Tx, userId: string, kinds: readonly LinkKind[]): Promise<number> {
  const rows = await tx.query(
    'delete from account_links where user_id = $1 and kind = any($2::text[]) and used_at is null returning id',
    [userId, kinds],
  )
  return rows.length
}

export async function lockLink(tx: Tx, id: string): Promise<Link | undefined> {
  return (await tx.query<Link>(`select ${columns} from account_links where id = $1 for update`, [id]))[0]
}

/** A link that still holds, by its secret. */
export async function findLink(
  db: Queries,
  secretHash: Buffer,
  now: Date,
  lock = false,
): Promise<Link | undefined> {
  const rows = await db.query<Link>(
    `select ${columns} from account_links where secret_hash = $1 and used_at is null and ends_at > $2
     ${lock ? 'for update' : ''}`,
    [secretHash, now],
  )
  return rows[0]
}

export async function saveSecret(tx: Tx, id: string, secretHash: Buffer): Promise<void> {
  await tx.query('update account_links set secret_hash = $2 where id = $1', [id, secretHash])
}

export async function useUp(tx: Tx, id: string, previousEmail?: string): Promise<void> {
  await tx.query('update account_links set used_at = $2, previous_email = $3 where id = $1', [
    id,
    tx.ctx.now,
    previousEmail ?? null,
  ])
}

export async function findPendingEmail(db: Queries, userId: string, now: Date): Promise<string | undefined> {
  const rows = await db.query<{ email: string }>(
    `select email from account_links where user_id = $1 and kind = 'email' and used_at is null and ends_at > $2
     order by created_at desc limit 1`,
    [userId, now],
  )
  return rows[0]?.email
}

/** Kept for a week after their end, for whoever asks what became of one. */
export async function sweepLinks(tx: Tx): Promise<void> {
  await tx.query(`delete from account_links where ends_at < $1::timestamptz - interval '7 days'`, [
    tx.ctx.now,
  ])
}
