import { isZero, multiply, roundToUnits, toText } from '../../money/index.ts'
import { whyEligible, whyNotEligible } from '../discount/eligible.ts'
import { cutOf, manualCut, type Scope, type Taken, take, unitRounding } from '../discount/reduction.ts'
import { type Contender, choose } from '../discount/stacking.ts'
import { issue } from '../issues.ts'
import { aimsAt, inOrder } from '../prepare/applicable.ts'
import { whyClosed } from '../prepare/plan-run.ts'
import { roundedAt, type Trace } from '../trace.ts'
import type { Discount, PricedLine, PriceIssue, Published, Step } from '../types.ts'
import { extended } from './extend.ts'
import { type LineBase, rejectedStep } from './work.ts'

/** What step 8 knows besides the line: goods before discounts, for minimum order values. */
export type OrderValue = { goods: bigint }

type Offer = Contender & { discount: Published<Discount>; kind: 'CODE' | 'AUTOMATIC' }

/** The discounts of one line, in the making. Amounts are magnitudes: a credit is turned round and back at the end. */
export class LineDiscounts {
  readonly base: LineBase
  readonly sign: 1n | -1n
  readonly original: bigint
  running: bigint
  room: bigint
  readonly traces: Trace[]
  readonly taken: {
    code: string
    name: string
    amount: bigint
    kind: PricedLine['discounts'][number]['kind']
  }[] = []
  issues: PriceIssue[] | undefined
  reads: Set<string> | undefined

  constructor(base: LineBase) {
    this.base = base
    this.sign = base.gross < 0n ? -1n : 1n
    this.original = base.gross * this.sign
    this.running = this.original
    this.room = this.running - floorOf(base)
    this.traces = []
  }

  report(code: string, severity: PriceIssue['severity'], field: string, message: string): void {
    this.issues ??= []
    this.issues.push(issue(code, severity, ['lines', this.base.line.id, field], message))
  }

  read(key: string): void {
    this.reads ??= new Set()
    this.reads.add(key)
  }

  get scope(): Scope {
    const { base } = this
    const quantity = base.quantity.n < 0n ? { ...base.quantity, n: -base.quantity.n } : base.quantity
    const unit = base.run.policy.lineRounding === 'UNIT' && base.basis === 'UNIT' && !isZero(quantity)
    return {
      run: base.run,
      original: this.original,
      running: this.running,
      room: this.room,
      quantity,
      factor: base.factor,
      lines: 1,
      ...(unit ? { byUnit: unitRounding(base.run, quantity, base.factor) } : {}),
    }
  }

  /** Takes an amount off, with its step. */
  cut(
    step: Step['step'],
    kind: PricedLine['discounts'][number]['kind'],
    row: { code: string; name: string; revision?: number; kind: string },
    taken: Taken,
    up: boolean,
    because: () => string[],
  ): void {
    const before = this.running
    const change = up ? -taken.amount : taken.amount
    this.running -= change
    this.room -= change
    const after = this.running
    this.taken.push({ code: row.code, name: row.name, amount: change * this.sign, kind })
    const { run } = this.base
    this.traces.push(() => ({
      step,
      source: {
        kind: row.kind,
        code: row.code,
        ...(row.revision === undefined ? {} : { revision: row.revision }),
        name: row.name,
      },
      because: [...because(), ...taken.limits],
      in: { running: run.text(before), ...taken.numbers, ...(this.sign < 0n ? { credit: 'true' } : {}) },
      formula: taken.formula,
      exact: toText(taken.exact),
      rounded: run.text(taken.amount),
      rounding: roundedAt(run, 'R3'),
      out: { running: run.text(after), [up ? 'surcharge' : 'discount']: run.text(taken.amount) },
    }))
  }
}

/** Step 8: percentages, then fixed amounts; rivals compete; each is an amount of its own (R3). */
export function lineDiscounts(work: LineDiscounts, order: OrderValue): void {
  const { base } = work
  const { plan, run } = base
  if (!plan) return
  const offers = offersOf(work)
  if (offers.length === 0) return
  if (base.price?.net) {
    for (const discount of offers) {
      work.traces.push(() =>
        rejectedStep(
          'lineDiscount',
          'discount',
          discount,
          'the contract price is net: no discount changes it',
        ),
      )
    }
    return
  }
  const { scope } = work
  const contenders: Offer[] = []
  const subject = {
    run,
    quantity: scope.quantity,
    orderValue: () => order.goods,
    facts: base.facts,
    read: (key: string) => work.read(key),
    problem: (message: string) => work.report('discount.condition', 'error', 'discountCodes', message),
  }
  for (const discount of offers) {
    const reason = whyNotEligible(discount, subject)
    const cut = reason === undefined ? cutOf(run, discount, scope) : undefined
    if (!cut) {
      const because = reason ?? 'it has no usable value here'
      work.traces.push(() => rejectedStep('lineDiscount', 'discount', discount, because))
      continue
    }
    const kind = discount.automatic ? 'AUTOMATIC' : 'CODE'
    const phase = cut.kind === 'PERCENT' ? 1 : 2
    contenders.push({
      code: discount.code,
      priority: discount.priority,
      stackable: discount.stackable,
      cut,
      phase,
      discount,
      kind,
    })
  }
  if (contenders.length === 0) return
  const { applied, lost } = choose(contenders, scope, run.policy)
  for (const { contender, because } of lost) {
    work.traces.push(() => rejectedStep('lineDiscount', 'discount', contender.discount, because))
  }
  for (const { discount, kind, cut } of applied) {
    const taken = take(cut, work.scope)
    const rivals = lost.length
    work.cut('lineDiscount', kind, { ...rowOf(discount), kind: 'discount' }, taken, false, () => [
      `${discount.name}: ${cut.words}`,
      ...whyEligible(discount, subject, kind),
      ...(rivals && !discount.stackable ? [`best of ${rivals + 1} that do not combine`] : []),
    ])
  }
}

