import {
  add,
  decimal,
  multiply,
  parseDecimal,
  percentOf,
  roundToUnits,
  toText,
  zero,
} from '../../money/index.ts'
import { issue } from '../issues.ts'
import { chargeOf, isUnreadable, leftOut, servesRegion } from '../line/charges.ts'
import { thresholdIn } from '../line/convert.ts'
import type { LineCharge, LineState } from '../line/state.ts'
import { inOrder } from '../prepare/applicable.ts'
import { gateOf } from '../prepare/conditional.ts'
import type { Run } from '../prepare/run.ts'
import { isEffective } from '../time/moment.ts'
import { numbers, roundedAt } from '../trace.ts'
import type { ManualCharge, PriceIssue, Published, Surcharge } from '../types.ts'

/** A charge of the quote, or of one line. */
export type Charge = LineCharge & { line?: string }

export type ChargeBases = {
  list: bigint
  /** Goods after line discounts. */
  net: bigint
  /** Goods after all discounts: what shipping by value reads. */
  afterDiscounts: bigint
}

/** Steps 9 and 11: surcharges on the whole quote, shipping and handling, and what people charge or allow by hand. */
export function quoteCharges(
  run: Run,
  lines: Iterable<LineState>,
  bases: ChargeBases,
  facts: () => Record<string, unknown>,
  issues: PriceIssue[],
): Charge[] {
  const charges: Charge[] = []
  const byHand = run.header.shipping?.amount
  for (const row of rowsOf(run)) {
    if (byHand !== undefined && row.kind === 'SHIPPING') continue
    if (!isEffective(row, run.at) || !servesRegion(run, row)) continue
    if (row.segments?.length && !row.segments.some((segment) => run.segments.has(segment))) continue
    if (!gateOf(row).holds({ facts })) continue
    const concerned = onlySome(row)
      ? [...lines].filter((line) => line.base.counted && line.base.plan && targets(row, line))
      : undefined
    if (concerned?.length === 0) continue
    const goods = row.kind === 'SURCHARGE' ? bases.net : bases.afterDiscounts
    const on = concerned
      ? concerned.reduce((sum, line) => sum + (row.base === 'LIST' ? line.base.list : line.amount), 0n)
      : row.base === 'LIST'
        ? bases.list
        : goods
    const measure = row.type === 'BY_WEIGHT' ? weight(concerned ?? lines) : decimal(goods, run.units)
    const charge = chargeOf(run, row, on, measure, undefined)
    if (charge) charges.push(charge)
    else if (isUnreadable(row))
      issues.push(issue('surcharge.invalid', 'error', ['surcharges', row.code], leftOut(row)))
  }
  if (byHand !== undefined) {
    const shipping = shippingByHand(run, byHand)
    if (shipping) charges.push(shipping)
    else
      issues.push(
        issue(
          'shipping.unreadable',
          'error',
          ['shipping', 'amount'],
          `The shipping amount ${byHand} cannot be read.`,
        ),
      )
  }
  for (const manual of run.header.charges ?? []) {
    const charge = chargeByHand(run, manual, bases.net)
    if (charge) charges.push(charge)
    else
      issues.push(
        issue(
          'charge.unreadable',
          'error',
          ['charges', manual.id],
          `The amount ${manual.value} cannot be read.`,
        ),
      )
  }
  return charges
}

const quoteRows = new WeakMap<object, Published<Surcharge>[]>()

function rowsOf(run: Run): Published<Surcharge>[] {
  let rows = quoteRows.get(run.prepared)
  if (!rows) {
    rows = inOrder(
      [...run.prepared.surcharges.all].filter((row) => row.scope === 'QUOTE' && row.active !== false),
    )
    quoteRows.set(run.prepared, rows)
  }
  return rows
}

function onlySome(row: Surcharge): boolean {
  return Boolean(row.products?.length || row.plans?.length || row.categories?.length)
}

function targets(row: Surcharge, { base }: LineState): boolean {
  const aim = base.plan?.aim
  if (!aim) return false
  if (row.plans?.length && !row.plans.includes(aim.plan)) return false
  if (row.products?.length && !row.products.includes(aim.product)) return false
  return !row.categories?.length || row.categories.some((category) => aim.categories.includes(category))
}

function weight(lines: Iterable<LineState>) {
  let total = zero
  for (const { base } of lines) {
    const each = base.counted ? base.plan?.product?.weight : undefined
    const one = each === undefined ? undefined : parseDecimal(each)
    if (one) total = add(total, multiply(one, base.quantity))
  }
  return total
}

function shippingByHand(run: Run, amount: string): Charge | undefined {
  const rounded = thresholdIn(run, amount, undefined)
  if (rounded === undefined) return undefined
  const method = run.header.shipping?.method
  const row = rowsOf(run).find((each) => each.kind === 'SHIPPING')
  return {
    code: 'shipping',
    name: method ?? 'Shipping',
    kind: 'SHIPPING',
    amount: rounded,
    signature: run.taxes.of({ categories: [], taxCategory: row?.taxCategory, behavior: 'unspecified' }),
    trace: () => ({
      step: 'shipping',
      source: { kind: 'shipping', code: 'shipping', name: method ?? 'Shipping' },
      because: ['shipping as entered on the quote'],
      in: { amount },
      formula: 'amount',
      exact: amount,
      rounded: run.text(rounded),
      rounding: roundedAt(run, 'R3'),
      out: { charge: run.text(rounded) },
    }),
  }
}

/** An allowance or charge on the document itself; an allowance is a negative charge. */
function chargeByHand(run: Run, manual: ManualCharge, goods: bigint): Charge | undefined {
  const value = parseDecimal(manual.value)
  const base = manual.base === undefined ? decimal(goods, run.units) : parseDecimal(manual.base)
  if (!value || !base) return undefined
  const percentage = manual.type === 'PERCENTAGE'
  const exact = percentage ? percentOf(base, value) : value
  const rounded = roundToUnits(exact, run.units, run.mode)
  const amount = manual.kind === 'ALLOWANCE' ? -rounded : rounded
  const aim = {
    categories: [],
    taxCategory: manual.taxCategory,
    behavior: 'unspecified' as const,
    codes: manual.taxes,
  }
  return {
    code: manual.id,
    name: manual.label ?? (manual.kind === 'ALLOWANCE' ? 'Allowance' : 'Charge'),
    kind: manual.kind,
    amount,
    signature: run.taxes.of(aim),
    trace: () => ({
      step: 'surcharge',
      source: { kind: manual.kind.toLowerCase(), code: manual.id, name: manual.label ?? manual.id },
      because: [manual.reason ?? 'entered on the quote'],
      in: numbers(percentage ? { base: toText(base), percent: toText(value) } : { amount: toText(value) }),
      formula: percentage ? 'base * percent / 100' : 'amount',
      exact: toText(exact),
      rounded: run.text(rounded),
      rounding: roundedAt(run, 'R3'),
      out: { charge: run.text(amount) },
    }),
  }
}
