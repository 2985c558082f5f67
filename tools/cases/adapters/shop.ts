import { type PriceContext, type PriceRequest, type RequestLine } from '../../../engines/pricer/index.ts'
import type { Case } from '../case.ts'
import { policyOf } from '../policy.ts'

type Price = PriceContext['prices'][number]

/** A context with one product, plan and price for each line of a case. */
export function contextOf(given: Case, more: Partial<PriceContext>): PriceContext {
  return {
    revision: 1,
    products: [],
    plans: [],
    prices: [],
    priceBooks: [],
    rules: [],
    discounts: [],
    contractPrices: [],
    surcharges: [],
    taxes: [],
    exchangeRates: [],
    policy: policyOf(given),
    companyCurrency: currencyOf(given),
    ...more,
  }
}

/** A product that is sold in any quantity, with its plan. */
export function soldAs(id: string, categories: string[] = []): Pick<PriceContext, 'products' | 'plans'> {
  return {
    products: [{ code: id, revision: 1, name: id, categories, quantityDecimals: 12 }],
    plans: [{ code: id, revision: 1, product: id, name: id }],
  }
}

export function priceOf(given: Case, plan: string, row: Partial<Price>): Price {
  return {
    code: plan,
    revision: 1,
    plan,
    currency: currencyOf(given),
    type: 'ONE_TIME',
    model: 'PER_UNIT',
    ...row,
  }
}

export function requestOf(given: Case, lines: RequestLine[], more: Partial<PriceRequest> = {}): PriceRequest {
  return { currency: currencyOf(given), asOf: '2026-01-01T00:00:00Z', lines, ...more }
}

export function lineOf(id: string, more: Partial<RequestLine> = {}): RequestLine {
  return { id, product: id, plan: id, quantity: '1', ...more }
}

/** XXX is no currency; amounts have the decimals of the policy all the same. */
export function currencyOf(given: Case): string {
  return given.currency && given.currency !== 'XXX' ? given.currency : 'USD'
}
