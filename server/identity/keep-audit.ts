import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import * as contract from '../../contract/audit.ts'
import {
  type App,
  answer,
  type Context,
  DomainError,
  defineCron,
  newId,
  type Queries,
  serve,
  type Tx,
} from '../platform/index.ts'
import { record } from './audit.ts'
import { companySettings } from './settings.ts'

const [compress, expand] = [promisify(gzip), promisify(gunzip)]
/** Entries of one archive. */
const pageSize = 20_000

/**
 * Takes off entries whose time is over: first they are written to an archive, then the trail begins behind them, and an
 * entry says so. Verification starts there and demands that entry.
 */
export function keepAuditFor(app: App): void {
  defineCron(app, 'identity.retain-audit', '29 2 * * *', async (ctx) => {
    while (await ctx.transaction(cutOnce));
  })
  serve(app, contract.listAuditArchives, async (ctx) => ({ items: await selectArchives(ctx.db) }))
  serve(app, contract.fetchAuditArchive, async (ctx, { params: { id } }) => {
    const body = await ctx.transaction((tx) => fetchArchive(tx, id))
    return answer(body, {
      headers: {
        'content-type': 'application/jsonl; charset=utf-8',
        'content-disposition': `attachment; filename="${id}.jsonl"`,
        'cache-control': 'no-store',
      },
    })
  })
  serve(app, contract.deleteAuditArchive, async (ctx, { params: { id } }) => {
    await deleteArchive(ctx, id)
    return null
  })
}

/** Whether something was taken off, and there may be more. */
async function cutOnce(tx: Tx): Promise<boolean> {
  const { auditMonths } = (await companySettings(tx)).retention
  if (auditMonths === undefined) return false
  await tx.query('select pg_advisory_xact_lock(7140170)') // nobody seals meanwhile
  const rows = await tx.query<{ position: string; hash: string; at: Date; line: string }>(
    `with first_kept as (
       select coalesce(min(position), (select max(position) from audit_entries)) as position from audit_entries
       where position is not null and at >= $1::timestamptz - $2 * interval '1 month')
     select e.position, encode(e.hash, 'hex') as hash, e.at, jsonb_strip_nulls(jsonb_build_object(
         'position', e.position, 'id', e.id, 'at', e.at, 'actorId', actor_id, 'actorName', actor_name, 'via', via,
         'address', address, 'userAgent', user_agent, 'requestId', request_id, 'action', action,
         'subjectKind', subject_kind, 'subjectId', subject_id, 'before', before, 'after', after, 'why', why,
         'whoSalt', encode(who_salt, 'hex'), 'whoDigest', encode(who_digest, 'hex'),
         'saidSalt', encode(said_salt, 'hex'), 'saidDigest', encode(said_digest, 'hex'),
         'hash', encode(e.hash, 'hex')))::text as line
     from audit_entries e, first_kept where e.position < first_kept.position order by e.position limit ${pageSize}`,
    [tx.ctx.now, auditMonths],
  )
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) return false
  const body = await compress(rows.map(({ line }) => `${line}\n`).join(''))
  const id = newId('aar')
  await tx.query(
    `insert into audit_archives (id, from_position, to_position, first_at, last_at, body, made_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, first.position, last.position, first.at, last.at, body, tx.ctx.now],
  )
  await tx.query('select cut_audit($1)', [last.position])
  record(tx, {
    action: 'audit.cut',
    subject: { kind: 'audit', id },
    after: { position: Number(last.position), hash: last.hash },
  })
  return rows.length === pageSize
}

async function selectArchives(db: Queries) {
  const rows = await db.query<{
    id: `aar_${string}`
    from: string
    to: string
    firstAt: Date
    lastAt: Date
    size: number
    fetchedAt: Date | null
  }>(
    `select id, from_position as "from", to_position as "to", first_at as "firstAt", last_at as "lastAt",
       length(body) as size, fetched_at as "fetchedAt" from audit_archives order by from_position`,
  )
  return rows.map(({ from, to, firstAt, lastAt, fetchedAt, ...row }) => ({
    ...row,
    from: Number(from),
    to: Number(to),
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
    ...(fetchedAt && { fetchedAt: fetchedAt.toISOString() }),
  }))
}

async function fetchArchive(tx: Tx, id: string): Promise<Buffer> {
  const [row] = await tx.query<{ body: Buffer }>(
    'update audit_archives set fetched_at = $2 where id = $1 returning body',
    [id, tx.ctx.now],
  )
  if (!row) throw new DomainError('audit.no-archive', { id })
  record(tx, { action: 'audit.exported', subject: { kind: 'audit', id } })
  return expand(row.body)
}

/** Only what somebody has fetched is removed: it is the last copy. */
function deleteArchive(ctx: Context, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const [row] = await tx.query<{ fetched: boolean }>(
      'select fetched_at is not null as fetched from audit_archives where id = $1 for update',
      [id],
    )
    if (!row) throw new DomainError('audit.no-archive', { id })
    if (!row.fetched) throw new DomainError('audit.archive-not-fetched', { id })
    await tx.query('delete from audit_archives where id = $1', [id])
    record(tx, { action: 'audit.archive-removed', subject: { kind: 'audit', id } })
  })
}
