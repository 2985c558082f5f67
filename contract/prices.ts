import { z } from 'zod'
import { most } from './limits.ts'
import { condition, effective, inOrder, priority, tiers } from './price-parts.ts'
import { amount, code, currency, decimal, label, percentage } from './values.ts'

const model = z.enum([
  'PER_UNIT',
  'FLAT',
  'GRADUATED',
  'VOLUME',
  'BLOCK',
  'PACKAGE',
  'PERCENTAGE',
  'PERCENT_OF_TOTAL',
  'FIRST_AND_ADDITIONAL',
])
const chargeType = z.enum(['ONE_TIME', 'RECURRING', 'USAGE'])

export const price = inOrder(
  z.strictObject({
    code,
    plan: code,
    /** For this variant of the product only; it goes before a price for all of them. */
    variant: code.optional(),
    currency,
    priceBook: code.optional(),
    type: chargeType,
    model: model.default('PER_UNIT'),
    unitAmount: decimal.optional(),
    flatAmount: decimal.optional(),
    tiers: tiers.optional(),
    tierScope: z.enum(['LINE', 'QUOTE']).optional(),
    /** Does the end of a tier still belong to it? */
    tierEnds: z.enum(['EXCLUSIVE', 'INCLUSIVE']).optional(),
    /** The amount per unit is for so many units. */
    baseQuantity: amount.optional(),
    packageSize: amount.optional(),
    packageRounding: z.enum(['UP', 'DOWN']).optional(),
    freeUnits: amount.optional(),
    maximumUnits: amount.optional(),
    eventMinimum: decimal.optional(),
    eventMaximum: decimal.optional(),
    factor: decimal.optional(),
    amountOff: decimal.optional(),
    percentOff: percentage.optional(),
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
        /** It goes on until somebody gives notice, unless the quote says for how long. */
        evergreen: z.boolean().optional(),
      })
      .optional(),
    taxBehavior: z.enum(['inclusive', 'exclusive', 'unspecified']).optional(),
    taxCode: code.optional(),
    discountCode: code.optional(),
    formula: z.string().max(most('pricing', 'expression')).optional(),
    conditions: condition.optional(),
    minQuantity: decimal.optional(),
    maxQuantity: decimal.optional(),
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

export const contractPrice = inOrder(
  z.strictObject({
    code,
    customer: z.string().max(most('values', 'id')),
    plan: code,
    variant: code.optional(),
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
