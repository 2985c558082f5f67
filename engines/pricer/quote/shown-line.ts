import { decimal, divide, type Exact, isZero, one, round, toPlaces, toText, zero } from '../../money/index.ts'
import { monthsOf } from '../line/percent-of-total.ts'
import { discountsOf, stepsOf } from '../line/price-line.ts'
import type { LineState } from '../line/state.ts'
import { recurringOf, trialOf } from '../line/term.ts'
import type { Run } from '../prepare/run.ts'
import type { AppliedTax } from '../prepare/tax-choice.ts'
import type { LineRole, Price, PricedLine, Recurring, Step } from '../types.ts'
import type { Shared } from './spread.ts'

/** What a line bears of the discounts of the quote. */
export type Borne = readonly { shared: Shared; share: bigint }[]

/** What the whole quote decides of a line. */
export type Share = { left: bigint; net: bigint; taxes: readonly bigint[]; borne: Borne | undefined }

/**
 * A line as plain data. A class, because ten thousand of them are made at once and objects of one class are cheap; its
 * properties are its own, so it prints, copies and compares like any other data. Its steps are written when read.
 */
export class ShownLine implements PricedLine {
  declare id: string
  declare type: Price['type']
  declare price?: string
  declare priceRevision?: number
  declare recurring?: Recurring
  declare quantity: string
  declare listUnitPrice: string
  declare unitPrice: string
  declare baseQuantity?: string
  declare role: LineRole
  declare factor: string
  declare listAmount: string
  declare gross: string
  declare lineDiscount: string
  declare afterLineDiscounts: string
  declare quoteDiscount: string
  declare discount: string
  declare amount: string
  declare net: string
  declare tax: string
  declare total: string
  declare periodNet?: string
  declare mrr?: string
  declare cost?: string
  declare margin?: string
  declare floor?: string
  declare target?: string
  declare term?: NonNullable<PricedLine['term']>
  declare taxes: PricedLine['taxes']
  declare discounts: PricedLine['discounts']
  declare counted: boolean
  declare steps: Step[]
  readonly #line: LineState
  readonly #share: Share

