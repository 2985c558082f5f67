import { defaultPolicy, type PriceContext, type Priced, type PriceRequest, price } from '../index.ts'

/** A small invented shop for tests: a workstation, its seats by the month, support as a percentage. */
export function shop(changes: Partial<PriceContext> = {}): PriceContext {
  return {
    revision: 7,
    companyCurrency: 'USD',
    products: [
      { code: 'WORKSTATION', revision: 1, name: 'Workstation', categories: ['hardware'], weight: '12.5' },
      { code: 'SEAT', revision: 1, name: 'Seat', categories: ['software'] },
      { code: 'CABLE', revision: 1, name: 'Cable', categories: ['hardware'], quantityDecimals: 3 },
      { code: 'SUPPORT', revision: 1, name: 'Support', categories: ['service'] },
    ],
    plans: [
      { code: 'workstation', revision: 1, product: 'WORKSTATION', name: 'Purchase' },
      { code: 'seat', revision: 1, product: 'SEAT', name: 'Monthly' },
      { code: 'cable', revision: 1, product: 'CABLE', name: 'By the metre' },
      { code: 'support', revision: 1, product: 'SUPPORT', name: 'Support' },
    ],
    prices: [
      list('workstation', { unitAmount: '1000.00', cost: '600.00' }),
      list('seat', {
        unitAmount: '10.00',
        type: 'RECURRING',
        recurring: { interval: 'month', intervalCount: 1 },
      }),
      list('cable', { unitAmount: '0.333' }),
      list('support', { model: 'PERCENT_OF_TOTAL', percent: '20', covers: { categories: ['hardware'] } }),
    ],
    priceBooks: [],
    rules: [],
    discounts: [],
    contractPrices: [],
    surcharges: [],
    taxes: [],
    exchangeRates: [],
    policy: defaultPolicy,
    ...changes,
  }
}

/** A list price of a plan. */
export function list(
  plan: string,
  row: Partial<PriceContext['prices'][number]> = {},
): PriceContext['prices'][number] {
  return {
    code: `${plan}-list`,
    revision: 1,
    plan,
    currency: 'USD',
    type: 'ONE_TIME',
    model: 'PER_UNIT',
    ...row,
  }
}

/** A discount that applies by itself to lines. */
export function discount(
  code: string,
  row: Partial<PriceContext['discounts'][number]>,
): PriceContext['discounts'][number] {
  return {
    code,
    revision: 1,
    name: code,
    type: 'PERCENTAGE',
    scope: 'LINE',
    automatic: true,
    stackable: true,
    priority: 0,
    ...row,
  }
}

export function rule(
  code: string,
  row: Partial<PriceContext['rules'][number]>,
): PriceContext['rules'][number] {
  return { code, revision: 1, name: code, kind: 'CONDITIONAL', priority: 0, ...row }
}

export function tax(
  code: string,
  rate: string,
  row: Partial<PriceContext['taxes'][number]> = {},
): PriceContext['taxes'][number] {
  return { code, revision: 1, name: code, type: 'VAT', rate, region: 'DE', inclusive: false, ...row }
}

type Line = Partial<PriceRequest['lines'][number]>
const plans: Record<string, string> = {
  WORKSTATION: 'workstation',
  SEAT: 'seat',
  CABLE: 'cable',
  SUPPORT: 'support',
}

/** A request for some lines: `quote([['WORKSTATION', '2']])`. */
export function quote(
  lines: [product: string, quantity: string, more?: Line][],
  more: Partial<PriceRequest> = {},
): PriceRequest {
  return {
    currency: 'USD',
    asOf: '2026-11-20T12:00:00Z',
    customer: { id: 'acme', segments: ['retail'], region: 'DE', taxStatus: 'TAXABLE' },
    lines: lines.map(([product, quantity, line], index) => ({
      id: `L${index + 1}`,
      product,
      plan: plans[product] ?? product,
      quantity,
      ...line,
    })),
    ...more,
  }
}

/** Prices lines in the shop. */
export function priced(
  lines: Parameters<typeof quote>[0],
  context: Partial<PriceContext> = {},
  more: Partial<PriceRequest> = {},
): Priced {
  return price(quote(lines, more), shop(context))
}
