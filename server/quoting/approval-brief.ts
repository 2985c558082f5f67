import { differenceInWords, lastApproved } from '../approvals/index.ts'
import { reachFilter } from '../identity/index.ts'
import type { Context } from '../platform/index.ts'
import { getHead, isAsked } from './read-quote.ts'
import { readVersion } from './store.ts'

type Deal = {
  id: `quo_${string}`
  number: string
  name: string | null
  status: string
  total: string
  currency: string
  discountPercent: string
  at: Date
}
const won = ['ACCEPTED', 'CONVERTED']

/** What an approver wants to know beside the quote: what is different from what was approved, and the other deals. */
export async function approvalBrief(ctx: Context, id: string) {
  const head = await getHead(ctx, id)
  const { content } = await readVersion(ctx.db, head)
  const { now, before } = await lastApproved(ctx.db, id)
  // Whoever decides sees how others sold to the same customer; everybody else only what they see anyway.
  const reach = (await isAsked(ctx, head))
    ? { sql: 'true', values: [] }
    : reachFilter(ctx, 'quotes.read', 'owner_id', 3)
  const [deals, [sums]] = content.customer
    ? await Promise.all([
        ctx.db.query<Deal>(
          `select id, number, name, status, total::text, currency, round(discount_percent, 2)::text as "discountPercent",
             updated_at as at
           from quotes where customer_id = $1 and id <> $2 and status <> 'CANCELLED' and ${reach.sql}
           order by updated_at desc limit 8`,
          [content.customer, id, ...reach.values],
        ),
        ctx.db.query<{ won: number; average: string | null }>(
          `select count(*) filter (where status in ('ACCEPTED', 'CONVERTED'))::int as won,
             round(avg(discount_percent) filter (where status in ('ACCEPTED', 'CONVERTED')), 1)::text as average
           from quotes where customer_id = $1 and id <> $2 and ${reach.sql}`,
          [content.customer, id, ...reach.values],
        ),
      ])
    : [[], []]
  return {
    ...(before && {
      since: {
        version: before.version,
        at: before.at.toISOString(),
        total: before.quote.total,
        discountPercent: before.quote.discountPercent,
      },
    }),
    changes: now && before?.shown ? differenceInWords(before.shown, now) : [],
    deals: deals
      .sort(
        (a, b) =>
          Number(won.includes(b.status)) - Number(won.includes(a.status)) || b.at.getTime() - a.at.getTime(),
      )
      .map(({ name, at, ...deal }) => ({ ...deal, ...(name !== null && { name }), at: at.toISOString() })),
    won: sums?.won ?? 0,
    ...(sums?.average && { averageDiscount: sums.average }),
  }
}
