import {
  add,
  divide,
  type Exact,
  exact,
  isZero,
  multiply,
  subtract,
  zero,
} from '../../engines/money/index.ts'
import { defaultPolicy, periodsOfTerm } from '../../engines/pricer/index.ts'
import type { PriceContext } from '../../engines/pricer/types.ts'
import type { Amounts, LineAmounts } from './amounts.ts'
import type { Content } from './content.ts'

/**
 * Days at the start that people gave free beyond the trial of the price, and what they would have cost. To an approver they are
 * a discount: eleven free months of twelve are no way around a limit.
 */
export function freeDays(
  content: Content,
  priced: Pick<Amounts, 'lines'>,
  context: PriceContext,
): { longest: number; worth: Exact; ofLine: (id: string) => Exact } {
  const given = content.term?.trialDays !== undefined || content.lines.some((line) => line.term?.trialDays)
  const worths = new Map<string, Exact>()
  let longest = 0
  let worth = zero
  if (given) {
    const prices = new Map(context.prices.map((price) => [price.code, price.recurring?.trialPeriodDays ?? 0]))
    for (const line of priced.lines) {
      if (!line.counted || !line.recurring) continue
      const own = prices.get(line.price ?? '') ?? 0
      const more = (line.recurring.trialPeriodDays ?? 0) - own
      if (more <= 0) continue
      const value = worthOf(line, own, context)
      longest = Math.max(longest, more)
      worth = add(worth, value)
      worths.set(line.id, value)
    }
  }
  return { longest, worth, ofLine: (id) => worths.get(id) ?? zero }
}

/** What the line would come to before discounts if only the trial of its price were free, less what it comes to. */
function worthOf(line: LineAmounts, own: number, context: PriceContext): Exact {
  if (!line.recurring || !line.term) return zero
  const method = (context.policy ?? defaultPolicy).proration
  const whole = periodsOfTerm(line.term, { ...line.recurring, trialPeriodDays: own }, method)
  const charged = periodsOfTerm(line.term, line.recurring, method)
  if (!whole || !charged) return zero
  const gross = exact(line.gross)
  const full = isZero(charged)
    ? multiply(multiply(exact(line.unitPrice), exact(line.quantity)), whole)
    : divide(multiply(gross, whole), charged)
  return subtract(full, gross)
}