/** Rep's own discounts, after all others; a set unit price is a discount by difference. */
export function manualDiscounts(work: LineDiscounts): void {
  const { base } = work
  const { run, line } = base
  if (line.unitPriceOverride) override(work)
  for (const manual of line.manualDiscounts ?? []) {
    if (base.price?.net) {
      work.report(
        'discount.net-price',
        'warning',
        'manualDiscounts',
        `The price of line ${line.id} is agreed as net; the discount was left out.`,
      )
      continue
    }
    const cut = manualCut(run, manual, work.scope)
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
      work.report(
        'discount.negative',
        'error',
        'manualDiscounts',
        `A discount of ${manual.value} would raise the price; enter a surcharge instead.`,
      )
      continue
    }
    const row = {
      code: manual.id,
      name: manual.reason,
      kind: manual.surcharge ? 'surcharge' : 'manualDiscount',
    }
    work.cut('manualDiscount', 'MANUAL', row, take(cut, work.scope), cut.up, () => [
      `${cut.words} ${cut.up ? 'added' : 'given'}${manual.by ? ` by ${manual.by}` : ''}: ${manual.reason}`,
    ])
  }
}

function override(work: LineDiscounts): void {
  const { base } = work
  const { run, line } = base
  const given = line.unitPriceOverride as NonNullable<typeof line.unitPriceOverride>
  const cut = manualCut(
    run,
    { id: 'override', type: 'FIXED_AMOUNT', value: given.value, reason: given.reason },
    work.scope,
  )
  if (!cut || cut.value.n < 0n) {
    work.report(
      'override.unreadable',
      'error',
      'unitPriceOverride',
      `The unit price ${given.value} cannot be used.`,
    )
    return
  }
  const { scope } = work
  const wanted = roundToUnits(
    extended({ quantity: scope.quantity, factor: base.factor, price: base.price }, cut.value, 'UNIT'),
    run.units,
    run.mode,
  )
  const up = wanted > work.running
  let difference = up ? wanted - work.running : work.running - wanted
  const limits: string[] = []
  if (!up && difference > work.room) {
    difference = work.room > 0n ? work.room : 0n
    limits.push('stops at the floor price')
  }
  const units = multiply(scope.quantity, base.factor)
  const exact = { n: difference, scale: run.units, d: 1n }
  const taken: Taken = {
    exact,
    amount: difference,
    formula: limits.length ? 'room' : up ? 'wanted - running' : 'running - wanted',
    numbers: {
      unitPrice: toText(cut.value),
      units: toText(units),
      wanted: run.text(wanted),
      ...(limits.length ? { room: run.text(difference) } : {}),
    },
    limits,
  }
  work.cut(
    'override',
    'OVERRIDE',
    { code: 'override', name: given.reason, kind: 'override' },
    taken,
    up,
    () => [`unit price set to ${toText(cut.value)}${given.by ? ` by ${given.by}` : ''}: ${given.reason}`],
  )
}

/** Those every line of the plan has, and those whose code the line or its price names. */
function offersOf(work: LineDiscounts): readonly Published<Discount>[] {
  const { base } = work
  const plan = base.plan as NonNullable<typeof base.plan>
  const { run, line } = base
  const ofRole = plan.waitsForFacts ? plan.discountsFor(base.factText) : plan.discounts
  const isPlain = base.role === 'GOODS' && !plan.hasRoleDiscounts
  const common = isPlain ? ofRole : ofRole.filter((discount) => (discount.role ?? 'GOODS') === base.role)
  const named = [...(line.discountCodes ?? [])]
  const ofPrice = base.price && 'discountCode' in base.price.row ? base.price.row.discountCode : undefined
  if (ofPrice !== undefined) named.push(ofPrice)
  if (named.length === 0) return common
  const more: Published<Discount>[] = []
  for (const code of new Set(named)) {
    if (common.some((discount) => discount.code === code)) continue
    const discount = run.prepared.discounts.byCode.get(code)
    if (!discount) {
      const entered = line.discountCodes?.includes(code)
      const message = `There is no discount with the code ${code}.`
      work.report('discount.unknown-code', entered ? 'error' : 'warning', 'discountCodes', message)
      continue
    }
    const closed =
      whyClosed(run, discount) ??
      (aimsAt(discount, plan.aim, run.segments) ? undefined : 'it is not for this product or customer')
    if (closed) {
      work.traces.push(() => rejectedStep('lineDiscount', 'discount', discount, closed))
      if (line.discountCodes?.includes(code)) {
        work.report(
          'discount.not-applicable',
          'warning',
          'discountCodes',
          `The code ${code} does not apply: ${closed}.`,
        )
      }
      continue
    }
    more.push(discount)
  }
  return more.length ? inOrder([...common, ...more]) : common
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

function rowOf(discount: Published<Discount>): { code: string; name: string; revision: number } {
  return { code: discount.code, name: discount.name, revision: discount.revision }
}
