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

function digitsOf(currency: string): number {
  try {
    return minorUnits(currency)
  } catch {
    return 2
  }
}
