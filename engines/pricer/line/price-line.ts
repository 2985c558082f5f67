import {
  compare,
  type Exact,
  isZero,
  multiply,
  one,
  parseDecimal,
  roundToUnits,
  toText,
  zero,
} from '../../money/index.ts'
import type { Run } from '../prepare/run.ts'
import type { TaxSignature } from '../prepare/tax-choice.ts'
import type { QuoteFacts } from '../quote/facts.ts'
import { lineSteps } from '../steps.ts'
import type { LineRole, Price, RequestLine, Step } from '../types.ts'
import { lineCharges } from './charges.ts'
import { LineDiscounts, type OrderValue, type Taken } from './discount-work.ts'
import { lineDiscounts } from './discounts.ts'
import { extended } from './extend.ts'
import { giveBack, pricing } from './give-back.ts'
import { keptPrice, manualDiscounts } from './manual-discounts.ts'
import { percentOfTotal } from './percent-of-total.ts'
import type { LineState } from './state.ts'
import { recurringOf } from './term.ts'
import { type LineBase, LineWork, type Start } from './work.ts'

/** Reads the quantity of a line; `times` is the parent's, for what is counted per parent. */
export function startLine(run: Run, line: RequestLine, times: Exact | undefined): Start {
  const plan = run.plan(line.plan)
  const own = parseDecimal(line.quantity)
  if (!own) {
    const message = `The quantity ${String(line.quantity)} is not a decimal number.`
    return { line, plan, quantity: zero, problem: { code: 'quantity.unreadable', message } }
  }
  const quantity = times === undefined ? own : multiply(own, times)
  if (line.quantity.length > 12 && (own.scale > 12 || line.quantity.length > 40)) {
    const message = `The quantity ${line.quantity} has more digits than can be priced.`
    return {
      line,
      plan,
      quantity: zero,
      problem: { code: 'quantity.too-long', message, suggestion: 'Give at most 12 decimals.' },
    }
  }
  return { line, plan, quantity }
}

/** Steps 1 to 7: from the price row to the gross amount. */
export function priceBase(run: Run, start: Start, quote: QuoteFacts, steps?: Step[]): LineBase {
  const { line, plan, covered } = start
  const work = new LineWork(run, start, quote, steps)
  if (start.problem)
    work.fail(start.problem.code, 'quantity', start.problem.message, start.problem.suggestion)
  if (start.orphan) {
    const why =
      start.orphan === 'unknown' ? `there is no line ${line.parent}` : 'the lines are each other’s parents'
    work.report('parent.invalid', 'error', 'parent', `Line ${line.id} is counted by itself: ${why}.`)
  }
  if (plan && plan.row.product !== line.product) {
    work.report(
      'plan.other-product',
      'error',
      'plan',
      `The plan ${line.plan} belongs to ${plan.row.product}, not to ${line.product}.`,
    )
  }
  if (!work.failed) {
    for (const step of lineSteps) {
      if (work.failed) break
      if (line.givesBack !== undefined && pricing.has(step.name)) continue
      if (covered && step.name === 'quantityModel') percentOfTotal(work, covered)
      else step.take(work)
      if (step.name === 'selectPrice') checkQuantity(work)
      if (step.name === 'term' && line.givesBack !== undefined && !work.failed) giveBack(work)
    }
  }
  return finish(work)
}

/** Step 8 and the line's own charges, on what steps 1 to 7 gave. */
export function priceState(base: LineBase, order: OrderValue): LineState {
  const work = new LineDiscounts(base, undefined)
  discount(work, order)
  const charges = isSettled(base) ? noCharges : lineCharges(work)
  if (!base.failed) checkFloor(work)
  base.forgetFacts()
  const reads =
    base.reads && work.reads ? new Set([...base.reads, ...work.reads]) : (base.reads ?? work.reads)
  return {
    base,
    lineDiscount: (work.original - work.running) * work.sign,
    amount: work.running * work.sign,
    cost: costOf(base),
    room: (base.price?.net || isSettled(base) ? 0n : work.room > 0n ? work.room : 0n) * work.sign,
    order,
    charges,
    issues: base.issues && work.issues ? [...base.issues, ...work.issues] : (base.issues ?? work.issues),
    reads,
    bucket: base.bucket,
  }
}

function costOf(base: LineBase): bigint | undefined {
  const cost = base.counted ? base.price?.cost : undefined
  return cost && roundToUnits(extended(base, cost, 'UNIT'), base.run.units, base.run.mode)
}

const noCharges: LineState['charges'] = []

/** No discount and no charge touches what has no price, comes with its bundle, or is given back. */
function isSettled({ failed, line }: LineBase): boolean {
  return failed || line.included === true || line.givesBack !== undefined
}

function discount(work: LineDiscounts, order: OrderValue): void {
  const { base } = work
  if (isSettled(base)) return
  if (base.line.keptPrice) keptPrice(work)
  lineDiscounts(work, order)
  if (base.line.manualDiscounts || base.line.unitPriceOverride) manualDiscounts(work)
}

