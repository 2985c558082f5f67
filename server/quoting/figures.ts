import {
  add,
  compare,
  divide,
  type Exact,
  exact,
  hundred,
  isZero,
  multiply,
  round,
  subtract,
  toPlaces,
  zero,
} from '../../engines/money/index.ts'
import type { Amounts, LineAmounts } from './amounts.ts'
import type { Content } from './content.ts'
import type { Shown } from './store.ts'

/** The figures lists show of a quote. Percentages are for reading: rounded to two decimals, never computed with. */
export function shownFigures(content: Content, priced: Amounts): Shown {
  const { list, discount, marginPercent } = agreedAmounts(content, priced)
  return { discountPercent: percentOf(discount, list), marginPercent }
}

/**
 * What is given away of what is newly agreed. What an amendment gives back of its contract is left out: beside it the rest
 * would look small, and a discount on it like a raise.
 */
export function agreedAmounts(
  content: Content,
  { lines, totals }: Amounts,
): { list: Exact; discount: Exact; marginPercent: string | undefined; givenBack: Exact } {
  const credits = new Set<string>(content.lines.flatMap((line) => (line.givesBack ? [line.id] : [])))
  if (credits.size === 0) {
    const { list, discount, marginPercent } = totals
    return { list: exact(list), discount: exact(discount), marginPercent, givenBack: zero }
  }
  const agreed = lines.filter((line) => line.counted && !credits.has(line.id))
  const sum = (of: (line: LineAmounts) => string | undefined) =>
    agreed.reduce((all, line) => add(all, exact(of(line) ?? '0')), zero)
  const net = sum((line) => line.net)
  const known = totals.marginPercent !== undefined && !isZero(net)
  return {
    list: sum((line) => line.gross),
    discount: sum((line) => line.discount),
    marginPercent: known
      ? percentOf(
          sum((line) => line.margin),
          net,
        )
      : undefined,
    givenBack: lines.reduce(
      (all, line) => (line.counted && credits.has(line.id) ? subtract(all, exact(line.net)) : all),
      zero,
    ),
  }
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

export function percentOf(part: Exact, whole: Exact): string {
  if (isZero(whole)) return '0.00'
  return toPlaces(round(divide(multiply(part, hundred), whole), 2), 2)
}