  constructor(run: Run, line: LineState, share: Share) {
    this.#line = line
    this.#share = share
    const { base } = line
    const { price, quantity } = base
    const { left, net } = share
    const tax = taxOf(line, share)
    const recurring = base.type === 'RECURRING' ? recurringOf(base) : undefined
    const isUnchanged = base.running === base.listed
    this.id = base.line.id
    this.type = base.type
    this.role = base.role
    this.counted = base.counted
    this.quantity = toText(quantity)
    this.listUnitPrice =
      base.listedBasis === 'UNIT' && base.listed === price?.unit
        ? listUnitText(run, price.unit)
        : unitText(run, base.listed, base.listedBasis, quantity)
    this.unitPrice = isUnchanged ? this.listUnitPrice : unitText(run, base.running, base.basis, quantity)
    this.factor = base.factor === one ? '1' : toText(base.factor)
    this.listAmount = run.text(base.list)
    this.gross = base.gross === base.list ? this.listAmount : run.text(base.gross)
    this.lineDiscount = run.text(line.lineDiscount)
    this.afterLineDiscounts = run.text(line.amount)
    this.quoteDiscount = run.text(line.amount - left)
    this.discount = line.amount === left ? this.lineDiscount : run.text(base.gross - left)
    this.amount = line.amount === left ? this.afterLineDiscounts : run.text(left)
    this.net = net === left ? this.amount : run.text(net)
    this.tax = run.text(tax)
    this.total = run.text(net + tax)
    this.taxes = taxesOf(run, line, share, this.tax)
    if (price) {
      this.price = price.code
      this.priceRevision = price.revision
    }
    if (price?.base) this.baseQuantity = toText(price.base)
    if (recurring) this.#addPeriods(run, recurring, net)
    if (base.term) this.term = base.term
    if (price?.cost) this.cost = toText(price.cost)
    if (line.cost !== undefined) this.margin = run.text(net - line.cost)
    if (price?.floor) this.floor = toText(price.floor)
    if (price?.target) this.target = toText(price.target)
    Object.defineProperty(this, 'discounts', ShownLine.#discounts)
    Object.defineProperty(this, 'steps', ShownLine.#steps)
  }

  /** What one period and a month cost: divisions for display (R9). */
  #addPeriods(run: Run, recurring: Recurring, net: bigint): void {
    const { factor } = this.#line.base
    // What was charged begins after the trial that holds, whoever gave it.
    const trial = trialOf(this.#line.base, recurring)
    this.recurring =
      trial === (recurring.trialPeriodDays ?? 0) ? recurring : { ...recurring, trialPeriodDays: trial }
    if (isZero(factor)) return
    const perPeriod = divide(decimal(net, run.units), factor)
    this.periodNet = money(run, perPeriod)
    this.mrr = money(run, divide(perPeriod, monthsOf(recurring)))
  }

  static readonly #discounts = {
    enumerable: true,
    configurable: true,
    get(this: ShownLine): PricedLine['discounts'] {
      return shownDiscounts(this.#line, this.#share.borne)
    },
  }

  static readonly #steps = {
    enumerable: true,
    configurable: true,
    get(this: ShownLine): Step[] {
      return stepsOf(this.#line)
    },
  }
}

function taxOf({ base }: LineState, { taxes }: Share): bigint {
  const all = base.signature.taxes
  let tax = 0n
  for (let index = 0; index < all.length; index++) if (!all[index]?.removed) tax += taxes[index] as bigint
  return tax
}

function taxesOf(run: Run, { base }: LineState, share: Share, all: string): PricedLine['taxes'] {
  const { taxes } = base.signature
  const [only] = taxes
  if (taxes.length === 1 && only && !only.removed) return [shownTax(only, all)]
  return taxes.flatMap((each, index) =>
    each.removed ? [] : [shownTax(each, run.text(share.taxes[index] as bigint))],
  )
}

function shownTax({ code, rateText: rate, reason }: AppliedTax, amount: string): PricedLine['taxes'][number] {
  return reason === undefined ? { code, rate, amount } : { code, rate, amount, reason }
}

function shownDiscounts(line: LineState, borne: Borne | undefined): PricedLine['discounts'] {
  const { run } = line.base
  const discounts: PricedLine['discounts'] = []
  for (const { code, name, amount, kind } of discountsOf(line)) {
    discounts.push({ code, name, amount: run.text(amount), kind, scope: 'LINE' })
  }
  for (const { shared, share } of borne ?? []) {
    const { code, name, kind } = shared
    discounts.push({ code, name, amount: run.text(share), kind, scope: 'QUOTE' })
  }
  return discounts
}

const listUnits = new WeakMap<Run, Map<Exact, string>>()

/** Many lines have the unit price of one row: it is written once. */
function listUnitText(run: Run, unit: Exact): string {
  let known = listUnits.get(run)
  if (!known) {
    known = new Map()
    listUnits.set(run, known)
  }
  let text = known.get(unit)
  if (text === undefined) {
    text = unitText(run, unit, 'UNIT', one)
    known.set(unit, text)
  }
  return text
}

/** A unit price to read: exact where it has an end, else to twelve decimals; of an amount, the average over the units. */
function unitText(run: Run, value: Exact, basis: 'UNIT' | 'AMOUNT', quantity: Exact): string {
  const unit = basis === 'UNIT' ? value : isZero(quantity) ? zero : divide(value, quantity)
  return toPlaces(unit.d === 1n && unit.scale <= 12 ? unit : round(unit, 12, run.mode), run.units)
}

function money(run: Run, value: Exact): string {
  return toPlaces(round(value, run.units, run.mode), run.units)
}
