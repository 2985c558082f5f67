import {
  compare,
  divide,
  exact,
  hundred,
  isZero,
  multiply,
  round,
  toPlaces,
  zero,
} from '../../engines/money/index.ts'
import type { Amounts, LineAmounts } from './amounts.ts'
import type { Shown } from './store.ts'

/** The figures lists show of a quote. Percentages are for reading: rounded to two decimals, never computed with. */
export function shownFigures(priced: Pick<Amounts, 'totals'>): Shown {
  const { totals } = priced
  return { discountPercent: percentOf(totals.discount, totals.list), marginPercent: totals.marginPercent }
}

/** The highest share of its list amount that a counted line gives away. */
export function highestLineDiscount(lines: readonly LineAmounts[]): string {
  let highest = zero
  for (const line of lines) {
    if (!line.counted || isZero(exact(line.gross))) continue
    const given = divide(multiply(exact(line.lineDiscount), hundred), exact(line.gross))
    if (compare(given, highest) > 0) highest = given
  }
  return toPlaces(round(highest, 2), 2)
}

function percentOf(part: string, whole: string): string {
  if (isZero(exact(whole))) return '0.00'
  return toPlaces(round(divide(multiply(exact(part), hundred), exact(whole)), 2), 2)
}
