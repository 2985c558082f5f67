import { z } from 'zod'
import { compare as compareExact, parseDecimal } from '../engines/money/index.ts'
import type * as engine from '../engines/pricer/types.ts'
import { endpoint } from './http.ts'
import { issue } from './problem.ts'
import { amount, code, currency, day, decimal, instant, label, page, paging, percentage } from './values.ts'

/** Lower runs first. */
export const priority = z.int().min(-1_000_000).max(1_000_000)

const effective = { effectiveFrom: instant.optional(), effectiveTo: instant.optional() }
const targets = {
  products: z.array(code).max(1000).optional(),
  plans: z.array(code).max(1000).optional(),
  categories: z.array(code).max(200).optional(),
  segments: z.array(code).max(200).optional(),
}

export const condition: z.ZodType<engine.Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ operator: z.enum(['and', 'or', 'not']), conditions: z.array(condition).max(100) }),
    z.strictObject({
      field: z.string().max(200),
      op: z.enum(['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'nin', 'contains', 'startsWith', 'exists']),
      value: z.json().optional(),
    }) as unknown as z.ZodType<engine.Condition>,
    z.strictObject({ expression: z.string().max(10_000) }),
  ]),
)

const tier = z.strictObject({
  from: decimal,
  to: decimal.optional(),
  unitAmount: decimal.optional(),
  flatAmount: decimal.optional(),
  percentOff: percentage.optional(),
})
/** Tiers in order, without gap or overlap, the last one open unless it says where sale ends. */
const tiers = z
  .array(tier)
  .max(100)
  .superRefine((list, check) => {
    list.forEach((each, index) => {
      const next = list[index + 1]
      if (next && (each.to === undefined || (compare(each.to, next.from) ?? 0) !== 0)) {
        const message = `tier ${index + 1} ends at ${each.to ?? 'no end'}, but tier ${index + 2} begins at ${next.from}`
        check.addIssue({ code: 'custom', path: [index, 'to'], message })
      }
      if (each.to !== undefined && (compare(each.to, each.from) ?? 1) <= 0) {
        const message = `tier ${index + 1} ends at ${each.to}, which is not after its beginning at ${each.from}`
        check.addIssue({ code: 'custom', path: [index, 'to'], message })
      }
    })
  })

/** What must not end before it begins: dates and quantities. */
function inOrder<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape, z.core.$strict>) {
  return schema.superRefine((row, check) => {
    const { effectiveFrom, effectiveTo, minQuantity, maxQuantity } = row as Partial<Record<string, string>>
    if (effectiveFrom && effectiveTo && Date.parse(effectiveTo) <= Date.parse(effectiveFrom)) {
      const message = `must be after the beginning, ${effectiveFrom}`
      check.addIssue({ code: 'custom', path: ['effectiveTo'], message })
    }
    if (minQuantity && maxQuantity && (compare(maxQuantity, minQuantity) ?? 0) < 0) {
      const message = `must not be less than the smallest quantity, ${minQuantity}`
      check.addIssue({ code: 'custom', path: ['maxQuantity'], message })
    }
  })
}

/** Of what is no decimal the field itself says so. */
function compare(one: string, other: string): number | undefined {
  const [a, b] = [parseDecimal(one), parseDecimal(other)]
  return a && b ? compareExact(a, b) : undefined
}

const model = z.enum([
  'PER_UNIT',
  'FLAT',
  'GRADUATED',
  'VOLUME',
  'BLOCK',
  'PACKAGE',
  'PERCENTAGE',
  'PERCENT_OF_TOTAL',
])
const chargeType = z.enum(['ONE_TIME', 'RECURRING', 'USAGE'])

export const price = inOrder(
  z.strictObject({
    code,
    plan: code,
    currency,
    priceBook: code.optional(),
    type: chargeType,
    model: model.default('PER_UNIT'),
    unitAmount: decimal.optional(),
    flatAmount: decimal.optional(),
    tiers: tiers.optional(),
    tierScope: z.enum(['LINE', 'QUOTE']).optional(),
    packageSize: amount.optional(),
    freeUnits: amount.optional(),
    percent: decimal.optional(),
    minimumAmount: decimal.optional(),
    maximumAmount: decimal.optional(),
    covers: z
      .strictObject({
        products: z.array(code).optional(),
        categories: z.array(code).optional(),
        types: z.array(chargeType).optional(),
      })
      .optional(),
    chargeAtZero: z.boolean().optional(),
    recurring: z
      .strictObject({
        interval: z.enum(['day', 'week', 'month', 'year']),
        intervalCount: z.int().min(1).max(1000).default(1),
        trialPeriodDays: z.int().min(0).max(3650).optional(),
        usageType: z.enum(['licensed', 'metered']).optional(),
      })
      .optional(),
    taxBehavior: z.enum(['inclusive', 'exclusive', 'unspecified']).optional(),
    taxCode: code.optional(),
    discountCode: code.optional(),
    formula: z.string().max(10_000).optional(),
    conditions: condition.optional(),
    priority: priority.optional(),
    scale: z.int().min(0).max(12).optional(),
    cost: decimal.optional(),
    floor: decimal.optional(),
    target: decimal.optional(),
    ...effective,
  }),
)
  .refine((price) => price.type !== 'RECURRING' || price.recurring, {
    path: ['recurring'],
    message: 'a recurring price says how often: recurring.interval',
  })
  .meta({ id: 'Price' })
export type Price = z.infer<typeof price>

