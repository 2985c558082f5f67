import { price } from '../../engines/pricer/index.ts'
import type { PriceContext, Priced, PriceRequest, RequestLine } from '../../engines/pricer/types.ts'
import { type Customer, pricedCustomer } from '../customers/index.ts'
import type { Queries } from '../platform/index.ts'
import { readPriceContext } from '../pricing/index.ts'
import type { Snapshot } from '../revisions/index.ts'
import type { Content, Line } from './content.ts'

export type PricedQuote = { priced: Priced; context: PriceContext }

/** Prices a quote on its revision, for its customer and its day. */
export async function priceQuote(
  db: Queries,
  snapshot: Snapshot,
  content: Content,
  customer: Customer | undefined,
): Promise<PricedQuote> {
  const request = requestOf(content, customer)
  const context = await readPriceContext(db, snapshot, {
    currency: content.currency,
    asOf: content.asOf,
    priceBook: content.priceBook,
    customer: request.customer,
    products: content.lines.map((line) => line.product),
    plans: content.lines.map((line) => line.plan),
    discountCodes: [...content.discountCodes, ...content.lines.flatMap((line) => line.discountCodes)],
  })
  return { priced: price(request, context), context }
}

/** The quote as the pricer asks for it. */
export function requestOf(content: Content, customer: Customer | undefined): PriceRequest {
  const { currency, asOf, priceBook, term, discountCodes, manualDiscounts, shipping } = content
  const out = new Set<string>()
  return {
    currency,
    asOf,
    discountCodes,
    manualDiscounts,
    lines: content.lines.map((line) => {
      // What is left out takes its parts along; parts stand behind the line they belong to.
      const excluded =
        line.optional || line.verdict !== undefined || (line.parent !== undefined && out.has(line.parent))
      if (excluded) out.add(line.id)
      return requestLine(line, excluded)
    }),
    ...(priceBook && { priceBook }),
    ...(term && { term }),
    ...(customer && { customer: pricedCustomer(customer) }),
    ...(shipping && { shipping }),
  }
}

function requestLine(line: Line, excluded: boolean): RequestLine {
  const request: RequestLine = {
    id: line.id,
    product: line.product,
    plan: line.plan,
    quantity: line.quantity,
    discountCodes: line.discountCodes,
    manualDiscounts: line.manualDiscounts,
  }
  if (line.parent) request.parent = line.parent
  if (line.perParent) request.perParent = true
  if (line.included) request.included = true
  if (line.term) request.term = line.term
  if (excluded) request.excluded = true
  if (line.unitPriceOverride) request.unitPriceOverride = line.unitPriceOverride
  return request
}
