import type { Plan, Price, PriceBook, Product, Published } from './catalog.ts'
import type { Policy } from './policy.ts'
import type { ContractPrice, Discount, ExchangeRate, PriceRule, Surcharge, Tax } from './rules.ts'

/** All that can matter for a request, frozen; stored with each quote version so that replay needs nothing else. */
export type PriceContext = {
  /** Revision of the reference data it was read at. */
  revision: number
  products: Published<Product>[]
  plans: Published<Plan>[]
  prices: Published<Price>[]
  priceBooks: Published<PriceBook>[]
  rules: Published<PriceRule>[]
  discounts: Published<Discount>[]
  /** Uses left of limited codes, when the request was made. */
  usesLeft?: Record<string, number>
  contractPrices: Published<ContractPrice>[]
  surcharges: Published<Surcharge>[]
  taxes: Published<Tax>[]
  /** Unions a region belongs to: { DE: ["EU"] }. */
  regions?: Record<string, string[]>
  exchangeRates: ExchangeRate[]
  policy: Policy
  companyCurrency: string
}
