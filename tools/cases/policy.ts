import type { RoundingMode } from '../../engines/money/index.ts'
import { defaultPolicy, type Policy } from '../../engines/pricer/index.ts'
import type { Case, CasePolicy } from './case.ts'

const modes: Record<string, RoundingMode> = {
  'half-up': 'HALF_UP',
  'half-even': 'HALF_EVEN',
  'half-odd': 'HALF_ODD',
  'half-down': 'HALF_DOWN',
  'half-ceiling': 'HALF_CEILING',
  'half-floor': 'HALF_FLOOR',
  up: 'UP',
  down: 'DOWN',
  ceiling: 'CEILING',
  floor: 'FLOOR',
}

/** A rounding mode by its published name; half-up when none is given. */
export function modeOf(name: string | undefined): RoundingMode {
  const mode = modes[name ?? 'half-up']
  if (!mode) throw new Error(`There is no rounding mode ${name}`)
  return mode
}

const picks: Record<string, Policy['selection']> = {
  first: 'PRIORITY',
  'highest-priority': 'PRIORITY',
  'lowest-priority': 'PRIORITY',
  'most-conditions': 'MOST_CONDITIONS',
  'most-conditions-then-cheapest': 'MOST_CONDITIONS_THEN_CHEAPEST',
  cheapest: 'CHEAPEST',
}

/** The published policy of a case as ours. */
export function policyOf({ policy, given }: Case): Policy {
  const { cashRounding } = policy ?? {}
  const adjustments = (given.orderAdjustments ?? []) as { exclusive?: boolean; conditionOn?: string }[]
  return {
    ...defaultPolicy,
    rounding: modeOf(policy?.roundingMode),
    minorUnits: placesOf(policy),
    lineRounding: policy?.unitDiscountRounding === 'price' ? 'UNIT' : 'LINE',
    taxRounding: policy?.taxRounding === undefined || policy.taxRounding === 'line' ? 'LINE' : 'RATE',
    inclusiveSplit: policy?.inclusiveSplit === 'net-first' ? 'NET_FIRST' : 'TAX_FIRST',
    stacking: adjustments.some((each) => each.exclusive) ? 'FIRST' : 'STACK_WITH_BEST',
    minimums: adjustments.some((each) => each.conditionOn === 'running') ? 'RUNNING' : 'ORIGINAL',
    // The cases list adjustments in the order in which they apply.
    discountOrder: 'PRIORITY',
    selection: picks[policy?.pick ?? 'first'] ?? 'PRIORITY',
    ...(cashRounding ? { cashStep: cashRounding.increment, cashRounding: modeOf(cashRounding.mode) } : {}),
  }
}

/** Decimals of amounts. A step that is a power of ten says the same, and is the stronger word. */
export function placesOf(policy: CasePolicy | null | undefined): number {
  const { increment } = policy ?? {}
  if (increment !== undefined && /^(1|0?\.0*1)$/.test(increment))
    return increment.includes('.') ? increment.length - increment.indexOf('.') - 1 : 0
  return policy?.minorUnits ?? 2
}

/** Why a case needs something this product does not offer; undefined when it does. */
export function whySkipped({ policy, policyMatters, flags }: Case): string | undefined {
  if (flags?.includes('published-answer-differs'))
    return 'the published answer contradicts the published rules: no test'
  for (const key of policyMatters ?? []) {
    const value = (policy as Record<string, unknown> | null | undefined)?.[key]
    const reason = notOffered[`${key}=${String(value)}`]
    if (reason) return reason
  }
  return undefined
}

/** What `pricing.md` says is not offered. */
const notOffered: Record<string, string> = {
  'totalRounding=end': 'rounding only at the end is not offered: line amounts would not add up to the total',
  'taxRounding=unit': 'rounding tax by unit is not offered',
  'taxRounding=none': 'tax that is never rounded is rounding only at the end, which is not offered',
  'lineRounding=none': 'lines that are not rounded are rounding only at the end, which is not offered',
  'adjustmentRounding=none':
    'discounts that are not rounded are rounding only at the end, which is not offered',
  'allocation=remainder-to-first': 'allocations other than largest remainder are not offered',
  'allocation=remainder-to-last': 'allocations other than largest remainder are not offered',
  'allocation=floor-then-largest-fraction': 'allocations other than largest remainder are not offered',
  'allocation=round-half-down-then-first': 'allocations other than largest remainder are not offered',
  'allocation=exact': 'allocations other than largest remainder are not offered',
}
