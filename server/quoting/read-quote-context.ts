import { findCustomer } from '../customers/index.ts'
import { sightOf } from '../identity/index.ts'
import type { Context } from '../platform/index.ts'
import { readPriceContext, shownContext } from '../pricing/index.ts'
import { readSnapshot } from '../revisions/index.ts'
import { needOf, requestOf } from './price-quote.ts'
import { getHead, readCurrent } from './read-quote.ts'

/** What the prices of the current version come from, for a pricer elsewhere; figures that may not be seen stay here. */
export async function readQuoteContext(ctx: Context, database: object, id: string) {
  const { head, version } = await readCurrent(ctx, await getHead(ctx, id))
  const { content } = version
  const customer = content.customer ? await findCustomer(ctx.db, content.customer) : undefined
  const { lines: _, ...request } = requestOf(content, customer)
  const snapshot = await readSnapshot(database, ctx.db, content.revision)
  const context = await readPriceContext(ctx.db, snapshot, needOf(content, { ...request, lines: [] }))
  return { seq: head.seq, request, context: shownContext(sightOf(ctx), context) }
}
