import { decimal, divide, toText } from '../../money/index.ts'
import type { Trace } from '../trace.ts'
import type { LineRole, TaxGroup, Totals } from '../types.ts'
import type { Settlement } from './settle.ts'

/** The taxes of a quote, one row for each rate. */
export function taxGroups({ run, taxed }: Settlement): TaxGroup[] {
  return taxed.groups
    .filter(({ tax }) => !tax.removed)
    .map(({ tax, base, amount }) => ({
      code: tax.code,
      name: tax.name,
      rate: tax.rateText,
      region: tax.region,
      base: run.text(base),
      amount: run.text(amount),
      inclusive: tax.inclusive,
      ...(tax.reason === undefined ? {} : { reason: tax.reason }),
    }))
}

/** How each of them came about. */
export function taxTraces({ run, taxed }: Settlement): Trace[] {
  return taxed.groups.map(({ tax, base, exact: value, amount }) => () => {
    const inUnits = divide(value, decimal(10n ** BigInt(run.units)))
    const kind = tax.removed
      ? 'taken out of the price and not charged'
      : tax.inclusive
        ? 'contained in the price'
        : 'added'
    const byLine = run.policy.taxRounding === 'LINE'
    const byDifference = tax.inclusive && run.policy.inclusiveSplit === 'NET_FIRST'
    const once = !byLine && !byDifference
    return {
      step: 'tax',
      source: { kind: 'tax', code: tax.code, revision: tax.revision, name: tax.name },
      because: [
        `${tax.name} of ${tax.region}, ${kind}`,
        ...(tax.reason
          ? [
              tax.reason === 'REVERSE_CHARGE'
                ? 'reverse charge: the customer owes the tax'
                : `exempt: ${tax.reason}`,
            ]
          : []),
        ...(byLine ? ['rounded line by line'] : []),
        ...(byDifference ? ['the net amount is rounded, the tax is the difference'] : []),
      ],
      in: {
        base: run.text(base),
        ...(tax.perUnit ? { perUnit: toText(tax.perUnit) } : { rate: tax.rateText }),
      },
      ...(once && !tax.inclusive && !tax.perUnit ? { formula: 'base * rate / 100' } : {}),
      exact: toText(inUnits),
      rounded: run.text(amount),
      ...(once ? { rounding: { point: 'R5' as const, mode: run.mode, step: run.step } } : {}),
      out: { tax: run.text(amount) },
    }
  })
}

/** Amounts, nets and taxes by what lines and charges are. */
export function byRole(settlement: Settlement): Totals['byRole'] {
  const { run, lines } = settlement
  const details = settlement.details()
  const sums: Record<LineRole, { amount: bigint; net: bigint; tax: bigint }> = {
    GOODS: { amount: 0n, net: 0n, tax: 0n },
    SHIPPING: { amount: 0n, net: 0n, tax: 0n },
    SURCHARGE: { amount: 0n, net: 0n, tax: 0n },
  }
  const count = (role: LineRole, place: number) => {
    const item = details.items[place]
    if (!item) return
    sums[role].amount += item.amount
    sums[role].net += details.taxed.nets[place] as bigint
    item.signature.taxes.forEach((tax, index) => {
      if (!tax.removed) sums[role].tax += (details.taxed.shares[place] as bigint[])[index] as bigint
    })
  }
  let place = 0
  for (const { base } of lines) count(base.role, place++)
  for (const { charge, items } of details.charges) {
    const role = charge.kind === 'SHIPPING' || charge.kind === 'HANDLING' ? 'SHIPPING' : 'SURCHARGE'
    for (let left = items; left > 0; left--) count(role, place++)
  }
  const shown = (role: LineRole) => ({
    amount: run.text(sums[role].amount),
    net: run.text(sums[role].net),
    tax: run.text(sums[role].tax),
    total: run.text(sums[role].net + sums[role].tax),
  })
  return { GOODS: shown('GOODS'), SHIPPING: shown('SHIPPING'), SURCHARGE: shown('SURCHARGE') }
}
