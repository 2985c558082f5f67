import { divide, isZero, negate, parseDecimal, toText } from '../../money/index.ts'
import type { LineWork } from './work.ts'

/** Steps that make a price; what is given back has one already. */
export const pricing: ReadonlySet<string> = new Set(['quantityModel', 'adders', 'priceRules'])

/**
 * What is given back of an earlier charge is that amount (R8), whatever prices are today; over the periods that are left
 * it looks like any other recurring line.
 */
export function giveBack(work: LineWork): void {
  const { line, factor } = work
  const amount = parseDecimal(line.givesBack ?? '')
  if (!amount || amount.n < 0n) {
    return work.fail(
      'credit.unreadable',
      'givesBack',
      `The amount ${line.givesBack} cannot be given back.`,
      'Give an amount such as "120.00".',
    )
  }
  if (isZero(factor))
    return work.fail('credit.no-time', 'term', 'There is no time left that could be given back.')
  work.basis = 'AMOUNT'
  work.listedBasis = 'AMOUNT'
  work.running = divide(negate(amount), factor)
  work.listed = work.running
  work.steps?.push({
    step: 'credit',
    because: ['what was charged and is not earned is given back, whatever the price is today'],
    in: { amount: toText(amount), factor: toText(factor) },
    formula: '0 - amount / factor',
    exact: toText(work.running),
    out: { amount: toText(work.running) },
  })
}
