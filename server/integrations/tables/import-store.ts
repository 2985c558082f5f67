import type { Reading, RowOutcome, TableImport, TableKind } from '../../../contract/exchange.ts'
import type { Issue } from '../../../contract/problem.ts'
import type { Id } from '../../../contract/values.ts'
import { DomainError, type Queries, type Tx } from '../../platform/index.ts'
import {
  openBefore,
  openBody,
  openFile,
  openSample,
  openSheet,
  openWords,
  sealBefore,
  sealBody,
  sealFile,
  sealSample,
  sealSheet,
  sealWords,
} from './sealed-imports.ts'

export type ImportRecord = {
  id: Id<'imp'>
  kind: TableKind
  name: string
  size: number
  status: TableImport['status']
  reading: Reading
  sheets: string[]
  questions: string[]
  sample: string[][]
  unknown_columns: string[]
  attempt: number
  rows_read: number
  rows_total: number | null
  problem: string | null
  note: string | null
  revision: number
  change_set_id: Id<'chs'> | null
  without_wrong: boolean
  owner_id: string
  created_at: Date
}
export type RowRecord = {
  row: number
  code: string
  outcome: RowOutcome
  body: Record<string, unknown> | null
  words: string[]
  issues: Issue[]
  /** What was there before, as far as taking it back needs to know. */
  before?: unknown
}

// All but the file itself.
const columns = `id, kind, name, size, status, reading, sheets, questions, sample, unknown_columns, attempt, rows_read,
  rows_total, problem, note, revision, change_set_id, without_wrong, owner_id, created_at`

