import {
  compare,
  decimal,
  type Exact,
  multiply,
  parseDecimal,
  percentOf,
  roundToUnits,
  toText,
} from '../../money/index.ts'
import { gateOf } from '../prepare/conditional.ts'
import type { Run } from '../prepare/run.ts'
import { roundedAt } from '../trace.ts'
import type { Published, Surcharge } from '../types.ts'
import type { LineDiscounts } from './discount-work.ts'
import type { LineCharge } from './state.ts'

/** Step 9 for one line: its surcharges, charges of their own with their own tax. */
export function lineCharges(work: LineDiscounts): LineCharge[] {
  const { base } = work
  const { plan, run } = base
  if (!plan || plan.surcharges.length === 0) return []
  const charges: LineCharge[] = []
  for (const row of plan.surcharges) {
    if (!servesRegion(run, row)) continue
    const gate = gateOf(row)
    for (const field of gate.quoteFields) work.read(field)
    if (!gate.holds(base)) continue
    const on = row.base === 'LIST' ? base.list : work.running * work.sign
    const measure = row.type === 'BY_WEIGHT' ? weightOf(base.plan, base.quantity) : decimal(on, run.units)
    const charge = chargeOf(run, row, on, measure, base.line.id)
    if (charge) charges.push(charge)
    else if (isUnreadable(row)) work.report('surcharge.invalid', 'error', 'plan', leftOut(row))
  }
  return charges
}

/** The amount of one surcharge row on a base; undefined when it has none to ask. */
export function chargeOf(
  run: Run,
  row: Published<Surcharge>,
  on: bigint,
  measure: Exact,
  line: string | undefined,
): LineCharge | undefined {
  const base = decimal(on, run.units)
  let exact: Exact | undefined
  let formula: string
  const numbers: Record<string, string> = {}
  const value = row.value === undefined ? undefined : parseDecimal(row.value)
  if (row.type === 'PERCENTAGE') {
    exact = value && percentOf(base, value)
    numbers.base = toText(base)
    numbers.percent = row.value ?? ''
    formula = 'base * percent / 100'
  } else {
    if (row.currency && row.currency.toUpperCase() !== run.currency) return undefined
    formula = 'amount'
    const tier = row.type === 'FIXED_AMOUNT' ? undefined : tierOf(row, measure)
    const amount =
      row.type === 'FIXED_AMOUNT'
        ? value
        : tier?.flatAmount === undefined
          ? undefined
          : parseDecimal(tier.flatAmount)
    exact = amount
    if (amount) numbers.amount = toText(amount)
    if (row.type !== 'FIXED_AMOUNT') numbers[row.type === 'BY_WEIGHT' ? 'weight' : 'value'] = toText(measure)
  }
  if (!exact) return undefined
  const rounded = roundToUnits(exact, run.units, run.mode)
  const made = exact
  const signature = run.taxes.of({ categories: [], taxCategory: row.taxCategory, behavior: 'unspecified' })
  return {
    code: row.code,
    name: row.name,
    kind: row.kind,
    amount: rounded,
    signature,
    trace: () => ({
      step: row.kind === 'SURCHARGE' ? 'surcharge' : 'shipping',
      source: { kind: 'surcharge', code: row.code, revision: row.revision, name: row.name },
      because: [
        row.name,
        ...(line === undefined ? [] : [`for line ${line}`]),
        ...(row.regions?.length ? [`for deliveries to ${row.regions.join(', ')}`] : []),
        ...(row.type === 'BY_WEIGHT' ? [`for a weight of ${toText(measure)} kg`] : []),
        ...(row.type === 'BY_VALUE' ? [`for goods of ${toText(measure)}`] : []),
      ],
      in: numbers,
      formula,
      exact: toText(made),
      rounded: run.text(rounded),
      rounding: roundedAt(run, 'R3'),
      out: { charge: run.text(rounded) },
    }),
  }
}

/** Does the row give no charge because its amount cannot be read? */
export function isUnreadable({ type, value }: Surcharge): boolean {
  return (type === 'PERCENTAGE' || type === 'FIXED_AMOUNT') && !parseDecimal(value)
}

export function leftOut({ name, code }: Published<Surcharge>): string {
  return `The surcharge ${name} (${code}) was left out: its amount cannot be read.`
}

/** Is the row for the region goods go to? */
export function servesRegion(run: Run, row: Surcharge): boolean {
  if (!row.regions?.length) return true
  const region = (run.header.shipping?.region ?? run.header.customer?.region ?? '').toUpperCase()
  const unions = run.prepared.context.regions ?? {}
  const pieces = region.split('-')
  const within = new Set(
    pieces.flatMap((_, index) => {
      const part = pieces.slice(0, index + 1).join('-')
      return [part, ...(unions[part] ?? []).map((union) => union.toUpperCase())]
    }),
  )
  return row.regions.some((wanted) => within.has(wanted.toUpperCase()))
}

/** Kilograms of so many units of a plan's product. */
export function weightOf(
  plan: { product: { weight?: string | undefined } | undefined } | undefined,
  quantity: Exact,
): Exact {
  const weight = plan?.product?.weight === undefined ? undefined : parseDecimal(plan.product.weight)
  return weight ? multiply(weight, quantity) : decimal(0n)
}

function tierOf(row: Surcharge, measure: Exact): { flatAmount?: string | undefined } | undefined {
  return row.tiers?.find((tier) => {
    const from = parseDecimal(tier.from)
    const to = tier.to === undefined ? undefined : parseDecimal(tier.to)
    return from && compare(from, measure) <= 0 && (!to || compare(measure, to) < 0)
  })
}
