import {
  add,
  decimal,
  divide,
  type Exact,
  exact,
  fraction,
  one,
  parseExact,
  wholeAbove,
  zero,
} from '../../money/index.ts'
import type { Day, Interval, Policy, Proration } from '../types.ts'
import { addMonths, dayNumber, dayOf, daysInMonth, parts, wholeMonths } from './day.ts'

/** What a period's price is multiplied with, exact, with the counts that made it. */
export type Factor = {
  factor: Exact
  method: string
  /** Days charged, and the days they are a part of. */
  days?: number
  of?: number
  months?: number
  because: string
}

export type FactorProblem = { problem: 'dates-reversed' | 'dates-unreadable' | 'ratio-unreadable' }

/** The factor of one explicit proration. */
export function prorate(spec: Proration): Factor | FactorProblem {
  switch (spec.method) {
    case 'DAYS_IN_PERIOD': {
      const days = between(spec.start, spec.end)
      const of = between(spec.periodStart, spec.periodEnd)
      if (days === undefined || of === undefined) return { problem: 'dates-unreadable' }
      if (days < 0 || of <= 0) return { problem: 'dates-reversed' }
      return byDays(spec.method, days, of)
    }
    case 'DAYS_OVER_FIXED': {
      const days = between(spec.start, spec.end)
      const of = parseExact(spec.fixedDays)
      if (days === undefined) return { problem: 'dates-unreadable' }
      if (days < 0) return { problem: 'dates-reversed' }
      if (!of || of.n <= 0n) return { problem: 'ratio-unreadable' }
      return {
        factor: divide(whole(days), of),
        method: spec.method,
        days,
        because: `${days} days of ${spec.fixedDays}`,
      }
    }
    case 'DAYS_30_360': {
      const end = endOf(spec)
      const days = end === undefined ? undefined : daysOf360(spec.start, end)
      if (days === undefined) return { problem: 'dates-unreadable' }
      return days < 0 ? { problem: 'dates-reversed' } : byDays(spec.method, days, 30)
    }
    case 'FIXED_MONTH_LENGTH': {
      const of = parseExact(spec.fixedDays)
      const start = dayNumber(spec.start)
      const days = between(spec.start, spec.end)
      if (start === undefined || days === undefined) return { problem: 'dates-unreadable' }
      if (days < 0) return { problem: 'dates-reversed' }
      if (!of || of.d !== 1n || of.scale !== 0 || of.n <= 0n) return { problem: 'ratio-unreadable' }
      const { year, month } = parts(start)
      const length = Number(of.n)
      const counted = days - daysInMonth(year, month) + length
      return byDays(spec.method, counted > 0 ? counted : 0, length)
    }
    case 'TERM_RATIO': {
      const term = parseExact(spec.term)
      const unit = parseExact(spec.defaultTerm)
      if (!term || !unit || unit.n <= 0n) return { problem: 'ratio-unreadable' }
      return {
        factor: divide(term, unit),
        method: spec.method,
        because: `a term of ${spec.term} over ${spec.defaultTerm}`,
      }
    }
    case 'MONTHS_CEIL': {
      const start = dayNumber(spec.start)
      const end = dayNumber(endOf(spec))
      const unit = spec.defaultTerm === undefined ? one : parseExact(spec.defaultTerm)
      if (start === undefined || end === undefined) return { problem: 'dates-unreadable' }
      if (end < start) return { problem: 'dates-reversed' }
      if (!unit || unit.n <= 0n) return { problem: 'ratio-unreadable' }
      const months = startedMonths(start, end)
      return {
        factor: divide(whole(months), unit),
        method: spec.method,
        months,
        because: `${months} started months`,
      }
    }
    case 'PERIODS_AND_DAYS': {
      const periods = parseExact(spec.fullPeriods)
      const days = spec.stub ? between(spec.stub.start, spec.stub.end) : 0
      const of = 'days' in spec.over ? parseExact(spec.over.days) : lengthOf(spec.over)
      if (!periods || !of || of.n <= 0n) return { problem: 'ratio-unreadable' }
      if (days === undefined) return { problem: 'dates-unreadable' }
      if (days < 0) return { problem: 'dates-reversed' }
      const because = `${spec.fullPeriods} whole periods and ${days} days`
      return { factor: add(periods, divide(whole(days), of)), method: spec.method, days, because }
    }
    case 'RATIO': {
      const ratio = parseExact(spec.ratio)
      return ratio
        ? { factor: ratio, method: spec.method, because: `a share of ${spec.ratio}` }
        : { problem: 'ratio-unreadable' }
    }
  }
}

