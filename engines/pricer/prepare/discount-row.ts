import { type Cut, cutOf, isFixedCut } from '../discount/reduction.ts'
import type { Contender } from '../discount/stacking.ts'
import type { Origin } from '../line/discount-work.ts'
import type { Discount, Published } from '../types.ts'
import type { Run } from './run.ts'

/** A discount made ready for many lines: whether it asks for anything, and its cut where that is the same for all. */
export type DiscountRow = {
  discount: Published<Discount>
  kind: 'CODE' | 'AUTOMATIC'
  /** Asks for no quantity, order value or condition: it applies wherever it is offered. */
  plain: boolean
  /** The contender it is on every line, where its cut does not depend on the line. */
  contender: LineContender | undefined
  /** What stands behind its cuts; made when it first cuts. */
  origin: Origin | undefined
}

export type LineContender = Contender & { row: DiscountRow }

const rows = new WeakMap<Run, Map<string, DiscountRow>>()

/** The row of a discount in a run, made once. */
export function discountRow(run: Run, discount: Published<Discount>): DiscountRow {
  let known = rows.get(run)
  if (!known) {
    known = new Map()
    rows.set(run, known)
  }
  let row = known.get(discount.code)
  if (!row) {
    row = {
      discount,
      kind: discount.automatic ? 'AUTOMATIC' : 'CODE',
      plain: false,
      contender: undefined,
      origin: undefined,
    }
    const cut = isFixedCut(discount) ? cutOf(run, discount, nothing) : undefined
    if (cut) row.contender = contenderOf(row, cut)
    row.plain = asksNothing(discount) && (cut !== undefined || discount.type === 'TIERED')
    known.set(discount.code, row)
  }
  return row
}

/** A discount as it contends on a line. */
export function contenderOf(row: DiscountRow, cut: Cut): LineContender {
  const { code, priority, stackable } = row.discount
  return { code, priority, stackable, cut, phase: cut.kind === 'PERCENT' ? 1 : 2, row }
}

const nothing = { quantity: { n: 1n, scale: 0, d: 1n }, factor: { n: 1n, scale: 0, d: 1n }, lines: 1 }

function asksNothing(discount: Discount): boolean {
  return (
    discount.minQuantity === undefined &&
    discount.maxQuantity === undefined &&
    discount.minOrderValue === undefined &&
    discount.conditions === undefined
  )
}
