import { requestLines } from '../../contract/priced-quote.ts'
import { change, changeTo, price } from '../../engines/pricer/index.ts'
import type { PriceContext, Priced, PriceRequest } from '../../engines/pricer/types.ts'
import { type Customer, pricedCustomer } from '../customers/index.ts'
import type { Queries } from '../platform/index.ts'
import { readPriceContext } from '../pricing/index.ts'
import type { Snapshot } from '../revisions/index.ts'
import type { Content } from './content.ts'
import { sameContext } from './same-context.ts'

/** A priced quote with all that its prices came from. */
export type PricedQuote = { priced: Priced; context: PriceContext; request: PriceRequest }

/**
 * Prices a quote on its revision, for its customer and its day. Where a former state is known and what prices come from
 * is the same, only what the change reaches is priced; the result is the same either way.
 */
export async function priceQuote(
  db: Queries,
  snapshot: Snapshot,
  content: Content,
  customer: Customer | undefined,
  former?: PricedQuote,
): Promise<PricedQuote> {
  const request = requestOf(content, customer)
  const fresh = await readPriceContext(db, snapshot, needOf(content, request))
  if (!former || !sameContext(former.context, fresh)) {
    return { priced: price(request, fresh), context: fresh, request }
  }
  const { context } = former
  const priced = change(former.priced, changeTo(former.request, request), context)
  return { priced, context, request }
}

/** What prices are looked up for. */
export function needOf(content: Content, request: PriceRequest) {
  return {
    currency: content.currency,
    asOf: content.asOf,
    priceBook: content.priceBook,
    customer: request.customer,
    products: content.lines.map((line) => line.product),
    plans: content.lines.map((line) => line.plan),
    discountCodes: [...content.discountCodes, ...content.lines.flatMap((line) => line.discountCodes)],
  }
}

/** The quote as the pricer asks for it. */
export function requestOf(content: Content, customer: Customer | undefined): PriceRequest {
  const { currency, asOf, priceBook, term, discountCodes, manualDiscounts, shipping } = content
  return {
    currency,
    asOf,
    discountCodes,
    manualDiscounts,
    lines: requestLines(content.lines, (line) => line.verdict !== undefined),
    ...(priceBook && { priceBook }),
    ...(term && { term }),
    ...(customer && { customer: pricedCustomer(customer) }),
    ...(shipping && { shipping }),
  }
}
