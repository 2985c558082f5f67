import { divide, type Exact, multiply, one, round, roundToUnits, toText } from '../../money/index.ts'
import { numbers, roundedAt } from '../trace.ts'
import type { LineWork } from './work.ts'

/** Step 7: quantity × unit price × periods, rounded to the smallest amount (R2). Amounts are taken as they are. */
export function extend(work: LineWork): void {
  const { run, price } = work
  if (work.failed || !price) return
  work.list = roundToUnits(extended(work, work.listed, work.listedBasis), run.units, run.mode)
  const whole = run.policy.lineRounding === 'UNIT' && work.basis === 'UNIT'
  const running = whole ? round(work.running, run.units, run.mode) : work.running
  const before = work.running
  work.running = running
  const exact = extended(work, running, work.basis)
  work.gross = roundToUnits(exact, run.units, run.mode)
  const { basis, quantity, factor, gross } = work
  work.traces.push(() => ({
    step: 'extend',
    because: [
      basis === 'UNIT' ? 'quantity times unit price' : 'the amount as it is',
      ...(whole && toText(before) !== toText(running)
        ? [`the unit price is rounded first, from ${toText(before)}`]
        : []),
    ],
    in: numbers(
      basis === 'UNIT'
        ? {
            quantity: toText(quantity),
            unitPrice: toText(running),
            baseQuantity: price.base && toText(price.base),
            factor: toText(factor),
          }
        : { amount: toText(running), factor: toText(factor) },
    ),
    formula:
      basis === 'UNIT'
        ? `quantity * unitPrice ${price.base ? '/ baseQuantity ' : ''}* factor`
        : 'amount * factor',
    exact: toText(exact),
    rounded: run.text(gross),
    rounding: roundedAt(run, 'R2'),
    out: { gross: run.text(gross) },
  }))
}

/** A unit price or amount over the whole line and term, exact. */
export function extended(
  line: { quantity: Exact; factor: Exact; price: LineWork['price'] },
  value: Exact,
  basis: 'UNIT' | 'AMOUNT',
): Exact {
  const once = basis === 'UNIT' ? multiply(line.quantity, value) : value
  const based = basis === 'UNIT' && line.price?.base ? divide(once, line.price.base) : once
  return line.factor === one ? based : multiply(based, line.factor)
}
