import { add, type Exact, multiply, one, parseDecimal, percentOf, toText } from '../../money/index.ts'
import { tooLong } from '../prepare/price-row.ts'
import { numbers } from '../trace.ts'
import type { LineWork } from './work.ts'

/** Step 4: what chosen options and attributes add to the price. Percentages are of the price before any adder. */
export function adders(work: LineWork): void {
  const list = work.line.adders
  if (list?.length && !work.failed) {
    const base = work.running
    const times = work.basis === 'UNIT' ? one : work.quantity
    for (const adder of list) {
      const unit = adder.unitAmount === undefined ? undefined : parseDecimal(adder.unitAmount)
      const percent = adder.percent === undefined ? undefined : parseDecimal(adder.percent)
      if ((!unit && !percent) || (adder.unitAmount && tooLong(adder.unitAmount))) {
        const message = `What ${adder.label} adds to the price cannot be read.`
        work.report('adder.invalid', 'error', 'adders', message)
        continue
      }
      const amount: Exact = unit ? multiply(unit, times) : percentOf(base, percent as Exact)
      const before = work.running
      work.running = add(before, amount)
      work.adders = add(work.adders, amount)
      const after = work.running
      const perUnit = work.basis === 'UNIT'
      work.steps?.push({
        step: 'adders',
        source: { kind: 'adder', code: adder.code, name: adder.label },
        because: [percent && !unit ? `${adder.label}: ${toText(percent)} % of the price` : adder.label],
        in: numbers(
          unit
            ? {
                running: toText(before),
                unitAmount: toText(unit),
                quantity: perUnit ? undefined : toText(times),
              }
            : { running: toText(before), price: toText(base), percent: toText(percent as Exact) },
        ),
        formula: unit
          ? perUnit
            ? 'running + unitAmount'
            : 'running + unitAmount * quantity'
          : 'running + price * percent / 100',
        exact: toText(after),
        out: { running: toText(after) },
      })
    }
  }
  work.forgetFacts()
  work.listed = work.running
  work.listedBasis = work.basis
}
