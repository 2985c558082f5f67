import * as contract from '../../contract/orders.ts'
import { convertQuote as convertQuoteEndpoint, type Quote } from '../../contract/quotes.ts'
import { defineThing, ownedRow } from '../identity/index.ts'
import { type App, answer, type Context, defineCron, serve } from '../platform/index.ts'
import { convertQuote } from '../quoting/index.ts'
import { amendContract } from './amend-contract.ts'
import { fulfillLines } from './fulfill-lines.ts'
import { giveNotice } from './give-notice.ts'
import { removeDocumentsInTime } from './keep-documents.ts'
import { makeOrder } from './make-order.ts'
import { getContract, listContracts } from './read-contracts.ts'
import { getOrder, listOrders } from './read-orders.ts'
import { renewContract } from './renew-contract.ts'
import { cancelOrder, fulfillOrder } from './work-off-order.ts'

export function registerOrders(app: App): void {
  defineThing(app, {
    kind: 'order',
    prefix: 'ord',
    area: 'orders',
    find: (db, id) => ownedRow(db, 'select owner_id as owner, number as name from orders where id = $1', id),
  })
  serve(app, contract.listOrders, (ctx, { query }) => listOrders(ctx, query))
  const tagged = async (ctx: Context, id: string) => {
    const order = await getOrder(ctx, id)
    return answer(order, { etag: order.version })
  }
  serve(app, contract.getOrder, (ctx, { params }) => tagged(ctx, params.id))
  serve(app, contract.fulfillOrder, async (ctx, { params, body, headers }) => {
    await fulfillOrder(ctx, params.id, headers.ifMatch, body.lines)
    return tagged(ctx, params.id)
  })
  serve(app, contract.fulfillLines, (ctx, { body }) => fulfillLines(ctx, body.lines))
  serve(app, contract.cancelOrder, async (ctx, { params, body, headers }) => {
    await cancelOrder(ctx, params.id, headers.ifMatch, body.reason)
    return tagged(ctx, params.id)
  })
  serve(app, contract.listContracts, (ctx, { query }) => listContracts(ctx, query))
  serve(app, contract.getContract, (ctx, { params }) => getContract(ctx, params.id))
  serve(app, contract.giveNotice, async (ctx, { params, body }) => {
    await giveNotice(ctx, params.id, body)
    return getContract(ctx, params.id)
  })
  const { database } = app
  const begun = (quote: Quote) => answer(quote, { etag: quote.seq, location: `/api/v1/quotes/${quote.id}` })
  serve(app, contract.amendContract, async (ctx, { params, body }) =>
    begun(await amendContract(ctx, database, params.id, body)),
  )
  serve(app, contract.renewContract, async (ctx, { params, body }) =>
    begun(await renewContract(ctx, database, params.id, body)),
  )
  defineCron(app, 'orders.retention', '50 2 * * *', removeDocumentsInTime)
  serve(app, convertQuoteEndpoint, async (ctx, { params, headers }) => {
    const quote = await convertToOrder(ctx, params.id, headers.ifMatch)
    return answer(quote, { etag: quote.seq })
  })
}

/** Turns an accepted quote into its one order. */
export function convertToOrder(ctx: Context, quoteId: string, ifMatch: string | undefined) {
  return convertQuote(ctx, quoteId, ifMatch, makeOrder)
}
