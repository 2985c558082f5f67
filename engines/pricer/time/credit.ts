import {
  add,
  divide,
  type Exact,
  multiply,
  negate,
  parseExact,
  round,
  subtract,
  toPlaces,
  toText,
} from '../../money/index.ts'
import type { Day, Decimal, Policy, PricedLine, Recurring, Step } from '../types.ts'
import { addMonths, dayNumber, dayOf, wholeMonths } from './day.ts'
import { periodsBetween } from './proration.ts'

/** What is given back of a line from a day on, and what of it stays earned. All of a credit is below zero. */
export type Credit = {
  line: string
  from: Day
  /** Up to here it was charged, exclusive. */
  until: Day
  /** Share of the charge that is earned until then, exact. */
  share: string
  earned: Decimal
  /** As priced: with the tax an inclusive price contains. */
  amount: Decimal
  net: Decimal
  tax: Decimal
  total: Decimal
  taxes: { code: string; rate: Decimal; amount: Decimal; reason?: string }[]
  steps: Step[]
}

/** What a credit reads of a priced line. */
export type CreditedLine = Pick<
  PricedLine,
  'id' | 'term' | 'recurring' | 'factor' | 'amount' | 'net' | 'taxes'
>

/** `not-charged`: it has no end, and that day begins a period, of which nothing was charged yet. */
export type NoCredit = { problem: 'no-term' | 'outside-term' | 'dates-unreadable' | 'not-charged' }

/**
 * The counter-amount of what was charged (R8): charged less earned until that day, never a new calculation. So what is
 * earned and what is credited are the whole to the cent, at the price, the rate of exchange and the tax of the original.
 */
export function creditFrom(
  sold: CreditedLine,
  from: Day,
  policy: Pick<Policy, 'proration' | 'rounding'>,
): Credit | NoCredit {
  const line = sold.term?.evergreen ? periodAt(sold, from, policy.rounding) : sold
  if ('problem' in line) return line
  const share = earnedShare(line, from, policy.proration)
  if ('problem' in share) return share
  const steps: Step[] = []
  const places = decimalsOf(line.net)
  const back = (name: string, charged: Decimal): { earned: Exact; credit: Exact } => {
    const whole = parseExact(charged) as Exact
    const exact = multiply(whole, share)
    const earned = round(exact, places, policy.rounding)
    const credit = negate(subtract(whole, earned))
    steps.push({
      step: 'credit',
      source: { kind: 'line', code: line.id },
      because: [`${name}: earned until ${from}, the rest of what was charged is given back`],
      in: { charged, share: toText(share) },
      formula: 'charged * share',
      exact: toText(exact),
      rounded: toPlaces(earned, places),
      rounding: {
        point: 'R8',
        mode: policy.rounding,
        step: toPlaces({ n: 1n, scale: places, d: 1n }, places),
      },
      out: { earned: toPlaces(earned, places), credit: toPlaces(credit, places) },
    })
    return { earned, credit }
  }
  const amount = back('amount', line.amount)
  const net = back('net', line.net)
  const taxes = line.taxes.map((tax) => ({ ...tax, amount: back(`tax ${tax.code}`, tax.amount).credit }))
  const tax = taxes.reduce((sum, each) => add(sum, each.amount), { n: 0n, scale: places, d: 1n })
  const text = (value: Exact) => toPlaces(value, places)
  return {
    line: line.id,
    from,
    until: line.term?.end ?? from,
    share: toText(share),
    earned: text(net.earned),
    amount: text(amount.credit),
    net: text(net.credit),
    tax: text(tax),
    total: text(add(net.credit, tax)),
    taxes: taxes.map((each) => ({ ...each, amount: text(each.amount) })),
    steps,
  }
}

/** What has no end is charged a period at a time: the one that runs on a day, as a line of its own. */
function periodAt(
  line: CreditedLine,
  from: Day,
  rounding: Policy['rounding'],
): (CreditedLine & { problem?: never }) | NoCredit {
  const { term, recurring } = line
  const whole = parseExact(line.factor)
  if (!term || !recurring || !whole || whole.n === 0n) return { problem: 'no-term' }
  const [start, day] = [dayNumber(term.start), dayNumber(from)]
  if (start === undefined || day === undefined) return { problem: 'dates-unreadable' }
  if (day < start) return { problem: 'outside-term' }
  const first = start + (recurring.trialPeriodDays ?? 0)
  const { begin, end } = periodAround(first, day, recurring)
  if (day <= first || day === end) return { problem: 'not-charged' }
  const ofOne = (amount: Decimal) => {
    const places = decimalsOf(amount)
    return toPlaces(round(divide(parseExact(amount) as Exact, whole), places, rounding), places)
  }
  return {
    ...line,
    term: { start: dayOf(begin), end: dayOf(end) },
    recurring: { ...recurring, trialPeriodDays: 0 },
    factor: '1',
    amount: ofOne(line.amount),
    net: ofOne(line.net),
    taxes: line.taxes.map((tax) => ({ ...tax, amount: ofOne(tax.amount) })),
  }
}

/** The billing period after whose first day a day falls, counted from the first one. */
function periodAround(
  first: number,
  day: number,
  { interval, intervalCount: count }: Recurring,
): { begin: number; end: number } {
  const before = Math.max(first, day - 1)
  if (interval === 'day' || interval === 'week') {
    const length = interval === 'week' ? 7 * count : count
    const begin = before - ((before - first) % length)
    return { begin, end: begin + length }
  }
  const length = interval === 'year' ? 12 * count : count
  const gone = Math.floor(wholeMonths(first, before) / length) * length
  return { begin: addMonths(first, gone), end: addMonths(first, gone + length) }
}

/** The periods until a day over those of the whole term. A trial is no part of what was charged. */
function earnedShare(line: CreditedLine, from: Day, method: Policy['proration']): Exact | NoCredit {
  const { term, recurring } = line
  const whole = parseExact(line.factor)
  if (!term || !recurring || !whole || whole.n === 0n) return { problem: 'no-term' }
  const [start, end, day] = [dayNumber(term.start), dayNumber(term.end), dayNumber(from)]
  if (start === undefined || end === undefined || day === undefined) return { problem: 'dates-unreadable' }
  if (day < start || day > end) return { problem: 'outside-term' }
  const charged = Math.min(start + (recurring.trialPeriodDays ?? 0), end)
  if (day <= charged) return { n: 0n, scale: 0, d: 1n }
  if (day === end) return { n: 1n, scale: 0, d: 1n }
  const { interval, intervalCount } = recurring
  const until = periodsBetween(dayOf(charged), from, interval, intervalCount, method)
  if ('problem' in until) return { problem: 'dates-unreadable' }
  const share = divide(until.factor, whole)
  return share.n > share.d * 10n ** BigInt(share.scale) ? { n: 1n, scale: 0, d: 1n } : share
}

function decimalsOf(text: string): number {
  const point = text.indexOf('.')
  return point < 0 ? 0 : text.length - point - 1
}
