import type { Facts } from '../../expressions/types.ts'
import { compare, type Exact, parseDecimal, toText } from '../../money/index.ts'
import { thresholdIn } from '../line/convert.ts'
import { gateOf } from '../prepare/conditional.ts'
import type { Run } from '../prepare/run.ts'
import type { Discount, Published } from '../types.ts'

/** What a discount's own conditions are asked of: a line, or the whole quote. */
export type Subject = {
  run: Run
  quantity: Exact
  /** Goods in smallest units, before any discount or as the policy says. */
  orderValue: () => bigint
  facts: () => Facts
  /** Called with the key of each fact of the quote that was looked at. */
  read(key: string): void
  problem(message: string): void
}

/** Why a discount that is offered does not apply here; undefined when it does. */
export function whyNotEligible(discount: Published<Discount>, subject: Subject): string | undefined {
  const { run, quantity } = subject
  if (discount.minQuantity !== undefined) {
    const least = parseDecimal(discount.minQuantity)
    if (!least || compare(quantity, least) < 0)
      return `a quantity of ${toText(quantity)} is less than ${discount.minQuantity}`
  }
  if (discount.maxQuantity !== undefined) {
    const most = parseDecimal(discount.maxQuantity)
    if (!most || compare(quantity, most) > 0)
      return `a quantity of ${toText(quantity)} is more than ${discount.maxQuantity}`
  }
  if (discount.minOrderValue !== undefined) {
    subject.read(`gate:${discount.code}`)
    const least = thresholdIn(run, discount.minOrderValue, discount.currency)
    if (least === undefined) return `its minimum order value cannot be compared in ${run.currency}`
    if (subject.orderValue() < least) return `the goods do not reach the minimum of ${run.text(least)}`
  }
  if (discount.type === 'FIXED_AMOUNT' || discount.type === 'FIXED_TOTAL') {
    if (fixedValue(discount, run.currency) === undefined) return `it has no amount in ${run.currency}`
  }
  const gate = gateOf(discount)
  if (gate.problem) {
    subject.problem(
      `The condition of discount ${discount.name} (${discount.code}) cannot be used: ${gate.problem}`,
    )
    return 'its condition cannot be used'
  }
  for (const field of gate.quoteFields) subject.read(field)
  if (gate.count > 0 && !gate.holds(subject))
    return gate.because(subject).join('; ') || 'its condition does not hold'
  return undefined
}

/** The reasons why it does apply, for the trace. */
export function whyEligible(
  discount: Published<Discount>,
  subject: Pick<Subject, 'run' | 'quantity' | 'facts'>,
  kind: string,
): string[] {
  const gate = gateOf(discount)
  return [
    kind === 'CODE' ? `code ${discount.code} entered` : `${discount.name} applies by itself`,
    ...(discount.minQuantity === undefined
      ? []
      : [`a quantity of ${toText(subject.quantity)} reaches ${discount.minQuantity}`]),
    ...(discount.minOrderValue === undefined
      ? []
      : [`the minimum order value of ${discount.minOrderValue} is reached`]),
    ...(discount.segments?.length ? [`for customers in ${discount.segments.join(', ')}`] : []),
    ...(gate.count ? gate.because(subject) : []),
  ]
}

/** The amount of a fixed discount in a currency; never converted silently. */
export function fixedValue(discount: Discount, currency: string): Exact | undefined {
  const own = discount.values?.[currency]
  if (own !== undefined) return parseDecimal(own)
  if (discount.currency !== undefined && discount.currency.toUpperCase() !== currency) return undefined
  return discount.value === undefined ? undefined : parseDecimal(discount.value)
}
