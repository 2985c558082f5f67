import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import type { TableFormat, TableKind } from '../../../contract/exchange.ts'
import { can, permit } from '../../identity/index.ts'
import {
  type Answer,
  answer,
  type Context,
  DomainError,
  type FileBody,
  type Queries,
} from '../../platform/index.ts'
import {
  currentRevision,
  getChangeSetRow,
  heldAt,
  kinds,
  kindTable,
  openBodies,
} from '../../revisions/index.ts'
import { type Field, fieldsOf, nameOf } from './columns.ts'
import { inOrder, templateHeadings, toCells } from './rows.ts'
import { longestCell, workbookBytes } from './workbook.ts'

export type Export = {
  kind: TableKind
  format: TableFormat
  revision?: number | undefined
  changeSet?: string | undefined
}
const rowsAtOnce = 2000
const costFields = ['cost', 'floor', 'target']

/** All of a kind as a file, written while it is read: it may be larger than memory. */
export async function exportTable(ctx: Context, wanted: Export): Promise<Answer<FileBody>> {
  const { kind, format } = wanted
  permit(ctx, `${kinds[kind].area}.read`)
  if (wanted.changeSet) await getChangeSetRow(ctx.db, wanted.changeSet)
  const revision = wanted.revision ?? (await currentRevision(ctx))
  const fields = visibleFields(ctx, kind)
  const pages = () => pagesOf(ctx.db, { ...wanted, revision }, fields)

  // Which columns are needed is known when every row was looked at.
  const needed = new Set(fields.filter((field) => field.required).map(nameOf))
  for await (const page of pages())
    for (const cells of page) for (const name of cells.keys()) needed.add(name)
  const headings = inOrder(fields, needed)
  const inLine = (cells: Map<string, string>) => headings.map((name) => cells.get(name) ?? '')
  if (format === 'csv') return file(kind, format, Readable.from(csvParts(headings, pages(), inLine)))

  const rows: string[][] = [headings]
  for await (const page of pages()) rows.push(...page.map(inLine))
  const tooLong = rows.find((row) => row.some((cell) => cell.length > longestCell))
  if (tooLong)
    throw new DomainError('export.cell-too-long', { code: tooLong[headings.indexOf('code')] ?? '' })
  return file(kind, format, await workbookBytes(kind, rows))
}

/** The headings of a kind without rows. */
export async function exportTemplate(
  ctx: Context,
  kind: TableKind,
  format: TableFormat,
): Promise<Answer<FileBody>> {
  permit(ctx, `${kinds[kind].area}.read`)
  const headings = templateHeadings(visibleFields(ctx, kind))
  const content =
    format === 'csv' ? Buffer.from(`\ufeff${csvLines([headings])}`) : await workbookBytes(kind, [headings])
  return file(`${kind}-template`, format, content)
}

/** The columns of a kind that the actor may see. */
export function visibleFields(ctx: Context, kind: TableKind): Field[] {
  const seesCosts = can(ctx, 'costs.read')
  return fieldsOf(kind).filter((field) => seesCosts || !costFields.includes(field.path[0] ?? ''))
}

async function* csvParts(
  headings: string[],
  pages: AsyncIterable<Map<string, string>[]>,
  inLine: (cells: Map<string, string>) => string[],
): AsyncGenerator<string> {
  // The mark at the beginning tells spreadsheets that this is UTF-8.
  yield `\ufeff${csvLines([headings])}`
  for await (const page of pages) yield csvLines(page.map(inLine))
}

const csvLines = (rows: string[][]) => stringify(rows, { record_delimiter: '\r\n' })

async function* pagesOf(
  db: Queries,
  { kind, revision, changeSet }: Export & { revision: number },
  fields: readonly Field[],
): AsyncGenerator<Map<string, string>[]> {
  let after = ''
  for (;;) {
    const rows = await db.query<{ code: string; body: Record<string, unknown> }>(
      changeSet ? withDrafts(kindTable(kind)) : published(kindTable(kind)),
      [revision, after, rowsAtOnce, ...(changeSet ? [changeSet] : [])],
    )
    if (rows.length > 0)
      yield openBodies(db, kind, rows).map(({ code, body }) => toCells(fields, { ...body, code }))
    if (rows.length < rowsAtOnce) return
    after = rows.at(-1)?.code ?? ''
  }
}

const published = (table: string) =>
  `select code, body from ${table} where ${heldAt('$1')} and code > $2 order by code limit $3`
const withDrafts = (table: string) =>
  `select code, body from (
     (select code, body from ${table} t where ${heldAt('$1', 't')} and code > $2 and not exists (
        select from ${table} d where d.change_set_id = $4 and d.revision_from is null and d.code = t.code)
      order by code limit $3)
     union all
     (select code, body from ${table}
      where change_set_id = $4 and revision_from is null and not removed and code > $2 order by code limit $3)
   ) both_of order by code limit $3`

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

function file(name: string, format: TableFormat, content: FileBody): Answer<FileBody> {
  return answer<FileBody>(content, {
    headers: {
      'content-type': types[format],
      'content-disposition': `attachment; filename="${name}.${format}"`,
      'cache-control': 'no-store',
    },
  })
}
