import type { Reading, TableKind } from '../../../contract/exchange.ts'
import { importLimits } from '../../../contract/exchange.ts'
import type { Id } from '../../../contract/values.ts'
import { type Context, DomainError, enqueue, newId } from '../../platform/index.ts'
import { currentRevision, getChangeSetRow } from '../../revisions/index.ts'
import { visibleFields } from './columns.ts'
import {
  deleteRows,
  fileOf,
  type ImportRecord,
  insertImport,
  updateImport,
  updateSheet,
} from './import-store.ts'
import { openTable } from './open-table.ts'
import { visibleImport } from './present-import.ts'
import { readRowsJob } from './read-rows.ts'
import { subjectOf } from './subject.ts'

export type NewImport = { kind: TableKind; name: string; changeSet?: Id<'chs'> | undefined }

/** Takes a file in. What is usual is read at once; what is unusual waits until a person has looked at it. */
export async function startImport(ctx: Context, { kind, name, changeSet }: NewImport, bytes: Uint8Array) {
  subjectOf(kind).permit(ctx, 'write')
  if (changeSet) await demandOpen(ctx, kind, changeSet)
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const table = await openTable(visibleFields(ctx, kind), file)
  const record: ImportRecord = {
    id: newId('imp'),
    kind,
    name,
    size: file.length,
    status: table.questions.length > 0 ? 'asking' : 'reading',
    reading: table.reading,
    sheets: table.sheets,
    questions: table.questions,
    sample: table.sample,
    unknown_columns: table.unknownColumns,
    attempt: 1,
    rows_read: 0,
    rows_total: table.lines,
    problem: null,
    note: null,
    revision: await currentRevision(ctx),
    change_set_id: changeSet ?? null,
    without_wrong: false,
    owner_id: ctx.actor.id,
    created_at: ctx.now,
  }
  await ctx.transaction(async (tx) => {
    await insertImport(tx, record, file, table.sheetText)
    if (record.status === 'reading') enqueue(tx, readRowsJob, { id: record.id, attempt: record.attempt })
  })
  return record
}

/** Reads the file as a person said, from its first row. */
export async function readAgain(ctx: Context, id: string, wanted: Partial<Omit<Reading, 'format'>>) {
  const before = await visibleImport(ctx, id)
  const table = await openTable(visibleFields(ctx, before.kind), await fileOf(ctx.db, id), {
    ...before.reading,
    ...wanted,
  })
  return ctx.transaction(async (tx) => {
    const record = await visibleImport(tx.ctx, id, true)
    if (!['asking', 'reading', 'ready', 'failed'].includes(record.status)) {
      throw new DomainError('import.wrong-state', { status: record.status })
    }
    const again: ImportRecord = {
      ...record,
      status: 'reading',
      reading: table.reading,
      sheets: table.sheets,
      questions: table.questions,
      sample: table.sample,
      unknown_columns: table.unknownColumns,
      attempt: record.attempt + 1,
      rows_read: 0,
      rows_total: table.lines,
      problem: null,
      revision: await currentRevision(ctx),
    }
    await deleteRows(tx, id)
    await updateImport(tx, again)
    if (table.sheetText !== null) await updateSheet(tx, id, table.sheetText)
    enqueue(tx, readRowsJob, { id: record.id, attempt: again.attempt })
    return again
  })
}

async function demandOpen(ctx: Context, kind: TableKind, id: string): Promise<void> {
  if (kind === 'customers') {
    const message = 'customers are in no change set: leave it out'
    throw new DomainError('request.invalid', {}, [
      { code: 'custom', severity: 'error', path: ['query', 'changeSet'], message },
    ])
  }
  const set = await getChangeSetRow(ctx.db, id)
  if (set.status !== 'open')
    throw new DomainError('change-set.not-open', { title: set.title, status: set.status })
}

/** Bytes a request with a file may have. */
export const fileLimit = importLimits.fileBytes
