import { decimal, divide, type Exact, isZero, one, round, toPlaces, toText, zero } from '../../money/index.ts'
import { monthsOf } from '../line/percent-of-total.ts'
import type { LineState } from '../line/state.ts'
import { recurringOf } from '../line/term.ts'
import type { Run } from '../prepare/run.ts'
import { stepOf, written } from '../trace.ts'
import type { PricedCharge, PricedLine } from '../types.ts'
import type { Shared } from './discounts.ts'
import type { Details, Settlement } from './settle.ts'
import { costOf } from './sums.ts'
import { taxItems } from './taxes.ts'

/** The lines as plain data, each with its shares of quote discounts (R4) and taxes (R6). */
export function showLines(settlement: Settlement): PricedLine[] {
  const details = settlement.details()
  const shown: PricedLine[] = new Array(settlement.lines.length)
  const bearers = sharesByPlace(settlement.discounts.shared)
  let place = 0
  for (const line of settlement.lines) {
    shown[place] = showLine(settlement, line, place, details, bearers?.get(place))
    place++
  }
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
        return [stepOf(charge.trace)]
      },
    }
  })
}

type Borne = { shared: Shared; share: bigint }[]

function sharesByPlace(shared: readonly Shared[]): Map<number, Borne> | undefined {
  if (shared.length === 0) return undefined
  const byPlace = new Map<number, Borne>()
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
  const key = `${net}|${shares.join(',')}|${borne?.map(({ shared, share }) => `${shared.code}=${share}`).join(',') ?? ''}`
  if (line.shown?.key === key) return line.shown.line
  const shown = lineAs(run, line, left, net, shares, borne)
  line.shown = { key, line: shown }
  return shown
}

function lineAs(
  run: Run,
  line: LineState,
  left: bigint,
  net: bigint,
  shares: readonly bigint[],
  borne: Borne | undefined,
): PricedLine {
  const { base } = line
  const { price, quantity } = base
  const recurring = base.type === 'RECURRING' ? recurringOf(base) : undefined
  let tax = 0n
  const taxes: PricedLine['taxes'] = []
  base.signature.taxes.forEach((each, index) => {
    if (each.removed) return
    const amount = shares[index] as bigint
    tax += amount
    taxes.push({
      code: each.code,
      rate: each.rateText,
      amount: run.text(amount),
      ...(each.reason === undefined ? {} : { reason: each.reason }),
    })
  })
  const cost = costOf(line)
  const perPeriod =
    recurring && !isZero(base.factor) ? divide(decimal(net, run.units), base.factor) : undefined
  const money = (value: Exact) => toPlaces(round(value, run.units, run.mode), run.units)
  return {
    id: base.line.id,
    type: base.type,
    ...(price ? { price: price.code, priceRevision: price.revision } : {}),
    ...(recurring ? { recurring } : {}),
    quantity: toText(quantity),
    listUnitPrice: unitText(run, base.listed, base.listedBasis, quantity),
    unitPrice: unitText(run, base.running, base.basis, quantity),
    ...(price?.base ? { baseQuantity: toText(price.base) } : {}),
    role: base.role,
    factor: base.factor === one ? '1' : toText(base.factor),
    listAmount: run.text(base.list),
    gross: run.text(base.gross),
    lineDiscount: run.text(line.lineDiscount),
    afterLineDiscounts: run.text(line.amount),
    quoteDiscount: run.text(line.amount - left),
    discount: run.text(base.gross - left),
    amount: run.text(left),
    net: run.text(net),
    tax: run.text(tax),
    total: run.text(net + tax),
    ...(perPeriod && recurring
      ? { periodNet: money(perPeriod), mrr: money(divide(perPeriod, monthsOf(recurring))) }
      : {}),
    ...(price?.cost ? { cost: toText(price.cost) } : {}),
    ...(cost === undefined ? {} : { margin: run.text(net - cost) }),
    ...(price?.floor ? { floor: toText(price.floor) } : {}),
    ...(price?.target ? { target: toText(price.target) } : {}),
    ...(base.term ? { term: base.term } : {}),
    taxes,
    discounts: [
      ...line.discounts.map((discount) => ({
        ...discount,
        amount: run.text(discount.amount),
        scope: 'LINE' as const,
      })),
      ...(borne ?? []).map(({ shared, share }) => ({
        code: shared.code,
        name: shared.name,
        amount: run.text(share),
        kind: shared.kind,
        scope: 'QUOTE' as const,
      })),
    ],
    counted: base.counted,
    get steps() {
      return [...written(base.traces), ...written(line.traces)]
    },
  }
}

/** A unit price to read: exact where it has an end, else to twelve decimals; of an amount, the average over the units. */
function unitText(run: Run, value: Exact, basis: 'UNIT' | 'AMOUNT', quantity: Exact): string {
  const unit = basis === 'UNIT' ? value : isZero(quantity) ? zero : divide(value, quantity)
  return toPlaces(unit.d === 1n && unit.scale <= 12 ? unit : round(unit, 12, run.mode), run.units)
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
