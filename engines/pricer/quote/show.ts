import type { LineState } from '../line/state.ts'
import type { PricedCharge, PricedLine } from '../types.ts'
import type { Details, Settlement } from './settle.ts'
import { type Borne, type Share, ShownLine } from './shown-line.ts'
import type { Shared } from './spread.ts'
import { taxItems } from './taxes.ts'

/** The lines as plain data, each with its shares of quote discounts (R4) and taxes (R6). */
export function showLines(settlement: Settlement): PricedLine[] {
  const details = settlement.details()
  const shown: PricedLine[] = new Array(settlement.lines.length)
  const bearers = sharesByPlace(settlement.discounts.shared)
  settlement.lines.forEach((line, place) => {
    shown[place] = showLine(settlement, line, place, details, bearers?.get(place))
  })
  return shown
}

/** Surcharges of lines in their order, then those of the quote. */
export function showCharges(settlement: Settlement): PricedCharge[] {
  const { run } = settlement
  const details = settlement.details()
  let place = details.lineCount
  return details.charges.map(({ charge, items: count }) => {
    let tax = 0n
    let net = 0n
    for (let items = count; items > 0; items--) {
      net += details.taxed.nets[place] as bigint
      tax += taxAt(details, place)
      place++
    }
    return {
      code: charge.code,
      name: charge.name,
      kind: charge.kind,
      ...(charge.line === undefined ? {} : { line: charge.line }),
      amount: run.text(charge.amount),
      net: run.text(net),
      tax: run.text(tax),
      total: run.text(net + tax),
      get steps() {
        return [charge.trace()]
      },
    }
  })
}

function sharesByPlace(
  shared: readonly Shared[],
): Map<number, { shared: Shared; share: bigint }[]> | undefined {
  if (shared.length === 0) return undefined
  const byPlace = new Map<number, { shared: Shared; share: bigint }[]>()
  for (const discount of shared) {
    discount.places.forEach((place, index) => {
      const share = discount.shares[index] as bigint
      if (share === 0n) return
      const borne = byPlace.get(place)
      if (borne) borne.push({ shared: discount, share })
      else byPlace.set(place, [{ shared: discount, share }])
    })
  }
  return byPlace
}

function showLine(
  settlement: Settlement,
  line: LineState,
  place: number,
  details: Details,
  borne: Borne | undefined,
): PricedLine {
  const { run, discounts } = settlement
  const { base } = line
  const left = discounts.left ? (discounts.left[place] as bigint) : line.amount
  // Estimates and options are in no tax group: each is taxed by itself, so that people see what it would cost.
  const alone = !base.counted && base.signature.taxes.length > 0
  const taxed = alone
    ? taxItems(run, [{ amount: line.amount, quantity: base.quantity, signature: base.signature }])
    : undefined
  const shares = (taxed ? taxed.shares[0] : details.taxed.shares[place]) as bigint[]
  const net = base.counted ? (details.taxed.nets[place] as bigint) : taxed ? (taxed.nets[0] as bigint) : left
  const share: Share = { left, net, taxes: shares, borne }
  if (line.shown && isSame(line.shown.share, share)) return line.shown.line
  const shown = new ShownLine(run, line, share)
  line.shown = { share, line: shown }
  return shown
}

/** Does the line get the same of the quote as before? Then what was shown of it stays the same object. */
function isSame(a: Share, b: Share): boolean {
  if (a.net !== b.net || a.left !== b.left || a.taxes.length !== b.taxes.length) return false
  if ((a.borne?.length ?? 0) !== (b.borne?.length ?? 0)) return false
  for (let index = 0; index < a.taxes.length; index++) if (a.taxes[index] !== b.taxes[index]) return false
  return (a.borne ?? []).every(({ shared, share }, index) => {
    const other = b.borne?.[index]
    return (
      other?.share === share &&
      other.shared.code === shared.code &&
      other.shared.name === shared.name &&
      other.shared.kind === shared.kind
    )
  })
}

function taxAt(details: Details, place: number): bigint {
  const item = details.items[place]
  if (!item) return 0n
  return item.signature.taxes.reduce(
    (sum, tax, index) =>
      tax.removed ? sum : sum + ((details.taxed.shares[place] as bigint[])[index] as bigint),
    0n,
  )
}
