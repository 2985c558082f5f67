import { z } from 'zod'
import type { LineStatus } from '../../contract/quotes.ts'
import { reachFilter } from '../identity/index.ts'
import { type Context, decodeCursor, encodeCursor } from '../platform/index.ts'

type Question = {
  status?: string | undefined
  product?: string | undefined
  cursor?: string | undefined
  limit: number
}
type Row = {
  id: `lin_${string}`
  quote_id: `quo_${string}`
  number: string
  version: number
  status: LineStatus
  product: string
  name: string
  quantity: string
  net: string | null
  currency: string
}

/** Lines of current versions by status and product, over all quotes the actor may see. */
export async function listLines(ctx: Context, { status, product, cursor, limit }: Question) {
  const after = decodeCursor(cursor, z.tuple([z.string(), z.string()])) ?? [null, null]
  const reach = reachFilter(ctx, 'quotes.read', 'q.owner_id', 6)
  const rows = await ctx.db.query<Row>(
    `select l.id, l.quote_id, q.number, l.version, l.status, l.product, l.content ->> 'productName' as name,
       l.content ->> 'quantity' as quantity, l.net, q.currency
     from quote_lines l join quotes q on q.id = l.quote_id and q.version = l.version
     where ($1::text[] is null or l.status = any($1)) and ($2::text is null or l.product = $2)
       and ($3::text is null or (l.quote_id, l.id) > ($3, $4)) and q.archived_at is null and ${reach.sql}
     order by l.quote_id, l.id limit $5`,
    [status?.split(',') ?? null, product ?? null, ...after, limit + 1, ...reach.values],
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ quote_id: quote, net, name, ...row }) => ({
      ...row,
      quote,
      productName: name,
      net: net ?? undefined,
    })),
    ...(rows.length > limit && last ? { next: encodeCursor([last.quote_id, last.id]) } : {}),
  }
}
