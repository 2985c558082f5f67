import type { Facts } from '../../expressions/types.ts'
import { type Exact, isZero, parseDecimal, roundToUnits, toText } from '../../money/index.ts'
import { type Subject, whyEligible, whyNotEligible } from '../discount/eligible.ts'
import { type Cut, cutOf, manualCut, type Scope, take, unitRounding, wordsOf } from '../discount/reduction.ts'
import { choose } from '../discount/stacking.ts'
import { issue } from '../issues.ts'
import { aimsAt, inOrder } from '../prepare/applicable.ts'
import { contenderOf, type DiscountRow, discountRow, type LineContender } from '../prepare/discount-row.ts'
import { whyClosed } from '../prepare/plan-run.ts'
import { tooLong } from '../prepare/price-row.ts'
import type { Run } from '../prepare/run.ts'
import { numbers, rejectedStep, roundedAt, type Trace } from '../trace.ts'
import type { Discount, PricedLine, PriceIssue, Published, Step } from '../types.ts'
import { extended } from './extend.ts'
import type { LineBase } from './work.ts'

/** What step 8 knows besides the line: goods before discounts, for minimum order values. */
export type OrderValue = { goods: bigint }

type Kind = PricedLine['discounts'][number]['kind']

/** What is behind a cut: a discount of the rules, or something a person entered. */
type Origin = { kind: string; code: string; name: string; revision?: number }

/** The discounts of one line, in the making. Amounts are magnitudes: a credit is turned round and back at the end. */
export class LineDiscounts implements Scope {
  readonly base: LineBase
  readonly run: Run
  readonly sign: 1n | -1n
  readonly original: bigint
  running: bigint
  room: bigint
  readonly quantity: Exact
  readonly factor: Exact
  readonly lines = 1
  readonly byUnit: Scope['byUnit']
  readonly traces: Trace[] = []
  readonly taken: { code: string; name: string; amount: bigint; kind: Kind }[] = []
  issues: PriceIssue[] | undefined
  reads: Set<string> | undefined

  constructor(base: LineBase) {
    this.base = base
    this.run = base.run
    this.sign = base.gross < 0n ? -1n : 1n
    this.original = base.gross < 0n ? -base.gross : base.gross
    this.running = this.original
    this.room = this.running - floorOf(base)
    this.quantity = base.quantity.n < 0n ? { ...base.quantity, n: -base.quantity.n } : base.quantity
    this.factor = base.factor
    const byUnit = base.run.policy.lineRounding === 'UNIT' && base.basis === 'UNIT' && !isZero(this.quantity)
    this.byUnit = byUnit ? unitRounding(base.run, this.quantity, base.factor) : undefined
  }

  report(code: string, severity: PriceIssue['severity'], field: string, message: string): void {
    this.issues ??= []
    this.issues.push(issue(code, severity, ['lines', this.base.line.id, field], message))
  }

  read(key: string): void {
    this.reads ??= new Set()
    this.reads.add(key)
  }

  /** Notes a discount that does not apply. */
  reject(discount: Published<Discount>, because: string | (() => string)): void {
    this.traces.push(() =>
      rejectedStep('lineDiscount', 'discount', discount, typeof because === 'string' ? because : because()),
    )
  }

  /** Takes a cut off, with its step. */
  cut(step: Step['step'], kind: Kind, origin: Origin, cut: Cut, because: CutTrace['because']): void {
    const amount = take(cut, this)
    this.traces.push(new CutTrace(this, step, origin, cut, amount, because))
    this.move(kind, origin, cut.up ? -amount : amount)
  }

  move(kind: Kind, origin: Origin, change: bigint): void {
    this.running -= change
    this.room -= change
    this.taken.push({
      code: origin.code,
      name: origin.name,
      amount: this.sign === 1n ? change : -change,
      kind,
    })
  }
}

/** A cut that was made: what there was, what was taken, and where the reasons are. */
class CutTrace {
  readonly work: LineDiscounts
  readonly kind: Step['step']
  readonly origin: Origin
  readonly cut: Cut
  readonly running: bigint
  readonly room: bigint
  readonly amount: bigint
  readonly because: (cut: Cut, work: LineDiscounts) => string[]

