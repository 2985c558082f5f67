import { createHash } from 'node:crypto'
import type { Queries, Tx } from '../platform/index.ts'

/** Before the first entry. */
const origin = Buffer.alloc(32)
/** Any number, the same in every node: one seals at a time. */
const sealLock = 7_140_170
const pageSize = 2000

type Row = { id: string; position: string | null; hash: Buffer | null; text: string }
export type Head = { position: number; hash: string }
export type Finding = {
  kind: 'changed' | 'missing' | 'added'
  position: number
  entry?: string
  message: string
}

/** Everything an entry says, in one spelling: instants in UTC, JSON as the database keeps it. */
const said = `jsonb_build_array(id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor_id, actor_name,
  via, address, user_agent, request_id, action, subject_kind, subject_id, before, after, why)::text as text`

/**
 * Seals what was written since into the chain: each entry's hash is that of the hash before it and all it says. Answers
 * how many it sealed; at most one page, so that a long trail is sealed bit by bit.
 */
export async function sealEntries(tx: Tx): Promise<number> {
  const [lock] = await tx.query<{ free: boolean }>('select pg_try_advisory_xact_lock($1) as free', [sealLock])
  if (!lock?.free) return 0
  const [last] = await tx.query<{ position: string; hash: Buffer }>(
    'select position, hash from audit_entries where position is not null order by position desc limit 1',
  )
  let hash: Buffer = last?.hash ?? origin
  let position = Number(last?.position ?? 0)
  const rows = await tx.query<Row>(
    `select id, ${said} from audit_entries where position is null order by id limit ${pageSize}`,
  )
  const seals = rows.map((row) => {
    hash = chained(hash, row.text)
    position += 1
    return { id: row.id, position, hash: hash.toString('hex') }
  })
  await tx.query(
    `update audit_entries set position = seal.position, hash = decode(seal.hash, 'hex')
     from jsonb_to_recordset($1) as seal(id text, position bigint, hash text) where audit_entries.id = seal.id`,
    [JSON.stringify(seals)],
  )
  return seals.length
}

/** Walks the chain from its beginning. `known` is a head kept elsewhere: the chain has to lead through it. */
export async function verifyChain(db: Queries, known?: Partial<Head>) {
  const findings: Finding[] = []
  let position = 0
  let hash: Buffer = origin
  let passed = known?.position === undefined
  for (;;) {
    const rows = await db.query<Row>(
      `select id, position, hash, ${said} from audit_entries
       where position > $1 order by position limit ${pageSize}`,
      [position],
    )
    for (const row of rows) {
      const at = Number(row.position)
      if (at !== position + 1) findings.push(missing(position + 1, at - 1))
      const right = chained(hash, row.text)
      const kept = row.hash ?? origin
      if (at === position + 1 && !right.equals(kept)) findings.push(changed(at, row.id))
      // Goes on from what is kept: one entry that was changed is one finding, not all that follow.
      hash = kept
      position = at
      if (at === known?.position) {
        passed = true
        if (known.hash !== undefined && hash.toString('hex') !== known.hash)
          findings.push(replaced(at, row.id))
      }
    }
    if (rows.length < pageSize) break
  }
  if (!passed) findings.push(missing(position + 1, known?.position ?? position + 1))
  const [counted] = await db.query<{ waiting: string }>(
    'select count(*) as waiting from audit_entries where position is null',
  )
  return {
    whole: findings.length === 0,
    sealed: position,
    waiting: Number(counted?.waiting ?? 0),
    ...(position > 0 && { head: { position, hash: hash.toString('hex') } }),
    findings: findings.slice(0, 100),
  }
}

const chained = (before: Buffer, text: string) => createHash('sha256').update(before).update(text).digest()

const changed = (position: number, entry: string): Finding => ({
  kind: 'changed',
  position,
  entry,
  message: `Entry ${position} does not say what was sealed, or was added in another's place.`,
})

const replaced = (position: number, entry: string): Finding => ({
  kind: 'added',
  position,
  entry,
  message: `Up to entry ${position} this is not the trail whose head you kept.`,
})

function missing(from: number, to: number): Finding {
  const what = from >= to ? `Entry ${from} is` : `Entries ${from} to ${to} are`
  return { kind: 'missing', position: from, message: `${what} missing.` }
}
