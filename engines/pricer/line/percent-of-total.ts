import {
  decimal,
  divide,
  type Exact,
  exact,
  larger,
  multiply,
  percentOf,
  smaller,
  sum,
  toText,
} from '../../money/index.ts'
import type { Interval, Price, Recurring } from '../types.ts'
import type { LineState } from './state.ts'
import { recurringOf } from './term.ts'
import type { LineWork } from './work.ts'

/** The lines a percentage covers, in the order of the quote. */
export type Covered = readonly LineState[]

/**
 * Step 3 for a percentage of other lines: what they cost after their own discounts. A recurring line counts with what it
 * costs in one period of the percentage, so that a longer term is not charged twice.
 */
export function percentOfTotal(work: LineWork, covered: Covered): void {
  const { price } = work
  if (!price) return
  if (!price.percent) {
    return work.fail(
      'price.incomplete',
      'plan',
      `${price.code} has no percentage.`,
      'Give the price a percentage.',
    )
  }
  const percent = price.percent
  const amounts = covered.map((line) => inOnePeriod(work, line))
  const base = sum(amounts)
  let amount = percentOf(base, percent)
  const limits: string[] = []
  let formula = 'base * percent / 100'
  const numbers: Record<string, string> = {}
  const { minimum, maximum } = price
  if (minimum) {
    amount = larger(amount, minimum)
    formula = `max(${formula}, minimum)`
    numbers.minimum = toText(minimum)
    limits.push(`at least ${toText(minimum)}`)
  }
  if (maximum) {
    amount = smaller(amount, maximum)
    formula = `min(${formula}, maximum)`
    numbers.maximum = toText(maximum)
    limits.push(`at most ${toText(maximum)}`)
  }
  const made: Exact = amount
  work.basis = 'AMOUNT'
  work.running = made
  work.steps?.push({
    step: 'quantityModel',
    source: { kind: price.kind, code: price.code, revision: price.revision },
    because: [`${toText(percent)} % of ${covered.length} lines`, ...limits],
    in: { base: toText(base), percent: toText(percent), ...numbers },
    formula,
    exact: toText(made),
    parts: covered.map((line, index) => ({
      line: line.base.line.id,
      amount: toText(amounts[index] as Exact),
    })),
    out: { amount: toText(made) },
  })
}

/** Does a percentage cover a line? Without a list it covers every line that is no percentage itself. */
export function covers(
  percentage: string,
  price: Price,
  line: {
    id: string
    product: string
    isPercentage: boolean
    type: Price['type']
    categories: readonly string[]
  },
): boolean {
  if (line.id === percentage) return false
  const { products, categories, types } = price.covers ?? {}
  if (!products?.length && !categories?.length && !types?.length) return !line.isPercentage
  if (types?.length && !types.includes(line.type)) return false
  if (products?.length && !products.includes(line.product)) return false
  return !categories?.length || categories.some((category) => line.categories.includes(category))
}

function inOnePeriod(work: LineWork, line: LineState): Exact {
  const { base } = line
  const whole = decimal(line.amount, base.run.units)
  const own = recurringOf(base)
  const mine = recurringOf(work)
  if (!own || !mine || base.type !== 'RECURRING' || base.factor.n === 0n) return whole
  return multiply(divide(whole, base.factor), divide(monthsOf(mine), monthsOf(own)))
}

/** Months of a billing interval; a year has 365 days or 52 weeks. */
export function monthsOf(recurring: Recurring): Exact {
  const months: Record<Interval, string> = { month: '1', year: '12', week: '12/52', day: '12/365' }
  return multiply(exact(months[recurring.interval]), decimal(BigInt(recurring.intervalCount)))
}
