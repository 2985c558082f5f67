import * as contract from '../../contract/orders.ts'
import { convertQuote as convertQuoteEndpoint } from '../../contract/quotes.ts'
import { type App, answer, type Context, serve } from '../platform/index.ts'
import { convertQuote } from '../quoting/index.ts'
import { makeOrder } from './make-order.ts'
import { getOrder, listOrders } from './read-orders.ts'

export function registerOrders(app: App): void {
  serve(app, contract.listOrders, (ctx, { query }) => listOrders(ctx, query))
  serve(app, contract.getOrder, (ctx, { params }) => getOrder(ctx, params.id))
  serve(app, convertQuoteEndpoint, async (ctx, { params, headers }) => {
    const quote = await convertToOrder(ctx, params.id, headers.ifMatch)
    return answer(quote, { etag: quote.seq })
  })
}

/** Turns an accepted quote into its one order. */
export function convertToOrder(ctx: Context, quoteId: string, ifMatch: string | undefined) {
  return convertQuote(ctx, quoteId, ifMatch, makeOrder)
}
