import type { Facts } from '../../expressions/types.ts'
import type { Exact } from '../../money/index.ts'
import { type Subject, whyEligible, whyNotEligible } from '../discount/eligible.ts'
import { type Cut, cutOf } from '../discount/reduction.ts'
import { choose } from '../discount/stacking.ts'
import { aimsAt, inOrder } from '../prepare/applicable.ts'
import { contenderOf, type DiscountRow, discountRow, type LineContender } from '../prepare/discount-row.ts'
import { whyClosed } from '../prepare/plan-run.ts'
import type { Run } from '../prepare/run.ts'
import type { Discount, Published } from '../types.ts'
import type { LineDiscounts, OrderValue, Origin } from './discount-work.ts'

/** Step 8: percentages, then fixed amounts; rivals compete; each is an amount of its own (R3). */
export function lineDiscounts(work: LineDiscounts, order: OrderValue): void {
  if (!work.base.plan) return
  const rows = offersOf(work)
  if (rows.length === 0) return
  const contenders = contendersOf(work, rows, order)
  if (contenders.length === 0) return
  const { applied, lost } = choose(contenders, work, work.run.policy)
  if (work.steps) for (const { contender, because } of lost) work.reject(contender.row.discount, because())
  for (const contender of applied) {
    const { row, cut } = contender
    const isBest = lost.length > 0 && !contender.stackable
    work.cut('lineDiscount', row.kind, isBest ? bestOf(row, lost.length + 1) : originOf(row), cut)
  }
}

/** The discounts that may apply to the line; the others are noted with their reasons. */
function contendersOf(
  work: LineDiscounts,
  rows: readonly DiscountRow[],
  order: OrderValue,
): readonly LineContender[] {
  if (!work.base.price?.net) {
    const always = alwaysContending(rows)
    if (always) return always
  }
  const contenders: LineContender[] = []
  for (const row of rows) {
    const reason = work.base.price?.net
      ? 'the contract price is net: no discount changes it'
      : row.plain
        ? undefined
        : whyNotEligible(row.discount, new LineSubject(work, order))
    const contender = reason === undefined ? (row.contender ?? contending(work, row)) : undefined
    if (contender) contenders.push(contender)
    else {
      if (reason === undefined) reportUnusable(work, row)
      work.reject(row.discount, reason ?? 'it has no usable value')
    }
  }
  return contenders
}

const always = new WeakMap<readonly DiscountRow[], readonly LineContender[] | undefined>()

/** The contenders where none of the discounts asks anything of a line: the same for all lines they are offered to. */
function alwaysContending(rows: readonly DiscountRow[]): readonly LineContender[] | undefined {
  if (!always.has(rows)) {
    const contenders = rows.flatMap(({ plain, contender }) => (plain && contender ? [contender] : []))
    always.set(rows, contenders.length === rows.length ? contenders : undefined)
  }
  return always.get(rows)
}

/** A tier that covers no quantity is nothing wrong; a value that cannot be read is. */
function reportUnusable(work: LineDiscounts, { discount }: DiscountRow): void {
  if (discount.type === 'TIERED') return
  const message = `The discount ${discount.name} (${discount.code}) was left out: it has no usable value.`
  work.report('discount.invalid', 'error', 'discountCodes', message)
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

function originOf(row: DiscountRow): Origin {
  const { code, name, revision } = row.discount
  row.origin ??= { kind: 'discount', code, name, revision, because: (cut, work) => reasonsOf(row, cut, work) }
  return row.origin
}

function bestOf(row: DiscountRow, count: number): Origin {
  const because: Origin['because'] = (cut, work) => [
    ...reasonsOf(row, cut, work),
    `best of ${count} that do not combine`,
  ]
  return { ...originOf(row), because }
}

/** Why a discount applies. */
function reasonsOf(row: DiscountRow, cut: Cut, { run, quantity, base }: LineDiscounts): string[] {
  return [
    `${row.discount.name}: ${cut.words}`,
    ...whyEligible(row.discount, { run, quantity, facts: () => base.facts() }, row.kind),
  ]
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