  constructor(
    work: LineDiscounts,
    kind: Step['step'],
    origin: Origin,
    cut: Cut,
    amount: bigint,
    because: CutTrace['because'],
  ) {
    this.work = work
    this.kind = kind
    this.origin = origin
    this.cut = cut
    this.running = work.running
    this.room = work.room
    this.amount = amount
    this.because = because
  }

  step(): Step {
    const { work, origin, cut, amount } = this
    const { run, original, quantity, factor, lines, byUnit } = work
    const { running, room } = this
    const words = wordsOf(cut, { run, original, running, room, quantity, factor, lines, byUnit })
    return {
      step: this.kind,
      source: sourceOf(origin),
      because: [...this.because(cut, work), ...words.limits],
      in: numbers({
        running: run.text(running),
        ...words.numbers,
        credit: work.sign < 0n ? 'true' : undefined,
      }),
      formula: words.formula,
      exact: toText(words.exact),
      rounded: run.text(amount),
      rounding: roundedAt(run, 'R3'),
      out: {
        running: run.text(cut.up ? running + amount : running - amount),
        [cut.up ? 'surcharge' : 'discount']: run.text(amount),
      },
    }
  }
}

/** Step 8: percentages, then fixed amounts; rivals compete; each is an amount of its own (R3). */
export function lineDiscounts(work: LineDiscounts, order: OrderValue): void {
  if (!work.base.plan) return
  const rows = offersOf(work)
  if (rows.length === 0) return
  const contenders = contendersOf(work, rows, order)
  if (contenders.length === 0) return
  const { applied, lost } = choose(contenders, work, work.run.policy)
  for (const { contender, because } of lost) work.reject(contender.row.discount, because)
  for (const contender of applied) {
    const { row, cut } = contender
    const because = lost.length > 0 && !contender.stackable ? bestOf(row, lost.length + 1) : reasonsOf(row)
    work.cut('lineDiscount', row.kind, originOf(row), cut, because)
  }
}

/** The discounts that may apply to the line; the others are noted with their reasons. */
function contendersOf(work: LineDiscounts, rows: readonly DiscountRow[], order: OrderValue): LineContender[] {
  const contenders: LineContender[] = []
  for (const row of rows) {
    const reason = work.base.price?.net
      ? 'the contract price is net: no discount changes it'
      : row.plain
        ? undefined
        : whyNotEligible(row.discount, new LineSubject(work, order))
    const contender = reason === undefined ? (row.contender ?? contending(work, row)) : undefined
    if (contender) contenders.push(contender)
    else work.reject(row.discount, reason ?? 'it has no usable value here')
  }
  return contenders
}

/** What eligibility may ask of a line. */
class LineSubject implements Subject {
  readonly run: Run
  readonly quantity: Exact
  readonly facts: () => Facts
  readonly #work: LineDiscounts
  readonly #order: OrderValue

  constructor(work: LineDiscounts, order: OrderValue) {
    this.run = work.run
    this.quantity = work.quantity
    this.facts = () => work.base.facts()
    this.#work = work
    this.#order = order
  }

  orderValue(): bigint {
    return this.#order.goods
  }

  read(key: string): void {
    this.#work.read(key)
  }

  problem(message: string): void {
    this.#work.report('discount.condition', 'error', 'discountCodes', message)
  }
}

function contending(work: LineDiscounts, row: DiscountRow): LineContender | undefined {
  const cut = cutOf(work.run, row.discount, work)
  return cut && contenderOf(row, cut)
}

const reasons = new WeakMap<DiscountRow, CutTrace['because']>()

/** Why a discount applies, in words made when they are read. */
function reasonsOf(row: DiscountRow): CutTrace['because'] {
  let because = reasons.get(row)
  if (!because) {
    because = (cut, { run, quantity, base }) => [
      `${row.discount.name}: ${cut.words}`,
      ...whyEligible(row.discount, { run, quantity, facts: () => base.facts() }, row.kind),
    ]
    reasons.set(row, because)
  }
  return because
}

function bestOf(row: DiscountRow, count: number): CutTrace['because'] {
  return (cut, work) => [...reasonsOf(row)(cut, work), `best of ${count} that do not combine`]
}

