import {
  compare,
  type Exact,
  exact,
  isZero,
  multiply,
  place,
  roundToStep,
  roundToUnits,
} from '../../engines/money/index.ts'

/** The currencies the company keeps list prices in. */
export const currencies = ['EUR', 'USD', 'JPY'] as const
export type ListCurrency = (typeof currencies)[number]

const minorUnits: Record<ListCurrency, number> = { EUR: 2, USD: 2, JPY: 0 }

/** What one euro of list price becomes on the other lists, before it is given a price people expect to see. */
const perEuro: Record<ListCurrency, string> = { EUR: '1', USD: '1.12', JPY: '168' }

/**
 * A list price that was set in euro, on the list of another currency: 489.00 is 549.00 in dollars and 82,200 in yen.
 * Small amounts keep their decimals, large ones end as the market is used to.
 */
export function listed(euro: string, currency: ListCurrency): string {
  const raw = multiply(exact(euro), exact(perEuro[currency]))
  if (currency === 'EUR') return written(raw, currency)
  const step = exact(currency === 'JPY' ? stepInYen(raw) : stepInDollars(raw))
  return written(roundToStep(raw, step), currency)
}

/** A share of an amount, rounded up to the currency's smallest unit: costs are not made to look better than they are. */
export function shareOf(amount: string, share: string, currency: ListCurrency): string {
  const units = minorUnits[currency]
  return place(roundToUnits(multiply(exact(amount), exact(share)), units, 'UP'), units)
}

function written(value: Exact, currency: ListCurrency): string {
  const places = currency === 'JPY' ? (compare(value, exact('20')) < 0 ? 1 : 0) : smallestPlace(value)
  return place(roundToUnits(value, places), places)
}

/** Usage is priced in fractions of a cent. */
function smallestPlace(value: Exact): number {
  return !isZero(value) && compare(value, exact('0.1')) < 0 ? 4 : 2
}

function stepInDollars(value: Exact): string {
  if (compare(value, exact('0.1')) < 0) return '0.0005'
  if (compare(value, exact('20')) < 0) return '0.10'
  return compare(value, exact('200')) < 0 ? '1' : '5'
}

function stepInYen(value: Exact): string {
  if (compare(value, exact('20')) < 0) return '0.1'
  if (compare(value, exact('200')) < 0) return '1'
  if (compare(value, exact('5000')) < 0) return '10'
  return compare(value, exact('200000')) < 0 ? '100' : '1000'
}
