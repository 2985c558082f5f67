import type { QuoteLine } from '../../../contract/quotes.ts'
import {
  divide,
  exact,
  hundred,
  isZero,
  minorUnits,
  multiply,
  round,
  toPlaces,
  toText,
} from '../../../engines/money/index.ts'

/** Part of a whole in percent with two decimals, without trailing zeros: 25 of 1000 is "2.5". */
export function shareOf(part: string, whole: string): string {
  const all = exact(whole)
  if (isZero(all)) return '0'
  return toText(round(divide(multiply(exact(part), hundred), all), 2, 'HALF_UP'))
}

/** What one unit comes to, rounded for display only: nothing is computed on from here. */
export function perUnit(amount: string, quantity: string, currency: string): string | undefined {
  const units = exact(quantity)
  if (isZero(units)) return undefined
  const digits = digitsOf(currency)
  return toPlaces(round(divide(exact(amount), units), digits, 'HALF_UP'), digits)
}

/** A unit price with more decimals than anybody sells at, as the average it is; nothing where it is a price. */
export function averageOf(price: string, currency: string): string | undefined {
  const digits = digitsOf(currency)
  if ((price.split('.')[1] ?? '').length <= digits + 4) return undefined
  return toPlaces(round(exact(price), digits, 'HALF_UP'), digits)
}

export function isNothing(amount: string | undefined): boolean {
  return amount === undefined || isZero(exact(amount))
}

/** How a line is billed: "one-time", "per month", "usage, per month". */
export function billingText(type: string | undefined, interval: string | undefined): string {
  if (type === 'USAGE') return interval ? `usage, ${every(interval)}` : 'usage'
  if (type === 'RECURRING') return interval ? every(interval) : 'recurring'
  return 'one-time'
}

/** "1 month" → "per month", "3 months" → "every 3 months". */
export function every(interval: string): string {
  const text = interval.toLowerCase()
  const [, count = '1', unit = text] = /^(?:(\d+)\s+)?([a-z]+?)s?$/.exec(text) ?? []
  return count === '1' ? `per ${unit}` : `every ${count} ${unit}s`
}

/** "3 years", "18 months", "no end"; where it is no whole number of months, "40 days". */
export function lengthText({ start, end, evergreen }: NonNullable<QuoteLine['serviceTerm']>): string {
  if (evergreen) return 'no end'
  const [from = 0, to = 0] = [start, end].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)))
  // A month begun on the 31st ends on the last day there is.
  if (start.slice(8) === end.slice(8) || (end.slice(8) < start.slice(8) && isLastOfMonth(end)))
    return monthsText(to - from)
  const days = Math.round((Date.parse(end) - Date.parse(start)) / 86_400_000)
  return days === 1 ? '1 day' : `${days} days`
}

export function monthsText(count: number): string {
  if (count % 12 === 0) return count === 12 ? '1 year' : `${count / 12} years`
  return count === 1 ? '1 month' : `${count} months`
}

function isLastOfMonth(day: string): boolean {
  return new Date(Date.parse(day) + 86_400_000).getUTCDate() === 1
}

function digitsOf(currency: string): number {
  try {
    return minorUnits(currency)
  } catch {
    return 2
  }
}