export const priceBook = inOrder(
  z.strictObject({
    code,
    name: label,
    currency,
    fallback: code.optional(),
    segments: z.array(code).optional(),
    ...effective,
  }),
).meta({ id: 'PriceBook' })
export type PriceBook = z.infer<typeof priceBook>

export const priceRule = inOrder(
  z.strictObject({
    code,
    name: label,
    kind: z.enum(['TIERED', 'VOLUME_DISCOUNT', 'CUSTOMER_SEGMENT', 'CONDITIONAL', 'BUNDLE']),
    priceBook: code.optional(),
    priority: priority.default(0),
    minQuantity: decimal.optional(),
    maxQuantity: decimal.optional(),
    conditions: condition.optional(),
    tiers: tiers.optional(),
    setPrice: decimal.optional(),
    percentOff: percentage.optional(),
    amountOff: decimal.optional(),
    percentUp: decimal.optional(),
    formula: z.string().max(10_000).optional(),
    /** Where the rule holds, somebody has to approve the quote; the sentence says why. */
    requireApproval: z.string().trim().min(1).max(500).optional(),
    /** The role that is asked; without one, the owner's manager. */
    approvalRole: code.optional(),
    currency: currency.optional(),
    active: z.boolean().default(true),
    ...targets,
    ...effective,
  }),
).meta({ id: 'PriceRule' })
export type PriceRule = z.infer<typeof priceRule>

export const discount = inOrder(
  z.strictObject({
    code,
    name: label,
    type: z.enum(['PERCENTAGE', 'FIXED_AMOUNT', 'TIERED']),
    value: amount.optional(),
    values: z.record(z.string().length(3), amount).optional(),
    currency: currency.optional(),
    tiers: tiers.optional(),
    scope: z.enum(['LINE', 'QUOTE']),
    per: z.enum(['PER_SCOPE', 'PER_UNIT', 'PER_LINE']).optional(),
    automatic: z.boolean().default(false),
    minQuantity: decimal.optional(),
    maxQuantity: decimal.optional(),
    minOrderValue: amount.optional(),
    maxAmount: amount.optional(),
    conditions: condition.optional(),
    stackable: z.boolean().default(true),
    priority: priority.default(0),
    prorate: z.boolean().optional(),
    active: z.boolean().default(true),
    maxUsageCount: z.int().min(1).optional(),
    ...targets,
    ...effective,
  }),
).meta({ id: 'Discount' })
export type Discount = z.infer<typeof discount>

export const contractPrice = inOrder(
  z.strictObject({
    code,
    customer: z.string().max(40),
    plan: code,
    currency,
    model: model.optional(),
    unitAmount: decimal.optional(),
    flatAmount: decimal.optional(),
    tiers: tiers.optional(),
    net: z.boolean().optional(),
    ...effective,
  }),
).meta({ id: 'ContractPrice' })
export type ContractPrice = z.infer<typeof contractPrice>

export const surcharge = inOrder(
  z.strictObject({
    code,
    name: label,
    kind: z.enum(['SURCHARGE', 'SHIPPING', 'HANDLING']),
    scope: z.enum(['LINE', 'QUOTE']),
    type: z.enum(['PERCENTAGE', 'FIXED_AMOUNT', 'BY_WEIGHT', 'BY_VALUE']),
    base: z.enum(['LIST', 'NET']).optional(),
    value: decimal.optional(),
    currency: currency.optional(),
    tiers: tiers.optional(),
    regions: z.array(z.string().max(20)).optional(),
    taxCategory: code.optional(),
    conditions: condition.optional(),
    priority: priority.default(0),
    active: z.boolean().default(true),
    ...targets,
    ...effective,
  }),
).meta({ id: 'Surcharge' })
export type Surcharge = z.infer<typeof surcharge>

export const tax = inOrder(
  z.strictObject({
    code,
    name: label,
    type: z.enum(['SALES_TAX', 'VAT', 'GST', 'SERVICE_TAX', 'CUSTOM']),
    rate: percentage.optional(),
    amountPerUnit: amount.optional(),
    currency: currency.optional(),
    region: z
      .string()
      .regex(/^[A-Z]{2}(-[A-Z0-9]{1,5})?$/, 'must be a union, country or state such as "EU", "DE", "US-CA"'),
    product: code.optional(),
    category: code.optional(),
    taxCode: code.optional(),
    segment: code.optional(),
    inclusive: z.boolean().default(false),
    on: z.array(code).optional(),
    active: z.boolean().default(true),
    ...effective,
  }),
).meta({ id: 'Tax' })
export type Tax = z.infer<typeof tax>

export const segment = z.strictObject({ code, name: label }).meta({ id: 'Segment' })
export type Segment = z.infer<typeof segment>

export const exchangeRate = z
  .object({
    id: z.string(),
    from: currency,
    to: currency,
    rate: decimal,
    day,
    source: z.string().max(100),
  })
  .meta({ id: 'ExchangeRate' })

const at = z.object({ revision: z.coerce.number().int().min(1).optional() })
const listing = paging.extend({ ...at.shape, search: z.string().max(200).optional() })

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
    priceBook: code.optional(),
    currency: z.string().length(3).optional(),
    quantity: z.string().max(30).default('1'),
    customer: z.string().max(40).optional(),
  }),
  response: z.object({
    revision: z.number().int(),
    price: z.object({ ...price.shape, ...published }).optional(),
    unitPrice: decimal.optional(),
    amount: decimal.optional(),
    because: z.array(z.string()),
    issues: z.array(issue),
  }),
  errors: ['reference.not-found'],
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
      .max(100)
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
