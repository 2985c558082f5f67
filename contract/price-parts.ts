/** What prices, rules, discounts, surcharges and taxes have in common. */

import { z } from 'zod'
import { compare as compareExact, parseDecimal } from '../engines/money/index.ts'
import type * as engine from '../engines/pricer/types.ts'
import { most } from './limits.ts'
import { amount, code, decimal, instant, percentage } from './values.ts'

/** Lower runs first. */
export const priority = z.int().min(-most('values', 'priority')).max(most('values', 'priority'))

export const effective = { effectiveFrom: instant.optional(), effectiveTo: instant.optional() }
export const targets = {
  products: z.array(code).max(most('pricing', 'targets')).optional(),
  plans: z.array(code).max(most('pricing', 'targets')).optional(),
  categories: z.array(code).max(most('pricing', 'targetGroups')).optional(),
  segments: z.array(code).max(most('pricing', 'targetGroups')).optional(),
}

export const condition: z.ZodType<engine.Condition> = z.lazy(() =>
  z.union([
    z.strictObject({
      operator: z.enum(['and', 'or', 'not']),
      conditions: z.array(condition).max(most('pricing', 'conditions')),
    }),
    z.strictObject({
      field: z.string().max(most('values', 'label')),
      op: z.enum(['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'nin', 'contains', 'startsWith', 'exists']),
      value: z.json().optional(),
    }) as unknown as z.ZodType<engine.Condition>,
    z.strictObject({ expression: z.string().max(most('pricing', 'expression')) }),
  ]),
)

const tier = z.strictObject({
  from: decimal,
  to: decimal.optional(),
  unitAmount: decimal.optional(),
  flatAmount: decimal.optional(),
  percentOff: percentage.optional(),
  percent: decimal.optional(),
  packageSize: amount.optional(),
})
/** Tiers in order, without gap or overlap, the last one open unless it says where sale ends. */
export const tiers = z
  .array(tier)
  .max(most('pricing', 'tiers'))
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
export function inOrder<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape, z.core.$strict>) {
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
