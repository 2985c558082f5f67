import { createHash, randomBytes } from 'node:crypto'
import type { Queries, Tx } from '../platform/index.ts'
import { erasedAction, erasuresSaid } from './audit-erased.ts'
import { type EntryDigests, type EntryTexts, entryTexts, saltedDigest } from './audit-words.ts'

/** Any number, the same in every node: one seals at a time. */
const sealLock = 7_140_170
const pageSize = 2000

type Row = EntryTexts & EntryDigests & { id: string; position: string; hash: Buffer | null; actor: string }
export type Head = { position: number; hash: string }
export type Finding = {
  kind: 'changed' | 'missing' | 'added'
  position: number
  entry?: string
  message: string
}

/**
 * Seals what was written since into the chain: each entry's hash is that of the hash before it and its two digests, of
 * who acted and of what is said. Answers how many it sealed; at most one page, so that a long trail is sealed bit by bit.
 */
export async function sealEntries(tx: Tx): Promise<number> {
  const [lock] = await tx.query<{ free: boolean }>('select pg_try_advisory_xact_lock($1) as free', [sealLock])
  if (!lock?.free) return 0
  let { position, hash } = await lastSealed(tx)
  const rows = await tx.query<EntryTexts & { id: string }>(
    `select id, ${entryTexts} from audit_entries where position is null order by id limit ${pageSize}`,
  )
  const seals = rows.map((row) => {
    const [whoSalt, saidSalt] = [randomBytes(16), randomBytes(16)]
    const [who, said] = [saltedDigest(whoSalt, row.who), saltedDigest(saidSalt, row.said)]
    hash = chained(hash, who, said)
    position += 1
    const bytes = { hash, who_salt: whoSalt, who_digest: who, said_salt: saidSalt, said_digest: said }
    const hex = Object.entries(bytes).map(([name, value]) => [name, value.toString('hex')])
    return { id: row.id, position, ...Object.fromEntries(hex) }
  })
  await tx.query(
    `update audit_entries set position = seal.position, hash = decode(seal.hash, 'hex'),
       who_salt = decode(seal.who_salt, 'hex'), who_digest = decode(seal.who_digest, 'hex'),
       said_salt = decode(seal.said_salt, 'hex'), said_digest = decode(seal.said_digest, 'hex')
     from jsonb_to_recordset($1) as seal(id text, position bigint, hash text, who_salt text, who_digest text,
       said_salt text, said_digest text) where audit_entries.id = seal.id`,
    [JSON.stringify(seals)],
  )
  return seals.length
}

/** Walks the chain from its beginning. `known` is a head kept elsewhere: the chain has to lead through it. */
export async function verifyChain(db: Queries, known?: Partial<Head>) {
  const findings: Finding[] = []
  const erased = erasuresSaid()
  const base = await readBase(db)
  let { position, hash } = base
  let passed = known?.position === undefined || known.position <= position
  let saysCut = base.position === 0
  for (;;) {
    const rows = await db.query<Row>(
      `select id, position, hash, actor_id as actor, ${entryTexts}, ${digests}
       from audit_entries where position > $1 order by position limit ${pageSize}`,
      [position],
    )
    for (const row of rows) {
      const at = Number(row.position)
      if (at !== position + 1) findings.push(missing(position + 1, at - 1))
      const kept = row.hash ?? Buffer.alloc(0)
      const linked = at !== position + 1 || chained(hash, row.whoDigest, row.saidDigest).equals(kept)
      if (!linked || !saysSo(row)) findings.push(changed(at, row.id))
      erased.notice(at, row)
      saysCut ||= isCut(row, base)
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
  for (const row of await waitingErasures(db)) erased.notice(position + 1, row)
  for (const { position: at, entry } of erased.unexplained()) findings.push(changed(at, entry))
  if (!saysCut) findings.push(missing(1, base.position))
  if (!passed) findings.push(missing(position + 1, known?.position ?? position + 1))
  const [counted] = await db.query<{ waiting: string }>(
    'select count(*) as waiting from audit_entries where position is null',
  )
  return {
    whole: findings.length === 0,
    from: base.position + 1,
    sealed: position - base.position,
    erased: erased.count(),
    waiting: Number(counted?.waiting ?? 0),
    ...(position > 0 && { head: { position, hash: hash.toString('hex') } }),
    findings: findings.slice(0, 100),
  }
}

const digests = `who_salt as "whoSalt", coalesce(who_digest, '') as "whoDigest", said_salt as "saidSalt",
  coalesce(said_digest, '') as "saidDigest"`

/** What was erased within the last minute is listed in entries that wait to be sealed. */
async function waitingErasures(db: Queries): Promise<Row[]> {
  const rows = await db.query<Row>(
    `select id, position, hash, actor_id as actor, ${entryTexts}, ${digests}
     from audit_entries where position is null and action = $1 order by id`,
    [erasedAction],
  )
  return rows.map((row) => ({ ...row, whoSalt: unsealed, saidSalt: unsealed }))
}
const unsealed = Buffer.alloc(0)

const chained = (before: Buffer, who: Buffer, said: Buffer) =>
  createHash('sha256').update(before).update(who).update(said).digest()

/** Whether an entry's words are those of its digests; of what was erased only the digest is left. */
function saysSo({ who, whoSalt, whoDigest, said, saidSalt, saidDigest }: Row): boolean {
  return (
    (whoSalt === null || saltedDigest(whoSalt, who).equals(whoDigest)) &&
    (saidSalt === null || saltedDigest(saidSalt, said).equals(saidDigest))
  )
}

/** Whether an entry says that the trail was cut where it begins now. */
function isCut(row: Row, base: { position: number; hash: Buffer }): boolean {
  if (row.action !== 'audit.cut' || !row.after) return false
  return row.after.position === base.position && row.after.hash === base.hash.toString('hex')
}

async function readBase(db: Queries): Promise<{ position: number; hash: Buffer }> {
  const [base] = await db.query<{ position: string; hash: Buffer }>('select position, hash from audit_base')
  if (!base) throw new Error('The audit trail does not say where it begins')
  return { position: Number(base.position), hash: base.hash }
}

async function lastSealed(tx: Tx): Promise<{ position: number; hash: Buffer }> {
  const [last] = await tx.query<{ position: string; hash: Buffer }>(
    'select position, hash from audit_entries where position is not null order by position desc limit 1',
  )
  return last ? { position: Number(last.position), hash: last.hash } : readBase(tx)
}

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
