import { compare, divide, type Exact, multiply, one, round, roundToUnits, toText } from '../../money/index.ts'
import { numbers, roundedAt } from '../trace.ts'
import type { Step } from '../types.ts'
import type { LineWork } from './work.ts'

/** Step 7: quantity × unit price × periods, rounded to the smallest amount (R2). Amounts are taken as they are. */
export function extend(work: LineWork): void {
  const { run } = work
  if (!work.price) return
  const isListed = work.running === work.listed && work.basis === work.listedBasis
  if (run.policy.lineRounding === 'UNIT' && work.basis === 'UNIT') roundUnit(work)
  work.gross = roundToUnits(extended(work, work.running, work.basis), run.units, run.mode)
  work.list = isListed && work.running === work.listed ? work.gross : listAmount(work)
  work.steps?.push(words(work))
}

function listAmount(work: LineWork): bigint {
  return roundToUnits(extended(work, work.listed, work.listedBasis), work.run.units, work.run.mode)
}

/** Policy UNIT: the unit price is rounded first, so that quantity times unit price is the amount to the cent. */
function roundUnit(work: LineWork): void {
  const before = work.running
  work.running = round(before, work.run.units, work.run.mode)
  if (compare(before, work.running) !== 0) work.unrounded = before
}

function words(work: LineWork): Step {
  const { run, basis, quantity, factor, gross, running, unrounded } = work
  const base = work.price?.base
  const isUnit = basis === 'UNIT'
  return {
    step: 'extend',
    because: [
      isUnit ? 'quantity times unit price' : 'the amount as it is',
      ...(unrounded ? [`the unit price is rounded first, from ${toText(unrounded)}`] : []),
    ],
    in: numbers(
      isUnit
        ? {
            quantity: toText(quantity),
            unitPrice: toText(running),
            baseQuantity: base && toText(base),
            factor: toText(factor),
          }
        : { amount: toText(running), factor: toText(factor) },
    ),
    formula: isUnit ? `quantity * unitPrice ${base ? '/ baseQuantity ' : ''}* factor` : 'amount * factor',
    exact: toText(extended(work, running, basis)),
    rounded: run.text(gross),
    rounding: roundedAt(run, 'R2'),
    out: { gross: run.text(gross) },
  }
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
