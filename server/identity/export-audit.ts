import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import type { AuditEntry } from '../../contract/audit.ts'
import type { Queries } from '../platform/index.ts'
import { type AuditFilter, selectAuditEntriesUpwards } from './audit-store.ts'

const columns = [
  'position',
  'at',
  'actorId',
  'actorName',
  'via',
  'address',
  'userAgent',
  'requestId',
  'action',
  'subjectKind',
  'subjectId',
  'why',
  'before',
  'after',
  'id',
] as const satisfies (keyof AuditEntry)[]

/** The entries as a file, read page by page while it is sent. Cells that start a formula come out harmless. */
export function exportEntries(db: Queries, filter: AuditFilter, format: 'jsonl' | 'csv'): Readable {
  return Readable.from(format === 'csv' ? csv(db, filter) : jsonLines(db, filter))
}

async function* jsonLines(db: Queries, filter: AuditFilter): AsyncGenerator<string> {
  for await (const entries of pages(db, filter))
    yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}

async function* csv(db: Queries, filter: AuditFilter): AsyncGenerator<string> {
  yield stringify([[...columns]])
  for await (const entries of pages(db, filter)) {
    yield stringify(
      entries.map((entry) => columns.map((column) => cell(entry[column]))),
      { escape_formulas: true },
    )
  }
}

async function* pages(db: Queries, filter: AuditFilter): AsyncGenerator<AuditEntry[]> {
  const size = 1000
  let after: [string, string] | undefined
  for (;;) {
    const entries = await selectAuditEntriesUpwards(db, filter, after, size)
    if (entries.length > 0) yield entries
    const last = entries.at(-1)
    if (!last || entries.length < size) return
    after = [last.at, last.id]
  }
}

const cell = (value: unknown) =>
  value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
