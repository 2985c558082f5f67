import { Readable } from 'node:stream'
import type { PriceChangeFilter } from '../../contract/price-history.ts'
import { type Context, csvLines, guarded, utf8Mark } from '../platform/index.ts'
import { type ReadPriceChange, readPriceChanges } from './price-changes.ts'

const headings = [
  'published',
  'revision',
  'action',
  'kind',
  'code',
  'product',
  'plan',
  'priceBook',
  'customer',
  'currency',
  'field',
  'before',
  'after',
  'changedBy',
  'publishedBy',
  'changeSet',
  'why',
]
/** Fields with a column of their own: of a price that came or went they are no news. */
const inColumns = ['code', 'plan', 'price book', 'customer', 'currency']

/** The changes as CSV, a row for each field, read page by page while it is sent. */
export function exportPriceChanges(ctx: Context, filter: PriceChangeFilter): Readable {
  return Readable.from(parts(ctx, filter))
}

async function* parts(ctx: Context, filter: PriceChangeFilter): AsyncGenerator<string> {
  yield `${utf8Mark}${csvLines([headings])}`
  let cursor: string | undefined
  do {
    const page = await readPriceChanges(ctx, { ...filter, cursor, limit: 1000 })
    if (page.items.length > 0) yield csvLines(page.items.flatMap(rowsOf).map((row) => row.map(guarded)))
    cursor = page.next
  } while (cursor)
}

function rowsOf(change: ReadPriceChange): string[][] {
  const news = change.differences.filter(
    ({ field }) => change.action === 'change' || !inColumns.includes(field),
  )
  const fields = news.length > 0 ? news : [{ field: '', before: '', after: '' }]
  return fields.map(({ field, before, after }) => [
    change.at,
    String(change.revision),
    change.action,
    change.kind,
    change.code,
    change.product ?? '',
    change.plan ?? '',
    change.priceBook ?? '',
    change.customer ?? '',
    change.currency ?? '',
    field,
    before,
    after,
    change.changedBy.name,
    change.publishedBy.name,
    change.changeSet.title,
    change.why ?? '',
  ])
}
