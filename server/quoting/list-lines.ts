import { z } from 'zod'
import type { ListedLine } from '../../contract/quotes.ts'
import { findCustomerNames } from '../customers/index.ts'
import { reachFilter } from '../identity/index.ts'
import { type Context, containing, decodeCursor, encodeCursor } from '../platform/index.ts'

type Question = {
  status?: string | undefined
  quoteStatus?: string | undefined
  product?: string | undefined
  search?: string | undefined
  cursor?: string | undefined
  limit: number
}
type Row = Pick<ListedLine, 'id' | 'quote' | 'number' | 'version' | 'quoteStatus' | 'status' | 'product'> &
  Pick<ListedLine, 'productName' | 'quantity' | 'currency'> & {
    parent: ListedLine['parent'] | null
    net: string | null
    customerId: string | null
  }

/** Lines of current versions by status and product, over all quotes the actor may see. */
export async function listLines(ctx: Context, question: Question) {
  const { status, quoteStatus, product, search, cursor, limit } = question
  const after = decodeCursor(cursor, z.tuple([z.string(), z.string()])) ?? [null, null]
  const reach = reachFilter(ctx, 'quotes.read', 'q.owner_id', 8)
  const rows = await ctx.db.query<Row>(
    `select l.id, l.quote_id as quote, q.number, l.version, q.status as "quoteStatus", q.customer_id as "customerId",
       l.status, l.product, l.content ->> 'productName' as "productName", l.content ->> 'parent' as parent,
       l.content ->> 'quantity' as quantity, l.net, q.currency
     from quote_lines l join quotes q on q.id = l.quote_id and q.version = l.version
     where ($1::text[] is null or l.status = any($1)) and ($2::text[] is null or q.status = any($2))
       and ($3::text is null or l.product = $3)
       and ($4::text is null or (q.number || ' ' || l.product || ' ' || coalesce(l.content ->> 'productName', '')) ilike $4
         or q.customer_id in (select id from customers where company ilike $4))
       and ($5::text is null or (l.quote_id, l.id) < ($5, $6))
       and q.archived_at is null and not q.template and ${reach.sql}
     order by l.quote_id desc, l.id desc limit $7`,
    [
      status?.split(',') ?? null,
      quoteStatus?.split(',') ?? null,
      product ?? null,
      search ? containing(search) : null,
      ...after,
      limit + 1,
      ...reach.values,
    ],
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const customers = await findCustomerNames(
    ctx.db,
    shown.flatMap((row) => row.customerId ?? []),
  )
  return {
    items: shown.map(({ net, parent, customerId, ...row }) => ({
      ...row,
      net: net ?? undefined,
      parent: parent ?? undefined,
      customerName: customerId === null ? undefined : customers.get(customerId),
    })),
    ...(rows.length > limit && last ? { next: encodeCursor([last.quote, last.id]) } : {}),
  }
}
