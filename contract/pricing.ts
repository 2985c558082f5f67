import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { condition } from './price-parts.ts'
import { discount, priceRule, segment, surcharge, tax } from './price-rules.ts'
import { contractPrice, price, priceBook } from './prices.ts'
import { issue } from './problem.ts'
import { code, currency, day, decimal, instant, page, paging } from './values.ts'

export * from './price-rules.ts'
export * from './prices.ts'

export const exchangeRate = z
  .object({
    id: z.string(),
    from: currency,
    to: currency,
    rate: decimal,
    day,
    source: z.string().max(most('values', 'short')),
  })
  .meta({ id: 'ExchangeRate' })

const at = z.object({ revision: z.coerce.number().int().min(1).optional() })
const listing = paging.extend({ ...at.shape, search: z.string().max(most('requests', 'search')).optional() })

function list<Row extends z.ZodType>(path: string, summary: string, row: Row) {
  return endpoint({
    method: 'GET',
    path,
    tag: 'Pricing',
    summary,
    permission: 'prices.read',
    query: listing,
    response: page(row).extend({ revision: z.number().int() }),
  })
}
const published = { revision: z.number().int() }

export const listPrices = endpoint({
  method: 'GET',
  path: '/prices',
  tag: 'Pricing',
  summary: 'Prices, by product, plan, price book and currency',
  permission: 'prices.read',
  query: listing.extend({
    product: code.optional(),
    plan: code.optional(),
    priceBook: code.optional(),
    currency: z.string().length(3).optional(),
  }),
  response: page(z.object({ ...price.shape, ...published })).extend(published),
})
export const listPriceBooks = list(
  '/price-books',
  'Price books',
  z.object({ ...priceBook.shape, ...published }),
)
export const listRules = list('/rules', 'Price rules', z.object({ ...priceRule.shape, ...published }))
export const listDiscounts = list(
  '/discounts',
  'Discounts and their codes',
  z.object({ ...discount.shape, ...published, used: z.number().int() }),
)
export const listContractPrices = list(
  '/contract-prices',
  'Prices negotiated with customers',
  z.object({ ...contractPrice.shape, ...published }),
)
export const listSurcharges = list(
  '/surcharges',
  'Surcharges, shipping and handling',
  z.object({ ...surcharge.shape, ...published }),
)
export const listTaxes = list('/taxes', 'Taxes', z.object({ ...tax.shape, ...published }))
export const listSegments = list(
  '/segments',
  'Customer segments',
  z.object({ ...segment.shape, ...published }),
)

export const lookupPrice = endpoint({
  method: 'GET',
  path: '/price-books/lookup',
  tag: 'Pricing',
  summary: 'The price that holds for a product and a quantity, with its tiers and why it was chosen',
  permission: 'prices.read',
  query: z.object({
    ...at.shape,
    product: code,
    plan: code.optional(),
    variant: code.optional(),
    priceBook: code.optional(),
    currency: z.string().length(3).optional(),
    quantity: z.string().max(most('values', 'unit')).default('1'),
    /** For whom: their contract prices count, and unless another is named, their currency and price book. */
    customer: z.string().max(most('values', 'id')).optional(),
    /** When it shall hold; now when absent. */
    asOf: instant.optional(),
  }),
  response: z.object({
    revision: z.number().int(),
    price: z.object({ ...price.shape, ...published }).optional(),
    unitPrice: decimal.optional(),
    amount: decimal.optional(),
    because: z.array(z.string()),
    issues: z.array(issue),
  }),
  errors: ['reference.not-found', 'customer.not-found'],
})

export const evaluateRules = endpoint({
  method: 'POST',
  path: '/rules/evaluate',
  tag: 'Pricing',
  summary: 'Which price rules hold for given facts, and why each does or does not',
  permission: 'prices.read',
  body: z.strictObject({
    facts: z.record(z.string(), z.json()),
    /** Rules of your own to try; absent: the published ones. */
    rules: z
      .array(z.strictObject({ code, conditions: condition }))
      .max(most('lists', 'hundred'))
      .optional(),
  }),
  response: z.object({
    results: z.array(
      z.object({
        code: z.string(),
        holds: z.boolean(),
        because: z.array(z.string()),
        issues: z.array(issue),
      }),
    ),
  }),
})
