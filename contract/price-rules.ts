import { z } from 'zod'
import { roundingModes } from '../engines/money/index.ts'
import { most } from './limits.ts'
import { condition, effective, inOrder, priority, targets, tiers } from './price-parts.ts'
import { amount, code, currency, decimal, label, percentage } from './values.ts'

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
    amountUp: decimal.optional(),
    factor: decimal.optional(),
    divisor: decimal.optional(),
    minPrice: decimal.optional(),
    maxPrice: decimal.optional(),
    /** Percentages of the running price (as usual) or of the price before any rule. */
    percentBase: z.enum(['RUNNING', 'START']).optional(),
    rounding: z
      .strictObject({
        step: amount,
        mode: z.enum(roundingModes).optional(),
        of: z.enum(['PRICE', 'AMOUNT']).optional(),
      })
      .optional(),
    formula: z.string().max(most('pricing', 'expression')).optional(),
    /** Where the rule holds, somebody has to approve the quote; the sentence says why. */
    requireApproval: z.string().trim().min(1).max(most('values', 'sentence')).optional(),
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
    type: z.enum(['PERCENTAGE', 'FIXED_AMOUNT', 'TIERED', 'FIXED_TOTAL']),
    value: amount.optional(),
    values: z.record(z.string().length(3), amount).optional(),
    currency: currency.optional(),
    tiers: tiers.optional(),
    scope: z.enum(['LINE', 'QUOTE']),
    per: z.enum(['PER_SCOPE', 'PER_UNIT', 'PER_LINE']).optional(),
    spread: z.enum(['SHARED', 'EACH']).optional(),
    role: z.enum(['GOODS', 'SHIPPING', 'SURCHARGE']).optional(),
    base: z.enum(['RUNNING', 'ORIGINAL', 'GROSS']).optional(),
    automatic: z.boolean().default(false),
    minQuantity: decimal.optional(),
    maxQuantity: decimal.optional(),
    minOrderValue: amount.optional(),
    maxAmount: amount.optional(),
    maxUnits: amount.optional(),
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
    regions: z.array(z.string().max(most('values', 'tiny'))).optional(),
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
    conditions: condition.optional(),
    priority: priority.optional(),
    layer: z.string().max(most('values', 'method')).optional(),
    active: z.boolean().default(true),
    ...effective,
  }),
).meta({ id: 'Tax' })
export type Tax = z.infer<typeof tax>

export const segment = z.strictObject({ code, name: label }).meta({ id: 'Segment' })
export type Segment = z.infer<typeof segment>