const origins = new WeakMap<DiscountRow, Origin>()

function originOf(row: DiscountRow): Origin {
  let origin = origins.get(row)
  if (!origin) {
    const { code, name, revision } = row.discount
    origin = { kind: 'discount', code, name, revision }
    origins.set(row, origin)
  }
  return origin
}

function sourceOf({ kind, code, name, revision }: Origin): NonNullable<Step['source']> {
  return revision === undefined ? { kind, code, name } : { kind, code, revision, name }
}

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
    const origin = {
      code: manual.id,
      name: manual.reason,
      kind: manual.surcharge ? 'surcharge' : 'manualDiscount',
    }
    work.cut('manualDiscount', 'MANUAL', origin, cut, () => [
      `${cut.words} ${cut.up ? 'added' : 'given'}${manual.by ? ` by ${manual.by}` : ''}: ${manual.reason}`,
    ])
  }
}

function override(work: LineDiscounts): void {
  const { base, run } = work
  const { line } = base
  const given = line.unitPriceOverride as NonNullable<typeof line.unitPriceOverride>
  const value = parseDecimal(given.value)
  if (!value || value.n < 0n || tooLong(given.value)) {
    work.report(
      'override.unreadable',
      'error',
      'unitPriceOverride',
      `The unit price ${given.value} cannot be used.`,
    )
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
  const origin = { code: 'override', name: given.reason, kind: 'override' }
  work.traces.push(() => ({
    step: 'override',
    source: origin,
    because: [
      `unit price set to ${toText(value)}${given.by ? ` by ${given.by}` : ''}: ${given.reason}`,
      ...(stopped ? ['stops at the floor price'] : []),
    ],
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
  }))
  work.move('OVERRIDE', origin, up ? -amount : amount)
}

/** Those every line of the plan has, and those whose code the line or its price names. */
function offersOf(work: LineDiscounts): readonly DiscountRow[] {
  const { base, run } = work
  const plan = base.plan as NonNullable<typeof base.plan>
  const { line } = base
  const all = plan.waitsForFacts ? plan.discountsFor(base) : plan.discounts
  const ofRole = base.role === 'GOODS' && !plan.hasRoleDiscounts
  const common = ofRole ? all : all.filter(({ discount }) => (discount.role ?? 'GOODS') === base.role)
  const ofPrice = base.price && 'discountCode' in base.price.row ? base.price.row.discountCode : undefined
  if (ofPrice === undefined && !line.discountCodes?.length) return common
  const more: Published<Discount>[] = []
  for (const code of new Set([...(line.discountCodes ?? []), ...(ofPrice === undefined ? [] : [ofPrice])])) {
    if (common.some(({ discount }) => discount.code === code)) continue
    const entered = line.discountCodes?.includes(code)
    const discount = run.prepared.discounts.byCode.get(code)
    if (!discount) {
      const message = `There is no discount with the code ${code}.`
      work.report('discount.unknown-code', entered ? 'error' : 'warning', 'discountCodes', message)
      continue
    }
    const aims = aimsAt(discount, plan.aim, run.segments)
    const closed = whyClosed(run, discount) ?? (aims ? undefined : 'it is not for this product or customer')
    if (closed === undefined) more.push(discount)
    else {
      work.reject(discount, closed)
      if (entered)
        work.report(
          'discount.not-applicable',
          'warning',
          'discountCodes',
          `The code ${code} does not apply: ${closed}.`,
        )
    }
  }
  if (more.length === 0) return common
  return inOrder([...common.map(({ discount }) => discount), ...more]).map((discount) =>
    discountRow(run, discount),
  )
}

/** The least a line may cost, by the floor of its price; zero where the policy only warns. */
function floorOf(base: LineBase): bigint {
  const floor = base.price?.floor
  if (!floor || base.run.policy.floor === 'WARN') return 0n
  const quantity = base.quantity.n < 0n ? { ...base.quantity, n: -base.quantity.n } : base.quantity
  return roundToUnits(
    extended({ quantity, factor: base.factor, price: base.price }, floor, 'UNIT'),
    base.run.units,
    base.run.mode,
  )
}