export async function insertImport(
  tx: Tx,
  record: ImportRecord,
  file: Uint8Array,
  sheetText: string | null,
): Promise<void> {
  await tx.query(
    `insert into imports (${columns}, file, sheet_text)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
    [
      record.id,
      record.kind,
      record.name,
      record.size,
      record.status,
      JSON.stringify(record.reading),
      record.sheets,
      record.questions,
      sealSample(tx, record.id, record.sample),
      record.unknown_columns,
      record.attempt,
      record.rows_read,
      record.rows_total,
      record.problem,
      record.note,
      record.revision,
      record.change_set_id,
      record.without_wrong,
      record.owner_id,
      record.created_at,
      sealFile(tx, record.id, file),
      sheetText === null ? null : sealSheet(tx, record.id, sheetText),
    ],
  )
}

export async function getImportRecord(db: Queries, id: string, lock = false): Promise<ImportRecord> {
  const [record] = await db.query<StoredImport>(
    `select ${columns} from imports where id = $1 ${lock ? 'for update' : ''}`,
    [id],
  )
  if (!record) throw new DomainError('import.not-found', { id })
  return opened(db, record)
}

type StoredImport = Omit<ImportRecord, 'sample'> & { sample: string }

const opened = (db: Queries, record: StoredImport): ImportRecord => ({
  ...record,
  sample: openSample(db, record.id, record.sample),
})

export async function updateImport(tx: Tx, record: ImportRecord): Promise<void> {
  await tx.query(
    `update imports set status = $2, reading = $3, questions = $4, sample = $5, unknown_columns = $6, attempt = $7,
       rows_read = $8, rows_total = $9, problem = $10, revision = $11, change_set_id = $12, without_wrong = $13,
       sheets = $14, note = $15
     where id = $1`,
    [
      record.id,
      record.status,
      JSON.stringify(record.reading),
      record.questions,
      sealSample(tx, record.id, record.sample),
      record.unknown_columns,
      record.attempt,
      record.rows_read,
      record.rows_total,
      record.problem,
      record.revision,
      record.change_set_id,
      record.without_wrong,
      record.sheets,
      record.note,
    ],
  )
}

export async function updateSheet(tx: Tx, id: string, sheetText: string): Promise<void> {
  await tx.query('update imports set sheet_text = $2 where id = $1', [id, sealSheet(tx, id, sheetText)])
}

/** The file as it was handed in. */
export async function fileOf(db: Queries, id: string): Promise<Buffer> {
  const [row] = await db.query<{ file: Buffer }>('select file from imports where id = $1', [id])
  if (!row) throw new DomainError('import.not-found', { id })
  return openFile(db, id, row.file)
}

export async function sheetTextOf(db: Queries, id: string): Promise<string | null> {
  const [row] = await db.query<{ sheet_text: string | null }>(
    'select sheet_text from imports where id = $1',
    [id],
  )
  const text = row?.sheet_text ?? null
  return text === null ? null : openSheet(db, id, text)
}

export async function listImportRecords(
  db: Queries,
  owner: string,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<ImportRecord[]> {
  const records = await db.query<StoredImport>(
    `select ${columns} from imports
     where owner_id = $1 and ($2::timestamptz is null or (created_at, id) < ($2, $3))
     order by created_at desc, id desc limit $4`,
    [owner, after?.[0] ?? null, after?.[1] ?? null, limit],
  )
  return records.map((record) => opened(db, record))
}

export async function insertRows(tx: Tx, importId: string, rows: readonly RowRecord[]): Promise<void> {
  await tx.query(
    `insert into import_rows (import_id, row, code, outcome, body, words, issues, before)
     select $1, r.row, r.code, r.outcome, r.body, r.words, r.issues, r.before
     from jsonb_to_recordset($2::jsonb)
       as r(row integer, code text, outcome text, body jsonb, words jsonb, issues jsonb, before jsonb)`,
    [importId, JSON.stringify(rows.map((row) => sealedRow(tx, importId, row)))],
  )
}

const sealedRow = (db: Queries, importId: string, { body, words, ...row }: RowRecord) => ({
  ...row,
  body: body && sealBody(db, importId, row.row, body),
  words: sealWords(db, importId, row.row, words),
})

type StoredRow = Pick<RowRecord, 'row' | 'code' | 'body' | 'before'> & Partial<Pick<RowRecord, 'words'>>

const openedRow = <Row extends StoredRow>(db: Queries, importId: string, row: Row): Row => ({
  ...row,
  body: row.body && openBody(db, importId, row.row, row.body),
  before: openBefore(db, importId, row.code, row.before),
  ...(row.words && { words: openWords(db, importId, row.row, row.words) }),
})

export async function deleteRows(tx: Tx, importId: string): Promise<void> {
  await tx.query('delete from import_rows where import_id = $1', [importId])
}

/** Where each of these codes stood before in the file. */
export async function rowsOfCodes(
  db: Queries,
  importId: string,
  codes: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db.query<{ code: string; row: number }>(
    'select code, min(row) as row from import_rows where import_id = $1 and code = any($2::text[]) group by code',
    [importId, codes],
  )
  return new Map(rows.map(({ code, row }) => [code, row]))
}

/** Which of these codes, in small letters, the file brings along. */
export async function codesInFile(
  db: Queries,
  importId: string,
  codes: readonly string[],
): Promise<Set<string>> {
  const rows = await db.query<{ code: string }>(
    `select lower(code) as code from import_rows
     where import_id = $1 and body is not null and lower(code) = any($2::text[])`,
    [importId, codes],
  )
  return new Set(rows.map(({ code }) => code))
}

export async function countsOf(
  db: Queries,
  ids: readonly string[],
): Promise<Map<string, TableImport['counts']>> {
  const rows = await db.query<{ import_id: string; outcome: RowOutcome; count: string }>(
    `select import_id, outcome, count(*) from import_rows where import_id = any($1::text[]) group by import_id, outcome`,
    [ids],
  )
  const counts = new Map(ids.map((id) => [id, { new: 0, changed: 0, unchanged: 0, wrong: 0 }]))
  for (const row of rows) {
    const of = counts.get(row.import_id)
    if (of) of[row.outcome] = Number(row.count)
  }
  return counts
}

export async function selectRows(
  db: Queries,
  importId: string,
  options: { outcomes?: readonly RowOutcome[] | undefined; after: number; limit: number },
): Promise<RowRecord[]> {
  const rows = await db.query<RowRecord>(
    `select row, code, outcome, body, words, issues, before from import_rows
     where import_id = $1 and row > $2 and ($3::text[] is null or outcome = any($3::text[])) order by row limit $4`,
    [importId, options.after, options.outcomes ?? null, options.limit],
  )
  return rows.map((row) => openedRow(db, importId, row))
}

/** Notes with the rows what the change set held of them before. */
export async function noteBefore(
  tx: Tx,
  importId: string,
  held: readonly { code: string; body: unknown; removed: boolean }[],
): Promise<void> {
  if (held.length === 0) return
  const before = held.map(({ code, body, removed }) => ({
    code,
    before: sealBefore(tx, importId, code, { body, removed }),
  }))
  await tx.query(
    `update import_rows r set before = d.before
     from jsonb_to_recordset($2::jsonb) as d(code text, before jsonb)
     where r.import_id = $1 and r.code = d.code and r.body is not null`,
    [importId, JSON.stringify(before)],
  )
}

/** What an import put into its change set, with what was there before. */
export async function appliedRows(
  db: Queries,
  importId: string,
  after: number,
  limit: number,
): Promise<AppliedRow[]> {
  const rows = await db.query<AppliedRow>(
    `select row, code, outcome, body, before from import_rows
     where import_id = $1 and row > $2 and body is not null order by row limit $3`,
    [importId, after, limit],
  )
  return rows.map((row) => openedRow(db, importId, row))
}
type AppliedRow = RowRecord & { before: { body: Record<string, unknown>; removed: boolean } | null }

/** Marks rows as wrong, each for what was found. */
export async function markRows(
  tx: Tx,
  importId: string,
  wrong: readonly { row: number; issue: Issue }[],
): Promise<void> {
  if (wrong.length === 0) return
  await tx.query(
    `update import_rows r set outcome = 'wrong', body = null, issues = r.issues || w.issues
     from (select row, jsonb_agg(issue) as issues from jsonb_to_recordset($2::jsonb) as w(row integer, issue jsonb)
           group by row) as w
     where r.import_id = $1 and r.row = w.row`,
    [importId, JSON.stringify(wrong)],
  )
}

/** Marks rows as wrong whose code of another thing is neither published, nor in the change set, nor in the file. */
export async function markUnknown(
  tx: Tx,
  importId: string,
  reference: { field: string; table: string; singular: string; ownKind: boolean },
  revision: number,
  changeSetId: string | null,
): Promise<void> {
  const { field, table, singular, ownKind } = reference
  await tx.query(
    `update import_rows r set outcome = 'wrong', body = null, issues = r.issues || jsonb_build_array(jsonb_build_object(
       'code', 'unknown-code', 'severity', 'error', 'path', jsonb_build_array($3::text),
       'message', 'there is no ${singular} ' || u.named))
     from (
       select row, min(named) as named from import_rows,
         lateral jsonb_array_elements_text(case jsonb_typeof(body -> $3)
           when 'array' then body -> $3 when 'string' then jsonb_build_array(body -> $3) else '[]' end) as n(named)
       where import_id = $1 and body is not null
         and not exists (select from ${table} t where t.code = named and t.revision_from <= $2
           and (t.revision_to is null or t.revision_to > $2)
           and not exists (select from ${table} g where g.code = named and g.change_set_id = $4 and g.revision_from is null and g.removed))
         and not exists (select from ${table} d where d.code = named and d.change_set_id = $4 and d.revision_from is null and not d.removed)
         ${ownKind ? 'and not exists (select from import_rows o where o.import_id = $1 and o.code = named and o.body is not null)' : ''}
       group by row
     ) u
     where r.import_id = $1 and r.row = u.row`,
    [importId, revision, field, changeSetId],
  )
}
