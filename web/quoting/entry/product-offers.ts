import { listProducts, type ProductSummary } from '../../../contract/catalog.ts'
import type { Quote } from '../../../contract/quotes.ts'
import { call } from '../../shell/api.ts'

/** One way a product can be bought: what the add row offers, one line per plan. */
export type Offer = {
  product: ProductSummary
  plan: ProductSummary['plans'][number] | undefined
  /** The plan is named only where there is a choice. */
  several: boolean
}

/** Products that fit some words, at the prices of the quote. */
export async function findOffers(
  words: string,
  quote: Pick<Quote, 'currency' | 'priceBook'>,
  signal: AbortSignal,
): Promise<Offer[]> {
  const query = {
    search: words,
    lifecycle: 'active',
    currency: quote.currency,
    ...(quote.priceBook && { priceBook: quote.priceBook }),
    limit: 12,
  } as const
  const { data } = await call(listProducts, { query, signal })
  return data.items.flatMap(offersOf)
}

export function offersOf(product: ProductSummary): Offer[] {
  if (product.plans.length === 0) return [{ product, plan: undefined, several: false }]
  return product.plans.map((plan) => ({ product, plan, several: product.plans.length > 1 }))
}
