import { z } from 'zod'
import type { QuoteStatus, QuoteSummary } from '../../contract/quotes.ts'
import { findCustomerNames, idsOfSame } from '../customers/index.ts'
import { can, findUsers, reachFilter } from '../identity/index.ts'
import { type Context, containing, decodeCursor, encodeCursor } from '../platform/index.ts'

type Question = {
  search?: string | undefined
  status?: string | undefined
  customer?: string | undefined
  opportunity?: string | undefined
  owner?: string | undefined
  template: 'true' | 'false'
  archived: 'true' | 'false'
  sort: string
  cursor?: string | undefined
  limit: number
}
type Row = {
  id: `quo_${string}`
  number: string
  version: number
  status: QuoteStatus
  name: string | null
  customer_id: string | null
  opportunity: string | null
  owner_id: string
  currency: string
  total: string
  net: string
  discount_percent: string
  margin_percent: string | null
  lines: number
  valid_until: string
  created_at: Date
  updated_at: Date
}

const columns: Record<string, { sql: string; type: string; of: (row: Row) => string }> = {
  updatedAt: { sql: 'updated_at', type: 'timestamptz', of: (row) => row.updated_at.toISOString() },
  total: { sql: 'total', type: 'numeric', of: (row) => row.total },
  number: { sql: 'number', type: 'text', of: (row) => row.number },
  validUntil: { sql: 'valid_until', type: 'date', of: (row) => row.valid_until },
}

/** A page of the quotes the actor may see, with how many there are in each status. */
export async function listQuotes(ctx: Context, question: Question) {
  const down = question.sort.startsWith('-')
  const column = columns[question.sort.replace('-', '')]
  if (!column) throw new Error(`no such order: ${question.sort}`)
  const after = decodeCursor(question.cursor, z.tuple([z.string(), z.string()])) ?? [null, null]
  // What became this customer by merging was sold to under its own name.
  const customers = question.customer && (await idsOfSame(ctx.db, question.customer))
  const filter = filterOf(ctx, question, customers || undefined)
  const statuses = question.status?.split(',') ?? null
  const first = filter.values.length
  const [rows, counts] = await Promise.all([
    ctx.db.query<Row>(
      `select id, number, version, status, name, customer_id, opportunity, owner_id, currency, total, net, discount_percent,
         margin_percent, lines, valid_until, created_at, updated_at
       from quotes
       where ${filter.sql} and ($${first + 1}::text[] is null or status = any($${first + 1}))
         and ($${first + 2}::text is null or (${column.sql}, id) ${down ? '<' : '>'} ($${first + 2}::${column.type}, $${first + 3}))
       order by ${column.sql} ${down ? 'desc' : 'asc'}, id ${down ? 'desc' : 'asc'} limit $${first + 4}`,
      [...filter.values, statuses, ...after, question.limit + 1],
    ),
    ctx.db.query<{ status: string; count: string }>(
      `select status, count(*) as count from quotes where ${filter.sql} group by status`,
      filter.values,
    ),
  ])
  const shown = rows.slice(0, question.limit)
  const last = shown.at(-1)
  return {
    items: await summaries(ctx, shown),
    counts: Object.fromEntries(counts.map((row) => [row.status, Number(row.count)])),
    ...(rows.length > question.limit && last ? { next: encodeCursor([column.of(last), last.id]) } : {}),
  }
}

/** Everything but status and place: what the counts are of, too. */
function filterOf(
  ctx: Context,
  question: Question,
  customers: readonly string[] | undefined,
): { sql: string; values: unknown[] } {
  const words = (question.search ?? '').split(/\s+/).filter(Boolean).slice(0, 10)
  const reach = reachFilter(ctx, 'quotes.read', 'owner_id', 7)
  return {
    // The customer's name is the customers' to know; it is looked up by a subquery, not kept a second time.
    sql: `($1::text[] = '{}' or (number || ' ' || coalesce(name, '')) ilike all ($1)
        or opportunity ilike all ($1)
        or customer_id in (select id from customers where company ilike all ($1)))
      and ($2::text[] is null or customer_id = any($2)) and ($3::text is null or owner_id = $3)
      and ($4::text is null or opportunity = $4)
      and template = $5::boolean and (archived_at is not null) = $6::boolean and ${reach.sql}`,
    values: [
      words.map((word) => containing(word)),
      customers ?? null,
      question.owner === 'me' ? ctx.actor.id : (question.owner ?? null),
      question.opportunity ?? null,
      question.template,
      question.archived,
      ...reach.values,
    ],
  }
}

async function summaries(ctx: Context, rows: readonly Row[]): Promise<QuoteSummary[]> {
  const ids = rows.flatMap((row) => row.customer_id ?? [])
  const [companies, owners] = await Promise.all([
    findCustomerNames(ctx.db, ids),
    findUsers(
      ctx.db,
      rows.map((row) => row.owner_id),
    ),
  ])
  const today = ctx.now.toISOString().slice(0, 10)
  const seesMargins = can(ctx, 'margins.read')
  return rows.map((row) => {
    const company = row.customer_id ? companies.get(row.customer_id) : undefined
    return {
      id: row.id,
      number: row.number,
      version: row.version,
      name: row.name ?? undefined,
      status: row.status,
      customer: row.customer_id && company ? { id: row.customer_id, company } : undefined,
      customerName: company,
      opportunity: row.opportunity ?? undefined,
      owner: { id: row.owner_id, name: owners.get(row.owner_id)?.name ?? row.owner_id },
      currency: row.currency,
      total: row.total,
      net: row.net,
      discountPercent: row.discount_percent,
      lines: row.lines,
      validUntil: row.valid_until,
      expired: row.status === 'EXPIRED' || (row.status === 'FINALIZED' && row.valid_until < today),
      createdAt: row.created_at.toISOString(),
      updatedAt: row.updated_at.toISOString(),
      marginPercent: seesMargins ? (row.margin_percent ?? undefined) : undefined,
    }
  })
}
