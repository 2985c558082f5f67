import type { Quote } from '../../contract/quotes.ts'
import { findCustomer } from '../customers/index.ts'
import type { Context } from '../platform/index.ts'
import { readSnapshot } from '../revisions/index.ts'
import { priceQuote } from './price-quote.ts'
import { getHead, showQuote } from './read-quote.ts'
import { readVersion } from './store.ts'

/** The current version as it would be priced at another instant, on the revision it stands on. Nothing is kept. */
export async function quoteAsOf(ctx: Context, database: object, id: string, asOf: string): Promise<Quote> {
  const head = await getHead(ctx, id)
  const version = await readVersion(ctx.db, head)
  const content = { ...version.content, asOf: new Date(asOf).toISOString() }
  const customer = content.customer ? await findCustomer(ctx.db, content.customer) : undefined
  const snapshot = await readSnapshot(database, ctx.db, content.revision)
  const { priced } = await priceQuote(ctx.db, snapshot, content, customer)
  return showQuote(ctx, ctx.db, head, { ...version, content, priced }, { customer })
}
