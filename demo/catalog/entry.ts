import type { z } from 'zod'
import type * as catalog from '../../contract/catalog.ts'
import type * as pricing from '../../contract/pricing.ts'
import { compare, exact } from '../../engines/money/index.ts'
import { currencies, type ListCurrency, listed, shareOf } from './list-price.ts'

/**
 * A short way to write down what is sold: one entry is a product, its plans, and their prices on all lists. The rows
 * that come out have the form in which the catalog stores and publishes them.
 */
export type ProductRow = z.input<typeof catalog.product>
export type PlanRow = z.input<typeof catalog.plan>
export type PriceRow = z.input<typeof pricing.price>
export type Shelf = { products: ProductRow[]; plans: PlanRow[]; prices: PriceRow[] }

/** What all products of a family have in common. */
export type Family = Partial<Omit<ProductRow, 'code' | 'name'>> & {
  /** Cost as a share of the list price: "0.76" leaves 24 % margin before any discount. */
  cost: string
  /** Lowest price anybody may give, as a share of list; a little above cost when absent. */
  floor?: string
}

/** A product bought once: code, name, list price in euro, and what else there is to say. */
export type Article = [
  code: string,
  name: string,
  euro: string,
  more?: Partial<ProductRow> & { cost?: string },
]

/** What a plan asks: one amount a unit, or tiers as [from, amount] that are read as its price model says. */
export type Charge = {
  plan: string
  name: string
  euro?: string
  tiers?: [from: string, euro: string][]
} & Omit<Partial<PriceRow>, 'code' | 'plan' | 'currency' | 'tiers' | 'unitAmount' | 'floor'>

/** Articles of one family, each with one plan, "Purchase". */
export function articles(family: Family, list: Article[]): Shelf {
  return join(
    list.map(([code, name, euro, more = {}]) => {
      const { cost, ...product } = more
      const one: Family = { ...family, ...(cost ? { cost, floor: undefined } : {}) }
      return offer(one, { code, name, ...product }, [
        { plan: 'BUY', name: 'Purchase', type: 'ONE_TIME', euro },
      ])
    }),
  )
}

/** One product with the plans it is sold by, each priced on every list. */
export function offer(
  { cost, floor, ...family }: Family,
  product: Partial<ProductRow> & { code: string; name: string },
  charges: Charge[],
): Shelf {
  const attributes = { ...family.attributes, ...product.attributes }
  const plans = charges.map(({ plan, name }) => ({
    code: `${product.code}.${plan}`,
    product: product.code,
    name,
    defaultPrice: `${product.code}.${plan}.EUR`,
  }))
  return {
    products: [{ ...family, ...product, attributes }],
    plans,
    prices: charges.flatMap((charge) =>
      currencies.map((currency) => priced(product.code, charge, currency, { cost, floor })),
    ),
  }
}

/** What another variant of a product costs, on all lists. */
export function variantPrices(
  { prices }: Shelf,
  plan: string,
  variant: string,
  euro: string,
  cost: string,
): Shelf {
  const own = prices.filter((price) => price.plan === plan)
  return {
    products: [],
    plans: [],
    prices: own.map((price) => {
      const currency = price.currency as ListCurrency // the lists of the company
      const unitAmount = listed(euro, currency)
      const code = `${plan}.${variant}.${currency}`
      return { ...price, ...guardRails(unitAmount, currency, cost), code, variant, unitAmount }
    }),
  }
}

/** Several shelves as one. */
export function join(shelves: Shelf[]): Shelf {
  return {
    products: shelves.flatMap((shelf) => shelf.products),
    plans: shelves.flatMap((shelf) => shelf.plans),
    prices: shelves.flatMap((shelf) => shelf.prices),
  }
}

/** A tier list as the price schema wants it: each ends where the next begins, the last stays open. */
export function tiersOf(steps: [from: string, amount: string][]) {
  return steps.map(([from, unitAmount], index) => {
    const next = steps[index + 1]
    return { from, ...(next ? { to: next[0] } : {}), unitAmount }
  })
}

export const untilNotice = {
  type: 'RECURRING',
  recurring: { interval: 'month', intervalCount: 1, evergreen: true },
} as const
export const monthly = { type: 'RECURRING', recurring: { interval: 'month', intervalCount: 1 } } as const
export const yearly = { type: 'RECURRING', recurring: { interval: 'year', intervalCount: 1 } } as const

function priced(
  product: string,
  charge: Charge,
  currency: ListCurrency,
  { cost, floor }: Pick<Family, 'cost' | 'floor'>,
): PriceRow {
  const { plan, name: _name, euro, tiers, minimumAmount, flatAmount, ...rest } = charge
  const base = {
    type: 'ONE_TIME',
    ...rest,
    code: `${product}.${plan}.${currency}`,
    plan: `${product}.${plan}`,
  } as const
  const amounts = {
    ...(minimumAmount ? { minimumAmount: listed(minimumAmount, currency) } : {}),
    ...(flatAmount ? { flatAmount: listed(flatAmount, currency) } : {}),
  }
  if (tiers) {
    const steps = tiersOf(tiers.map(([from, amount]) => [from, listed(amount, currency)]))
    // Guard rails are set against the dearest tier, so that one cost holds for every quantity.
    const first = steps[0]?.unitAmount ?? '0'
    return { ...base, ...amounts, currency, tiers: steps, ...guardRails(first, currency, cost, floor) }
  }
  if (euro === undefined) return { ...base, ...amounts, currency }
  const unitAmount = listed(euro, currency)
  return { ...base, ...amounts, currency, unitAmount, ...guardRails(unitAmount, currency, cost, floor) }
}

function guardRails(unit: string, currency: ListCurrency, cost: string, floor?: string) {
  // What is free, or costs fractions of a cent, carries no guard rails: rounding would make nonsense of them.
  if (compare(exact(unit), exact(currency === 'JPY' ? '20' : '0.2')) < 0) return {}
  return {
    cost: shareOf(unit, cost, currency),
    floor: shareOf(shareOf(unit, floor ?? cost, currency), floor ? '1' : '1.03', currency),
    target: shareOf(unit, '0.95', currency),
  }
}
