import { z } from 'zod'
import { type Context, DomainError, type Job } from '../../platform/index.ts'
import { fieldsOf } from './columns.ts'
import { compareRows, type NumberedRow } from './compare-rows.ts'
import { csvRows } from './csv.ts'
import { decode } from './detect.ts'
import {
  fileOf,
  getImportRecord,
  type ImportRecord,
  insertRows,
  sheetTextOf,
  updateImport,
} from './import-store.ts'
import { type Header, readHeader } from './rows.ts'
import { subjectOf } from './subject.ts'

export const readRowsJob: Job<{ id: string; attempt: number }> = {
  name: 'integrations.read-rows',
  payload: z.object({ id: z.string(), attempt: z.number() }),
}

const rowsAtOnce = 2000

/**
 * Reads the rows of an import, some at a time, each time with how far it came: after a crash it goes on behind the last
 * ones. Stops when the import was handed in anew or somebody else is reading it.
 */
export async function readRows(
  ctx: Context,
  { id, attempt }: { id: string; attempt: number },
): Promise<void> {
  const record = await getImportRecord(ctx.db, id)
  if (record.attempt !== attempt || record.status !== 'reading') return
  try {
    const text = (await sheetTextOf(ctx.db, id)) ?? decode(await fileOf(ctx.db, id), record.reading.encoding)
    const separator = record.reading.format === 'xlsx' ? ',' : record.reading.separator
    await readAll(ctx, record, csvRows(text, separator))
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await ctx.transaction(async (tx) => {
      const now = await getImportRecord(tx, id, true)
      if (now.attempt !== attempt || now.status !== 'reading') return
      await updateImport(tx, { ...now, status: 'failed', problem: error.message })
    })
  }
}

async function readAll(ctx: Context, record: ImportRecord, rows: AsyncIterable<string[]>): Promise<void> {
  let header: Header | undefined
  let row = 0
  let read = record.rows_read
  let batch: NumberedRow[] = []
  for await (const cells of rows) {
    row++
    if (!header) {
      header = readHeader(fieldsOf(record.kind), cells, record.unknown_columns)
      continue
    }
    if (row <= read + 1) continue
    batch.push({ row, cells })
    if (batch.length < rowsAtOnce) continue
    if (!(await store(ctx, record, header, batch, read))) return
    read = row - 1
    batch = []
  }
  if (!header) return
  if (batch.length > 0 && !(await store(ctx, record, header, batch, read))) return
  await finish(ctx, record, Math.max(row - 1, 0))
}

/** Stores a batch with how far it brings us; false when the import went on without us. */
function store(
  ctx: Context,
  record: ImportRecord,
  header: Header,
  batch: readonly NumberedRow[],
  read: number,
): Promise<boolean> {
  return ctx.transaction(async (tx) => {
    const now = await getImportRecord(tx, record.id, true)
    if (now.attempt !== record.attempt || now.status !== 'reading' || now.rows_read !== read) return false
    const filled = batch.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    await insertRows(tx, record.id, await compareRows(tx.ctx, now, header, filled))
    await updateImport(tx, { ...now, rows_read: (batch.at(-1)?.row ?? 1) - 1 })
    return true
  })
}

async function finish(ctx: Context, record: ImportRecord, rows: number): Promise<void> {
  await ctx.transaction(async (tx) => {
    const now = await getImportRecord(tx, record.id, true)
    if (now.attempt !== record.attempt || now.status !== 'reading') return
    await subjectOf(now.kind).lookThrough(tx, now)
    await updateImport(tx, { ...now, status: 'ready', rows_read: rows, rows_total: rows })
  })
}
