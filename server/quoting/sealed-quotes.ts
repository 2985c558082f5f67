import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { PriceContext } from '../../engines/pricer/types.ts'
import { type App, defineSealed, openBytesOf, openParts, type Queries, sealParts } from '../platform/index.ts'
import { secretOfLine, secretOfPriced } from '../pricing/index.ts'
import type { HeadAmounts, LineAmounts } from './amounts.ts'

const compress = promisify(gzip)
const expand = promisify(gunzip)

/** Lines are copied from version to version as they are stored, so their place is the quote's, not the version's. */
const linePlace = (quote: string, line: string) => ({
  table: 'quote_lines',
  column: 'priced',
  row: `${quote} ${line}`,
})
const headPlace = (quote: string) => ({ table: 'quote_versions', column: 'priced', row: quote })
const contextPlace = (quote: string) => ({ table: 'quote_versions', column: 'frozen_context', row: quote })
const tracePlace = (quote: string) => ({ table: 'quote_versions', column: 'trace', row: quote })
const archivePlace = (quote: string) => ({ table: 'quote_archive', column: 'body', row: quote })

/** What the pricer said of a line, with cost, margin, floor and target sealed; and back, with the same bytes. */
export const sealLine = (db: Queries, quote: string, line: LineAmounts) =>
  sealParts(db.keys, line, secretOfLine, linePlace(quote, line.id))
export const openLine = (db: Queries, quote: string, id: string, stored: LineAmounts) =>
  openParts(db.keys, stored, linePlace(quote, id))

export const sealHead = (db: Queries, quote: string, priced: HeadAmounts) =>
  sealParts(db.keys, priced, secretOfPriced, headPlace(quote))
export const openHead = (db: Queries, quote: string, stored: HeadAmounts) =>
  openParts(db.keys, stored, headPlace(quote))

/** All that prices came from: large, so it is compressed first. */
export async function sealContext(db: Queries, quote: string, context: PriceContext): Promise<Buffer> {
  const small = await compress(JSON.stringify(context), { level: 1 })
  return Buffer.from(db.keys.sealBytes(small, contextPlace(quote)))
}

export async function openContext(db: Queries, quote: string, stored: Buffer): Promise<PriceContext> {
  return opened(openBytesOf(db.keys, stored, contextPlace(quote)))
}

/** How amounts came about, compressed: the steps name costs and floors. */
export const sealTrace = (db: Queries, quote: string, trace: Buffer) =>
  Buffer.from(db.keys.sealBytes(trace, tracePlace(quote)))
export const openTrace = (db: Queries, quote: string, stored: Buffer) =>
  openBytesOf(db.keys, stored, tracePlace(quote))

export async function sealArchived(db: Queries, quote: string, archived: unknown): Promise<Buffer> {
  return Buffer.from(db.keys.sealBytes(await compress(JSON.stringify(archived)), archivePlace(quote)))
}

export async function openArchived<Archived>(db: Queries, quote: string, stored: Buffer): Promise<Archived> {
  return opened(openBytesOf(db.keys, stored, archivePlace(quote)))
}

async function opened<Value>(bytes: Buffer): Promise<Value> {
  const isPlain = bytes[0] === '{'.charCodeAt(0)
  return JSON.parse((isPlain ? bytes : await expand(bytes)).toString()) as Value
}

export function sealQuotes(app: App): void {
  const quote = (row: Record<string, unknown>) => String(row.quote_id)
  const version = ['quote_id', 'version']
  defineSealed(app, {
    table: 'quote_lines',
    key: [...version, 'id'],
    column: 'priced',
    row: (row) => `${row.quote_id} ${row.id}`,
    form: { parts: secretOfLine, type: 'json' },
  })
  const form = { parts: secretOfPriced, type: 'json' } as const
  defineSealed(app, { table: 'quote_versions', key: version, column: 'priced', row: quote, form })
  defineSealed(app, {
    table: 'quote_versions',
    key: version,
    column: 'frozen_context',
    row: quote,
    form: 'bytes',
  })
  defineSealed(app, { table: 'quote_versions', key: version, column: 'trace', row: quote, form: 'bytes' })
  defineSealed(app, { table: 'quote_archive', key: version, column: 'body', row: quote, form: 'bytes' })
}
