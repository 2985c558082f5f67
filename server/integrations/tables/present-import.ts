import { z } from 'zod'
import type { ImportRow, RowOutcome, TableImport } from '../../../contract/exchange.ts'
import { isShown, maySay, seesAll } from '../../../contract/sight.ts'
import { findUsers, sightOf } from '../../identity/index.ts'
import { type Context, decodeCursor, encodeCursor } from '../../platform/index.ts'
import { getChangeSetRow } from '../../revisions/index.ts'
import {
  countsOf,
  getImportRecord,
  type ImportRecord,
  listImportRecords,
  selectRows,
} from './import-store.ts'
import { wordsWith } from './sealed-imports.ts'
import { subjectOf } from './subject.ts'

/** The import, for whoever may prepare changes of its kind as far as to its owner. */
export async function visibleImport(ctx: Context, id: string, lock = false): Promise<ImportRecord> {
  const record = await getImportRecord(ctx.db, id, lock)
  subjectOf(record.kind).permit(ctx, 'write', { ownerId: record.owner_id })
  return record
}

export async function presentImport(ctx: Context, record: ImportRecord): Promise<TableImport> {
  const [presented] = await presentImports(ctx, [record])
  if (!presented) throw new Error('an import was not presented')
  return presented
}

async function presentImports(ctx: Context, records: readonly ImportRecord[]): Promise<TableImport[]> {
  const counts = await countsOf(
    ctx.db,
    records.map((record) => record.id),
  )
  const users = await findUsers(
    ctx.db,
    records.map((record) => record.owner_id),
  )
  const sets = new Map<string, TableImport['changeSet']>()
  for (const id of new Set(records.flatMap((record) => record.change_set_id ?? []))) {
    sets.set(id, { id, title: (await getChangeSetRow(ctx.db, id)).title })
  }
  const sight = sightOf(ctx)
  const isTheirs = (record: ImportRecord) => record.owner_id === ctx.actor.id
  return records.map((record) => ({
    id: record.id,
    kind: record.kind,
    name: record.name,
    size: record.size,
    status: record.status,
    reading: record.reading,
    sheets: record.sheets,
    questions: record.questions,
    // The file as it came: whoever brought it knows what is in it.
    sample: isTheirs(record) || seesAll(sight) ? record.sample : [],
    unknownColumns: record.unknown_columns,
    rowsRead: record.rows_read,
    rowsTotal: record.rows_total ?? undefined,
    counts: counts.get(record.id) ?? { new: 0, changed: 0, unchanged: 0, wrong: 0 },
    problem: record.problem ?? undefined,
    note: record.note ?? undefined,
    changeSet: sets.get(record.change_set_id ?? ''),
    createdAt: record.created_at.toISOString(),
    createdBy: { id: record.owner_id, name: users.get(record.owner_id)?.name ?? 'Quoin' },
  }))
}

type Paging = { cursor?: string | undefined; limit: number }

/** The actor's own imports, newest first. */
export async function listImports(ctx: Context, { cursor, limit }: Paging) {
  const after = decodeCursor(cursor, z.tuple([z.string(), z.string()]))
  const records = await listImportRecords(ctx.db, ctx.actor.id, after, limit + 1)
  const shown = records.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: await presentImports(ctx, shown),
    ...(records.length > limit && last
      ? { next: encodeCursor([last.created_at.toISOString(), last.id]) }
      : {}),
  }
}

/** Rows of an import in the order of the file. */
export async function listRowsOfImport(
  ctx: Context,
  id: string,
  { outcome, cursor, limit }: Paging & { outcome?: RowOutcome | undefined },
): Promise<{ items: ImportRow[]; next?: string }> {
  const record = await visibleImport(ctx, id)
  const [after] = decodeCursor(cursor, z.tuple([z.number().int()])) ?? [0]
  const rows = await selectRows(ctx.db, record.id, {
    outcomes: outcome && [outcome],
    after,
    limit: limit + 1,
  })
  const sight = sightOf(ctx)
  const items = rows.slice(0, limit).map(({ row, code, outcome: is, body, words, issues }) => ({
    row,
    code,
    outcome: is,
    words: wordsWith(words, body).filter((each) => isShown(sight, each.split(':')[0] ?? '')),
    issues: issues.filter(({ path, message }) => maySay(sight, `${path.join(' ')} ${message}`)),
  }))
  const last = items.at(-1)
  return { items, ...(rows.length > limit && last ? { next: encodeCursor([last.row]) } : {}) }
}
