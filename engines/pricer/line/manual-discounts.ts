import { parseDecimal, roundToUnits, toText } from '../../money/index.ts'
import { manualCut } from '../discount/reduction.ts'
import { tooLong } from '../prepare/price-row.ts'
import { numbers, roundedAt } from '../trace.ts'
import { type LineDiscounts, type Origin, sourceOf } from './discount-work.ts'
import { extended } from './extend.ts'

/** Rep's own discounts, after all others; a set unit price is a discount by difference. */
export function manualDiscounts(work: LineDiscounts): void {
  const { base, run } = work
  const { line } = base
  if (line.unitPriceOverride) override(work)
  for (const manual of line.manualDiscounts ?? []) {
    if (base.price?.net) {
      const message = `The price of line ${line.id} is agreed as net; the discount was left out.`
      work.report('discount.net-price', 'warning', 'manualDiscounts', message)
      continue
    }
    const cut = manualCut(run, manual, work)
    if (!cut) {
      work.report(
        'discount.unreadable',
        'error',
        'manualDiscounts',
        `The discount ${manual.value} cannot be read.`,
      )
      continue
    }
    if (cut.value.n < 0n && cut.kind !== 'TOTAL') {
      const message = `A discount of ${manual.value} would raise the price; enter a surcharge instead.`
      work.report('discount.negative', 'error', 'manualDiscounts', message)
      continue
    }
    const by = manual.by ? ` by ${manual.by}` : ''
    const origin: Origin = {
      code: manual.id,
      name: manual.reason,
      kind: manual.surcharge ? 'surcharge' : 'manualDiscount',
      because: () => [`${cut.words} ${cut.up ? 'added' : 'given'}${by}: ${manual.reason}`],
    }
    work.cut('manualDiscount', 'MANUAL', origin, cut)
  }
}

/** A unit price of an earlier revision that stays: the difference is the first thing taken off, or added. */
export function keptPrice(work: LineDiscounts): void {
  const { value, revision } = work.base.line.keptPrice as NonNullable<typeof work.base.line.keptPrice>
  const name = `Price of revision ${revision} kept`
  const because = `the unit price of revision ${revision}, ${value}, is kept`
  setUnitPrice(work, 'keptPrice', 'KEPT', value, { code: 'kept', name, kind: 'kept' }, because)
}

function override(work: LineDiscounts): void {
  const { line } = work.base
  const { value, reason, by } = line.unitPriceOverride as NonNullable<typeof line.unitPriceOverride>
  const because = `unit price set to ${tidy(value)}${by ? ` by ${by}` : ''}: ${reason}`
  const origin = { code: 'override', name: reason, kind: 'override' }
  setUnitPrice(work, 'unitPriceOverride', 'OVERRIDE', value, origin, because)
}

function setUnitPrice(
  work: LineDiscounts,
  field: 'keptPrice' | 'unitPriceOverride',
  kind: 'KEPT' | 'OVERRIDE',
  given: string,
  named: Omit<Origin, 'because'>,
  reason: string,
): void {
  const { base, run } = work
  const value = parseDecimal(given)
  if (!value || value.n < 0n || tooLong(given)) {
    work.report('override.unreadable', 'error', field, `The unit price ${given} cannot be used.`)
    return
  }
  const whole = { quantity: work.quantity, factor: base.factor, price: base.price }
  const wanted = roundToUnits(extended(whole, value, 'UNIT'), run.units, run.mode)
  const up = wanted > work.running
  const free = up ? wanted - work.running : work.running - wanted
  const room = work.room > 0n ? work.room : 0n
  const stopped = !up && free > room
  const amount = stopped ? room : free
  const before = work.running
  const origin = {
    ...named,
    because: () => [reason, ...(stopped ? ['stops at the floor price'] : [])],
  }
  work.steps?.push({
    step: 'override',
    source: sourceOf(origin),
    because: origin.because(),
    in: numbers({
      running: run.text(before),
      unitPrice: toText(value),
      wanted: run.text(wanted),
      room: stopped ? run.text(room) : undefined,
      credit: work.sign < 0n ? 'true' : undefined,
    }),
    formula: stopped ? 'room' : up ? 'wanted - running' : 'running - wanted',
    exact: run.text(amount),
    rounded: run.text(amount),
    rounding: roundedAt(run, 'R3'),
    out: {
      running: run.text(up ? before + amount : before - amount),
      [up ? 'surcharge' : 'discount']: run.text(amount),
    },
  })
  work.move(kind, origin, up ? -amount : amount)
}

function tidy(value: string): string {
  const read = parseDecimal(value)
  return read ? toText(read) : value
}
