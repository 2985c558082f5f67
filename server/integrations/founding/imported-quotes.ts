import { z } from 'zod'
import type { ImportedQuote, ImportedQuoteSummary } from '../../../contract/imported-quotes.ts'
import { findCustomer } from '../../customers/index.ts'
import { can, permit } from '../../identity/index.ts'
import { type Context, containing, DomainError, decodeCursor, encodeCursor } from '../../platform/index.ts'
import { type Fields, fieldsOfText, inLines } from './extended-json.ts'

type Row = { id: string; document: string; position: string; imported_at: Date }
const linesShown = 10_000
/** Whoever sees the quotes of all sees these. */
const belongsToNobody = {}

/** What a quote, its lines and versions are found by. */
export function findable(collection: string, id: string, fields: Fields) {
  const of = reader(fields)
  if (collection === 'quotes') {
    const words = [of('quoteNumber'), of('customerId'), of('status')].filter(Boolean).join(' ')
    return { quote: id, search: words.toLowerCase() }
  }
  const belongs = collection === 'quote_line_items' || collection === 'quote_versions'
  return belongs ? { quote: of('quoteId') ?? id } : {}
}

/** Imported quotes that have every word in number, customer or status; the last imported first; none for people who do not see all quotes. */
export async function listImportedQuotes(
  ctx: Context,
  { search = '', cursor, limit }: { search?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: ImportedQuoteSummary[]; next?: string }> {
  if (!can(ctx, 'quotes.read', belongsToNobody)) return { items: [] }
  const [before] = decodeCursor(cursor, z.tuple([z.string().regex(/^\d+$/)])) ?? [null]
  const words = search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8).map(containing)
  const rows = await ctx.db.query<Row>(
    `select id, document, position, imported_at from founding_documents
     where collection = 'quotes' and ($1::bigint is null or position < $1) and search like all($2::text[])
     order by position desc limit $3`,
    [before, words, limit + 1],
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(summaryOf),
    ...(rows.length > limit && last ? { next: encodeCursor([last.position]) } : {}),
  }
}

export async function getImportedQuote(ctx: Context, id: string): Promise<ImportedQuote> {
  const hidden = new DomainError('imported-quote.not-found', { id })
  permit(ctx, 'quotes.read', belongsToNobody, hidden)
  const [row] = await ctx.db.query<Row>(
    `select id, document, position, imported_at from founding_documents where collection = 'quotes' and id = $1`,
    [id],
  )
  if (!row) throw hidden
  const fields = fieldsOfText(row.document)
  const of = reader(fields)
  const customer = of('customerId')
  const known = customer ? await findCustomer(ctx.db, customer) : undefined
  return {
    ...summaryOf(row),
    known: known && { id: known.id, company: known.company },
    account: of('accountId'),
    subtotal: of('subtotal'),
    discount: of('totalDiscount'),
    tax: of('totalTax'),
    discountCode: of('discountCode'),
    validUntil: of('expirationDate'),
    notes: of('notes'),
    createdBy: of('createdBy'),
    updatedAt: of('updatedAt'),
    updatedBy: of('updatedBy'),
    approval: approvalOf(fields.approvalInfo),
    lines: (await partsOf(ctx, 'quote_line_items', id)).map(lineOf).sort(byNumber),
    versions: (await partsOf(ctx, 'quote_versions', id)).map(versionOf),
    document: inLines(row.document),
    importedAt: row.imported_at.toISOString(),
  }
}

async function partsOf(ctx: Context, collection: string, quote: string) {
  const rows = await ctx.db.query<Pick<Row, 'id' | 'document'>>(
    `select id, document from founding_documents where collection = $1 and quote = $2 order by position limit ${linesShown}`,
    [collection, quote],
  )
  return rows.map(({ id, document }) => ({ id, fields: fieldsOfText(document) }))
}

function summaryOf({ id, document }: Pick<Row, 'id' | 'document'>): ImportedQuoteSummary {
  const of = reader(fieldsOfText(document))
  return {
    id,
    number: of('quoteNumber') ?? id,
    version: of('version'),
    status: of('status'),
    customer: of('customerId'),
    currency: of('currency')?.toUpperCase(),
    total: of('totalAmount'),
    createdAt: of('createdAt'),
  }
}

function lineOf({ id, fields }: { id: string; fields: Fields }): ImportedQuote['lines'][number] {
  const of = reader(fields)
  return {
    id,
    number: of('lineNumber'),
    product: of('productId'),
    name: of('productName'),
    variant: of('variantId'),
    quantity: of('quantity'),
    unitPrice: of('unitPrice'),
    discount: of('discountAmount'),
    tax: of('taxAmount'),
    total: of('lineTotal'),
    status: of('status'),
    configuration: of('configuration'),
    notes: of('notes'),
  }
}

function versionOf({ id, fields }: { id: string; fields: Fields }): ImportedQuote['versions'][number] {
  const of = reader(fields)
  return {
    id,
    version: of('version'),
    description: of('changeDescription'),
    createdBy: of('createdBy'),
    createdAt: of('createdAt'),
    current: fields.isCurrentVersion === true,
  }
}

function approvalOf(info: Fields[string] | undefined): ImportedQuote['approval'] {
  if (typeof info !== 'object' || info === null || Array.isArray(info)) return undefined
  const of = reader(info)
  return {
    status: of('approvalStatus'),
    approver: of('approverName') ?? of('approverId'),
    requestedAt: of('approvalRequestedAt'),
    decidedAt: of('approvalDate'),
    comments: of('approvalComments'),
  }
}

/** Documents are as their writers made them: what is no text or number is shown as JSON, what is empty not at all. */
function reader(fields: Fields): (name: string) => string | undefined {
  return (name) => {
    const value = fields[name]
    if (value === undefined || value === null || value === '') return undefined
    return typeof value === 'string' ? value : JSON.stringify(value)
  }
}

const byNumber = (a: { number?: string | undefined }, b: { number?: string | undefined }) =>
  Number(a.number ?? 0) - Number(b.number ?? 0)
