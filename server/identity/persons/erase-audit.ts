import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Queries, Tx } from '../../platform/index.ts'
import { record } from '../audit.ts'
import { type ErasedList, erasedAction } from '../audit-erased.ts'
import { digestOfRest, entryTexts } from '../audit-words.ts'
import type { Forget } from './forget.ts'
import { erasedName } from './person.ts'

const [compress, expand] = [promisify(gzip), promisify(gunzip)]
const pageSize = 500
/** So many erased entries are listed in one entry. */
const listed = 1000

type Entry = {
  id: string
  position: string
  actorId: string
  actorName: string
  subjectId: string
  before: string | null
  after: string | null
  why: string | null
}

const condition = `(actor_id = $1 or subject_id = $1 or actor_name ~* $2 or before::text ~* $2 or after::text ~* $2
  or why ~* $2)`

export async function countInAudit(db: Queries, { person, pattern }: Forget): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::integer as count from audit_entries where ${condition}`,
    [person.id, pattern],
  )
  return row?.count ?? 0
}

/**
 * Takes the person's words out of the sealed entries: their name and where they acted from, and what entries say about
 * them. Entries of the erasure list what was taken, so that the chain still proves everything else.
 */
export async function eraseFromAudit(tx: Tx, forget: Forget): Promise<number> {
  const actors = new Set<string>()
  const entries: ErasedList['entries'] = []
  let touched = 0
  let after = 0
  for (;;) {
    const rows = await tx.query<Entry>(
      `select id, position, actor_id as "actorId", actor_name as "actorName", subject_id as "subjectId",
         before::text, after::text, why
       from audit_entries where position > $3 and ${condition} order by position limit ${pageSize}`,
      [forget.person.id, forget.pattern, after],
    )
    for (const row of rows) {
      const isActor = row.actorId === forget.person.id || forget.text(row.actorName) !== row.actorName
      const said = wordsLeft(row, forget)
      if (!isActor && said === undefined) continue
      await tx.query('select erase_in_audit($1, $2, $3)', [
        row.id,
        isActor ? erasedName.full : null,
        said ?? null,
      ])
      touched += 1
      if (isActor) actors.add(row.actorId)
      if (said !== undefined) entries.push([Number(row.position), await digestAt(tx, row.id)])
    }
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) break
    after = Number(last.position)
  }
  const subject = { kind: 'person', id: forget.person.id }
  for (let from = 0; from < Math.max(1, entries.length); from += listed) {
    const list: ErasedList = { actors: [...actors], entries: entries.slice(from, from + listed) }
    record(tx, { action: erasedAction, subject, after: list })
  }
  return touched
}

/** What an entry says without the person, as JSON; nothing where it says nothing of them. */
function wordsLeft(row: Entry, { person, json, text }: Forget): string | undefined {
  const own = row.subjectId === person.id
  const left = (given: string | null) => (given === null ? 'null' : json(given, own))
  const why = row.why === null ? null : text(row.why)
  const next = `{"before":${left(row.before)},"after":${left(row.after)},"why":${JSON.stringify(why)}}`
  const was = `{"before":${row.before ?? 'null'},"after":${row.after ?? 'null'},"why":${JSON.stringify(row.why)}}`
  return JSON.stringify(JSON.parse(next)) === JSON.stringify(JSON.parse(was)) ? undefined : next
}

async function digestAt(tx: Tx, id: string): Promise<string> {
  const [row] = await tx.query<{ said: string }>(`select ${entryTexts} from audit_entries where id = $1`, [
    id,
  ])
  if (!row) throw new Error(`The audit entry ${id} is gone`)
  return digestOfRest(row.said)
}

/** The same in files of the trail that were not fetched yet. */
export async function eraseFromArchives(tx: Tx, { person, json }: Forget): Promise<number> {
  const archives = await tx.query<{ id: string; body: Buffer }>(
    'select id, body from audit_archives for update',
  )
  let changed = 0
  for (const { id, body } of archives) {
    const before = (await expand(body)).toString()
    const after = before
      .split('\n')
      .map((line) => (line === '' ? line : lineLeft(line, person.id, json)))
      .join('\n')
    if (after === before) continue
    await tx.query('update audit_archives set body = $2 where id = $1', [id, await compress(after)])
    changed += 1
  }
  return changed
}

function lineLeft(line: string, id: string, json: Forget['json']): string {
  const entry = JSON.parse(line) as Record<string, unknown>
  const own = entry.subjectId === id
  const { address: _, userAgent: __, ...nameless } = entry
  const left = entry.actorId === id ? { ...nameless, actorName: erasedName.full } : entry
  const parts = ['before', 'after'].filter((name) => left[name] !== undefined)
  const forgotten = parts.map((name) => [name, JSON.parse(json(JSON.stringify(left[name]), own)) as unknown])
  const rest = Object.fromEntries(Object.entries(left).filter(([name]) => !parts.includes(name)))
  return JSON.stringify({
    ...(JSON.parse(json(JSON.stringify(rest))) as object),
    ...Object.fromEntries(forgotten),
  })
}