/** What a line's steps said: it is taken through them once more, this time with something to write to. */
export function stepsOf({ base, order }: LineState): Step[] {
  const steps: Step[] = []
  priceBase(base.run, base.start, base.quote, steps)
  discount(new LineDiscounts(base, { steps }), order)
  base.forgetFacts()
  return steps
}

/** The line's own discounts, each with the amount it took. */
export function discountsOf({ base, order }: LineState): Taken[] {
  const taken: Taken[] = []
  discount(new LineDiscounts(base, { taken }), order)
  base.forgetFacts()
  return taken
}

/** Sold lines have more than nothing of something; zero is for estimates, less than nothing for amendments. */
function checkQuantity(work: LineWork): void {
  const { quantity, line, plan, type } = work
  if (quantity.n < 0n && line.amends === undefined) {
    return work.fail(
      'quantity.not-positive',
      'quantity',
      `The quantity ${line.quantity} is less than zero.`,
      'Only amendments take back.',
    )
  }
  if (isZero(quantity) && type !== 'USAGE') {
    return work.fail(
      'quantity.not-positive',
      'quantity',
      'A quantity of zero is not sold.',
      'Remove the line or give a quantity.',
    )
  }
  const decimals = plan?.product?.quantityDecimals ?? 0
  if (quantity.scale > decimals && type !== 'USAGE' && !isWhole(quantity, decimals)) {
    const message = `${plan?.product?.name ?? line.product} is sold in quantities with ${decimals === 0 ? 'no decimals' : `at most ${decimals} decimals`}, not ${toText(quantity)}.`
    work.report('quantity.decimals', 'error', 'quantity', message)
  }
}

function isWhole(quantity: Exact, decimals: number): boolean {
  const text = toText(quantity)
  const point = text.indexOf('.')
  return point < 0 || text.length - point - 1 <= decimals
}

/** A price below the floor is said aloud where the policy does not stop it. */
function checkFloor(work: LineDiscounts): void {
  const floor = work.base.price?.floor
  if (!floor || work.base.run.policy.floor !== 'WARN' || isZero(work.base.quantity)) return
  const { base } = work
  const least = extendedFloor(base, floor)
  if (compare({ n: work.running, scale: base.run.units, d: 1n }, least) < 0) {
    work.report(
      'floor.below',
      'warning',
      'unitPrice',
      `Line ${base.line.id} costs less than the floor price of ${toText(floor)} a unit.`,
    )
  }
}

function extendedFloor(base: LineBase, floor: Exact): Exact {
  return multiply(
    multiply(base.quantity.n < 0n ? { ...base.quantity, n: -base.quantity.n } : base.quantity, floor),
    base.factor,
  )
}

/** What the line has in common with others: its taxes, and the sums it belongs to. */
function finish(work: LineWork): LineBase {
  const { line, plan, price } = work
  work.counted = !work.failed && !line.excluded && work.type !== 'USAGE'
  if (plan && !work.failed) {
    const row = price?.row
    const isPrice = row !== undefined && 'taxBehavior' in row
    work.signature = line.taxes
      ? taxesOf(work, isPrice ? row : undefined)
      : plan.taxesFor(row, () => taxesOf(work, isPrice ? row : undefined))
  }
  work.bucket = bucketOf(work)
  // Conditions that are read again make them again; ten thousand lines need not keep them.
  work.forgetFacts()
  return work
}

function taxesOf(
  { run, plan, line }: LineWork,
  row: { taxBehavior?: Price['taxBehavior']; taxCode?: string } | undefined,
): TaxSignature {
  const product = plan?.product
  return run.taxes.of({
    product: product?.code,
    categories: product?.categories ?? [],
    taxCategory: product?.taxCategory,
    taxCode: row?.taxCode,
    behavior: row?.taxBehavior ?? 'unspecified',
    codes: line.taxes,
  })
}

const types: readonly Price['type'][] = ['ONE_TIME', 'RECURRING', 'USAGE']
const roles: readonly LineRole[] = ['GOODS', 'SHIPPING', 'SURCHARGE']
const statuses = ['y', 'f', 'o', 'u']

/** What lines must have in common to be summed: taxes, kind of charge, period, role. */
function bucketOf(base: LineBase): string {
  const status = base.counted ? 'y' : base.failed ? 'f' : base.line.excluded ? 'o' : 'u'
  const recurring = base.type === 'RECURRING' ? recurringOf(base) : undefined
  const { role, signature } = base
  if (!recurring && base.factor === one) {
    const place = (types.indexOf(base.type) * 3 + roles.indexOf(role)) * 4 + statuses.indexOf(status)
    let known = signature.buckets[place]
    if (known === undefined) {
      known = `${signature.key}|${base.type}||1|${role}|${status}`
      signature.buckets[place] = known
    }
    return known
  }
  const every = recurring ? `${recurring.intervalCount} ${recurring.interval}` : ''
  const period = base.term?.evergreen ? `${every} evergreen` : every
  return `${signature.key}|${base.type}|${period}|${toText(base.factor)}|${role}|${status}`
}
