import { listProducts } from '../../contract/catalog.ts'
import type { Part } from '../../engines/configurator/index.ts'
import { add, exact, multiply, subtract, toText, zero } from '../../engines/money/index.ts'
import { call } from '../shell/api.ts'

/** What one of a product costs by list, and what it is called and looks like. */
export type ListPrices = Map<string, { name: string; amount: string | undefined; image: string | undefined }>

/** At most so many pages of 200: beyond that options show without their price. */
const pages = 10

/** List prices of the products a model speaks of, in the currency and price book of the quote. */
export async function readListPrices(
  codes: readonly string[],
  at: { currency?: string | undefined; priceBook?: string | undefined },
  signal: AbortSignal,
): Promise<ListPrices> {
  const wanted = new Set(codes)
  const prices: ListPrices = new Map()
  let cursor: string | undefined
  for (let page = 0; page < pages && prices.size < wanted.size; page++) {
    const query = {
      limit: 200,
      ...(cursor && { cursor }),
      ...(at.currency && { currency: at.currency }),
      ...(at.priceBook && { priceBook: at.priceBook }),
    }
    const { data } = await call(listProducts, { query, signal })
    for (const product of data.items) {
      if (!wanted.has(product.code)) continue
      const plan = product.plans.find((one) => one.unitAmount !== undefined) ?? product.plans[0]
      prices.set(product.code, { name: product.name, amount: plan?.unitAmount, image: product.image })
    }
    cursor = data.next
    if (!cursor) break
  }
  return prices
}

/** What an option adds by list: so many of its product. */
export function priceOf(
  prices: ListPrices,
  stands: { product?: string | undefined; quantity?: string | undefined },
): string | undefined {
  if (!stands.product) return '0'
  const amount = prices.get(stands.product)?.amount
  return amount === undefined ? undefined : toText(multiply(exact(amount), exact(stands.quantity ?? '1')))
}

/** What changing from one to the other costs or saves. */
export function effectOf(from: string | undefined, to: string | undefined): string | undefined {
  return from === undefined || to === undefined ? undefined : toText(subtract(exact(to), exact(from)))
}

/** The base product and its parts by list; undefined where one of them has no price. */
export function listTotal(
  prices: ListPrices,
  product: string,
  parts: readonly Part[],
): { amount: string; missing: string[] } {
  let amount = zero
  const missing: string[] = []
  for (const part of [{ product, quantity: '1' }, ...parts]) {
    const price = priceOf(prices, part)
    if (price === undefined) missing.push(part.product)
    else amount = add(amount, exact(price))
  }
  return { amount: toText(amount), missing }
}
