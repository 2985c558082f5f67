import { Readable } from 'node:stream'
import type { TableFormat, TableKind } from '../../../contract/exchange.ts'
import {
  type Answer,
  answer,
  type Context,
  csvLines,
  DomainError,
  type FileBody,
  utf8Mark,
} from '../../platform/index.ts'
import { currentRevision } from '../../revisions/index.ts'
import { nameOf, visibleFields } from './columns.ts'
import { inOrder, templateHeadings, toCells } from './rows.ts'
import { subjectOf } from './subject.ts'
import { longestCell, workbookBytes } from './workbook.ts'

export type Export = {
  kind: TableKind
  format: TableFormat
  revision?: number | undefined
  changeSet?: string | undefined
}

/** All of a kind as a file, written while it is read: it may be larger than memory. */
export async function exportTable(ctx: Context, wanted: Export): Promise<Answer<FileBody>> {
  const { kind, format } = wanted
  const subject = subjectOf(kind)
  subject.permit(ctx, 'read')
  const revision = wanted.revision ?? (await currentRevision(ctx))
  const fields = visibleFields(ctx, kind)
  async function* pages() {
    for await (const bodies of subject.pages(ctx, { ...wanted, revision }))
      yield bodies.map((body) => toCells(fields, body))
  }

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
  subjectOf(kind).permit(ctx, 'read')
  const headings = templateHeadings(visibleFields(ctx, kind))
  const content =
    format === 'csv'
      ? Buffer.from(`${utf8Mark}${csvLines([headings])}`)
      : await workbookBytes(kind, [headings])
  return file(`${kind}-template`, format, content)
}

async function* csvParts(
  headings: string[],
  pages: AsyncIterable<Map<string, string>[]>,
  inLine: (cells: Map<string, string>) => string[],
): AsyncGenerator<string> {
  yield `${utf8Mark}${csvLines([headings])}`
  for await (const page of pages) yield csvLines(page.map(inLine))
}

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
