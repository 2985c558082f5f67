import {
  compare,
  divide,
  hundred,
  multiply,
  parseDecimal,
  round,
  subtract,
  toText,
  zero,
} from '../../engines/money/index.ts'

type Priced = { unitAmount?: unknown } | undefined

/** By how much the amount per unit went up or down, in percent to one decimal; nothing where one of the two is missing. */
export function percentChange(before: Priced, after: Priced): string | undefined {
  const [was, is] = [parseDecimal(before?.unitAmount), parseDecimal(after?.unitAmount)]
  if (!was || !is || compare(was, zero) <= 0 || compare(was, is) === 0) return undefined
  return toText(round(multiply(divide(subtract(is, was), was), hundred), 1))
}
