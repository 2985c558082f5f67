import {
  defaultPolicy,
  type PriceContext,
  type PriceRequest,
  type RequestLine,
} from '../../../engines/pricer/index.ts'

const plansOf = { tiered: 40, bundle: 20, part: 20, plain: 40 } as const
type Sort = keyof typeof plansOf

/** Of ten lines four have tiers, two are bundles, two are parts counted per bundle, two are sold by the piece. */
const pattern: Sort[] = [
  'tiered',
  'bundle',
  'part',
  'tiered',
  'plain',
  'tiered',
  'bundle',
  'part',
  'tiered',
  'plain',
]

/** A quote of so many lines, with quantities that differ. */
export function quoteOf(count: number): PriceRequest {
  const lines: RequestLine[] = []
  for (let index = 0; index < count; index++) {
    const sort = pattern[index % 10] as Sort
    const code = `${sort}-${(index * 7) % plansOf[sort]}`
    lines.push({
      id: `L${index}`,
      product: code,
      plan: code,
      quantity: String(1 + ((index * 13) % 60)),
      attributes: { colour: index % 2 ? 'red' : 'blue' },
      ...(sort === 'part' ? { parent: `L${index - 1}`, perParent: true } : {}),
    })
  }
  return {
    currency: 'EUR',
    asOf: '2026-11-20T12:00:00Z',
    customer: { id: 'buyer', segments: ['retail'], region: 'DE', taxStatus: 'TAXABLE' },
    lines,
  }
}

/** The reference data of that quote: five rules and three discounts that apply, four tax rates. A new object each time. */
export function contextOf(more: Partial<PriceContext> = {}): PriceContext {
  const plans = Object.entries(plansOf).flatMap(([sort, count]) =>
    Array.from({ length: count }, (_, index) => ({ sort: sort as Sort, code: `${sort}-${index}`, index })),
  )
  return {
    revision: 12,
    companyCurrency: 'EUR',
    products: plans.map(({ code, index, sort }) => ({
      code,
      revision: 1,
      name: code,
      categories: ['all', sort, `tax-${index % 4}`],
      ...(sort === 'bundle'
        ? {
            components: [
              {
                product: `part-${index % plansOf.part}`,
                minQuantity: '1',
                defaultQuantity: '2',
                pricing: 'SUMMED' as const,
              },
            ],
          }
        : {}),
    })),
    plans: plans.map(({ code }) => ({ code, revision: 1, product: code, name: code })),
    prices: plans.map(({ code, index, sort }) => ({
      code: `${code}-list`,
      revision: 1,
      plan: code,
      currency: 'EUR',
      type: 'ONE_TIME' as const,
      unitAmount: `${100 + index}.99`,
      cost: `${60 + index}.10`,
      ...(sort === 'tiered'
        ? { model: index % 2 ? ('GRADUATED' as const) : ('VOLUME' as const), tiers: tiersFrom(100 + index) }
        : { model: 'PER_UNIT' as const }),
    })),
    priceBooks: [],
    rules: [
      { ...rule('segment', 1), kind: 'CUSTOMER_SEGMENT', segments: ['retail'], percentOff: '2' },
      { ...rule('volume', 2), kind: 'VOLUME_DISCOUNT', minQuantity: '10', percentOff: '3' },
      {
        ...rule('colour', 3),
        kind: 'CONDITIONAL',
        percentOff: '1',
        conditions: { field: 'attributes.colour', op: 'eq', value: 'red' },
      },
      { ...rule('bundle', 4), kind: 'BUNDLE', categories: ['bundle'], percentOff: '1.5' },
      {
        ...rule('steps', 5),
        kind: 'TIERED',
        tiers: [
          { from: '0', to: '20', percentOff: '0.5' },
          { from: '20', percentOff: '0.75' },
        ],
      },
    ],
    discounts: [
      { ...discount('spring', 1), type: 'PERCENTAGE', value: '5' },
      { ...discount('loyal', 2), type: 'PERCENTAGE', value: '2.5', segments: ['retail'] },
      { ...discount('coin', 3), type: 'FIXED_AMOUNT', value: '0.50' },
    ],
    contractPrices: [],
    surcharges: [],
    taxes: ['19', '7', '16', '5'].map((rate, index) => ({
      code: `vat-${index}`,
      revision: 1,
      name: `VAT ${rate} %`,
      type: 'VAT' as const,
      rate,
      region: 'DE',
      inclusive: false,
      category: `tax-${index}`,
    })),
    exchangeRates: [],
    policy: defaultPolicy,
    ...more,
  }
}

/** A discount whose shares reach every line. */
export const quoteDiscount: PriceContext['discounts'][number] = {
  ...discount('whole', 9),
  type: 'PERCENTAGE',
  value: '3',
  scope: 'QUOTE',
}

/** Rules that are active and concern other products, customers, options, quantities or dates. */
export function otherRules(count: number): PriceContext['rules'] {
  return Array.from({ length: count }, (_, index) => {
    const row = { ...rule(`other-${index}`, 100 + index), kind: 'CONDITIONAL' as const, percentOff: '1' }
    switch (index % 5) {
      case 0:
        return { ...row, products: [`other-${index}`] }
      case 1:
        return { ...row, segments: [`segment-${index}`] }
      case 2:
        return {
          ...row,
          conditions: { field: 'attributes.colour', op: 'eq' as const, value: `shade-${index}` },
        }
      case 3:
        return { ...row, minQuantity: String(1_000_000 + index) }
      default:
        return {
          ...row,
          conditions: { field: 'customer.region', op: 'eq' as const, value: `Region ${index}` },
        }
    }
  })
}

/** Ten rules that can apply: the five of the context and five more. */
export function tenRules(): PriceContext['rules'] {
  const more = Array.from({ length: 5 }, (_, index) => ({
    ...rule(`more-${index}`, 10 + index),
    kind: 'CONDITIONAL' as const,
    percentOff: '0.25',
    categories: ['all'],
  }))
  return [...contextOf().rules, ...more]
}

function tiersFrom(unit: number) {
  return [
    { from: '0', to: '10', unitAmount: `${unit}.99` },
    { from: '10', to: '25', unitAmount: `${unit - 5}.49` },
    { from: '25', to: '50', unitAmount: `${unit - 10}.25` },
    { from: '50', unitAmount: `${unit - 15}.00` },
  ]
}

function rule(code: string, priority: number) {
  return { code, revision: 1, name: code, priority }
}

function discount(code: string, priority: number) {
  return { code, revision: 1, name: code, scope: 'LINE' as const, automatic: true, stackable: true, priority }
}
