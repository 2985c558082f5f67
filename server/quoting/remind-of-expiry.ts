import { notify } from '../messages/index.ts'
import { type App, announce, type Context } from '../platform/index.ts'

/** Days before the last one. */
const daysAhead = 3

/** Tells owners of finalized quotes that their last day comes near; once for each day a quote is valid until. */
export async function remindOfExpiry(ctx: Context, app: Pick<App, 'config'>): Promise<number> {
  const today = ctx.now.toISOString().slice(0, 10)
  const due = await ctx.db.query<{ id: string; number: string; owner_id: string; valid_until: string }>(
    `select id, number, owner_id, valid_until from quotes
     where status = 'FINALIZED' and valid_until between $1::date and $1::date + $2::int
       and reminded_of is distinct from valid_until
     order by valid_until limit 500`,
    [today, daysAhead],
  )
  for (const { id, number, owner_id: owner, valid_until: day } of due) {
    await ctx.transaction(async (tx) => {
      const noted = await tx.query(
        `update quotes set reminded_of = $2 where id = $1 and status = 'FINALIZED' and reminded_of is distinct from $2
         returning id`,
        [id, day],
      )
      if (noted.length === 0) return // another node was faster
      await notify(tx, app, {
        to: [owner],
        kind: 'quote-expiring',
        title: `${number} is valid until ${day}`,
        text: 'The customer has not answered yet.',
        link: `/quotes/${id}`,
        key: `expiring:${id}:${day}`,
      })
      announce(tx, 'quote.expiring', id, { number, validUntil: day })
    })
  }
  return due.length
}
