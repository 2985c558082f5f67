import { findUsers } from '../identity/index.ts'
import { announce, type Context, newId, type Queries } from '../platform/index.ts'

export type Visitor = { id: string; name: string }

/** Longer than a node waits between two signs of life. */
const goneAfterSeconds = 70

/** Notes that somebody opened the quote; everybody else who has it open hears of it, on any node. */
export async function enter(ctx: Context, quoteId: string): Promise<string> {
  const id = newId('vis')
  await ctx.transaction(async (tx) => {
    await tx.query('insert into quote_visitors (id, quote_id, user_id, seen_at) values ($1, $2, $3, now())', [
      id,
      quoteId,
      ctx.actor.id,
    ])
    announce(tx, 'visitors.changed', quoteId, {})
  })
  return id
}

export async function leave(ctx: Context, quoteId: string, visit: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    await tx.query('delete from quote_visitors where id = $1', [visit])
    announce(tx, 'visitors.changed', quoteId, {})
  })
}

/** Says for all pages open on this node that they still are; forgets those of nodes that died. */
export async function stay(db: Queries, visits: readonly string[]): Promise<void> {
  if (visits.length > 0) {
    await db.query('update quote_visitors set seen_at = now() where id = any($1::text[])', [visits])
  }
  await db.query(`delete from quote_visitors where seen_at < now() - interval '10 minutes'`)
}

/** Who has the quote open now, each person once, the first to come first. */
export async function visitorsOf(db: Queries, quoteId: string): Promise<Visitor[]> {
  const rows = await db.query<{ user_id: string }>(
    `select user_id from quote_visitors where quote_id = $1 and seen_at > now() - $2 * interval '1 second'
     group by user_id order by min(id)`,
    [quoteId, goneAfterSeconds],
  )
  const ids = rows.map((row) => row.user_id)
  const people = await findUsers(db, ids)
  return ids.map((id) => ({ id, name: people.get(id)?.name ?? id }))
}