/**
 * How many billing periods of `count` × `interval` lie in [start, end), by the policy's method. Months are counted from
 * the start, so that a whole month is never a fraction.
 */
export function periodsBetween(
  start: Day,
  end: Day,
  interval: Interval,
  count: number,
  method: Policy['proration'],
): Factor | FactorProblem {
  const from = dayNumber(start)
  const to = dayNumber(end)
  if (from === undefined || to === undefined) return { problem: 'dates-unreadable' }
  if (to < from) return { problem: 'dates-reversed' }
  if (interval === 'day' || interval === 'week')
    return inDays(to - from, interval === 'week' ? 7 * count : count, method)
  const months = interval === 'year' ? 12 * count : count
  const full = wholeMonths(from, to)
  const rest = to - addMonths(from, full)
  switch (method) {
    case 'WHOLE_TERMS': {
      const periods = Number(wholeAbove(fraction(BigInt(full + (rest > 0 ? 1 : 0)), BigInt(months))))
      return { factor: whole(periods), method, months: full, because: `${periods} whole periods` }
    }
    case 'MONTH': {
      const started = startedMonths(from, to)
      return {
        factor: fraction(BigInt(started), BigInt(months)),
        method,
        months: started,
        because: `${started} started months`,
      }
    }
    case 'DAYS': {
      const of = months === 12 ? 365 : addMonths(from, months) - from
      return byDays(method, to - from, of)
    }
    case 'DAYS_30_360': {
      const days = daysOf360(start, end) as number
      return byDays(method, days, 30 * months)
    }
    default: {
      if (rest === 0) {
        return {
          factor: fraction(BigInt(full), BigInt(months)),
          method,
          months: full,
          because: `${full} whole months`,
        }
      }
      const length = method === 'MONTH_AND_DAYS_30' ? 30 : addMonths(from, full + 1) - addMonths(from, full)
      const inMonths = add(whole(full), fraction(BigInt(rest), BigInt(length)))
      return {
        factor: divide(inMonths, whole(months)),
        method,
        months: full,
        days: rest,
        of: length,
        because: `${full} whole months and ${rest} of ${length} days`,
      }
    }
  }
}

/** Months as the end of a term that begins on a day; the end is exclusive. */
export function endOfTerm(start: Day, months: number): Day {
  return dayOf(addMonths(dayNumber(start) as number, months))
}

function inDays(days: number, length: number, method: Policy['proration']): Factor {
  if (method === 'WHOLE_TERMS' || method === 'MONTH') {
    const periods = Math.ceil(days / length)
    return {
      factor: whole(periods),
      method,
      days,
      of: length,
      because: `${periods} started periods of ${length} days`,
    }
  }
  return byDays(method, days, length)
}

function byDays(method: string, days: number, of: number): Factor {
  return { factor: fraction(BigInt(days), BigInt(of)), method, days, of, because: `${days} days of ${of}` }
}

function startedMonths(start: number, end: number): number {
  const full = wholeMonths(start, end)
  return addMonths(start, full) < end ? full + 1 : full
}

/** Days where each month has 30: whole months by the calendar, and the rest as they are. */
function daysOf360(start: Day, end: Day): number | undefined {
  const from = dayNumber(start)
  const to = dayNumber(end)
  if (from === undefined || to === undefined) return undefined
  if (to < from) return -1
  const full = wholeMonths(from, to)
  return full * 30 + (to - addMonths(from, full))
}

/** The exclusive end, also where the last day is given. */
function endOf(spec: { end?: Day | undefined; lastDay?: Day | undefined }): Day | undefined {
  if (spec.end !== undefined) return spec.end
  const last = dayNumber(spec.lastDay)
  return last === undefined ? undefined : dayOf(last + 1)
}

function between(start: Day, end: Day): number | undefined {
  const from = dayNumber(start)
  const to = dayNumber(end)
  return from === undefined || to === undefined ? undefined : to - from
}

function lengthOf(period: { start: Day; end: Day }): Exact {
  const days = between(period.start, period.end)
  return days === undefined || days <= 0 ? zero : exact(String(days))
}

function whole(count: number): Exact {
  return decimal(BigInt(count))
}
