import {
  compare,
  decimal,
  divide,
  type Exact,
  multiply,
  parseDecimal,
  percentOf,
  round,
  roundToUnits,
  subtract,
  toText,
  zero,
} from '../../money/index.ts'
import { thresholdIn } from '../line/convert.ts'
import type { Run } from '../prepare/run.ts'
import type { Discount, ManualDiscount, Published } from '../types.ts'
import { fixedValue } from './eligible.ts'

/** A discount reduced to arithmetic: what it takes off an amount. */
export type Cut = {
  kind: 'PERCENT' | 'FIXED' | 'TOTAL'
  value: Exact
  /** What a percentage is of. */
  base: 'RUNNING' | 'ORIGINAL' | Exact
  /** A fixed amount is taken so many times. */
  times: Exact
  cap: bigint | undefined
  maxUnits: Exact | undefined
  /** Adds instead of taking off. */
  up: boolean
  words: string
}

/** The amount it works on, as magnitudes: credits are turned round by the caller. */
export type Scope = {
  run: Run
  original: bigint
  running: bigint
  /** What can be taken off at most: down to zero, or to the floor price. */
  room: bigint
  quantity: Exact
  factor: Exact
  lines: number
  /** Policy UNIT: rounds the unit price after the discount instead of the amount. */
  byUnit?: ((running: bigint, percent: Exact) => Exact) | undefined
}

export type Taken = {
  exact: Exact
  amount: bigint
  formula: string
  numbers: Record<string, string>
  limits: string[]
}

/** How a rule-made discount cuts; undefined with no usable value. */
export function cutOf(
  run: Run,
  discount: Published<Discount>,
  scope: Pick<Scope, 'quantity' | 'factor' | 'lines'>,
): Cut | undefined {
  const cap =
    discount.maxAmount === undefined ? undefined : thresholdIn(run, discount.maxAmount, discount.currency)
  if (discount.maxAmount !== undefined && cap === undefined) return undefined
  const additive = run.policy.percentages === 'ADDITIVE'
  const base = discount.base ?? (additive ? 'ORIGINAL' : 'RUNNING')
  const maxUnits = discount.maxUnits === undefined ? undefined : parseDecimal(discount.maxUnits)
  const common = { base, cap, maxUnits, up: false } as const
  const factor = discount.prorate ? scope.factor : decimal(1n)
  const times = multiply(timesOf(discount.per, scope), factor)
  switch (discount.type) {
    case 'PERCENTAGE': {
      const value = parseDecimal(discount.value)
      return value && { ...common, kind: 'PERCENT', value, times, words: `${toText(value)} %` }
    }
    case 'FIXED_AMOUNT': {
      const value = fixedValue(discount, run.currency)
      return value && { ...common, kind: 'FIXED', value, times, words: `${toText(value)} ${run.currency}` }
    }
    case 'FIXED_TOTAL': {
      const value = fixedValue(discount, run.currency)
      return value && { ...common, kind: 'TOTAL', value, times, words: `a total of ${toText(value)}` }
    }
    case 'TIERED': {
      const tier = discount.tiers?.find((each) => {
        const from = parseDecimal(each.from)
        const to = each.to === undefined ? undefined : parseDecimal(each.to)
        return from && compare(from, scope.quantity) <= 0 && (!to || compare(scope.quantity, to) < 0)
      })
      const percent = tier?.percentOff === undefined ? undefined : parseDecimal(tier.percentOff)
      if (percent)
        return {
          ...common,
          kind: 'PERCENT',
          value: percent,
          times,
          words: `${toText(percent)} % from ${tier?.from}`,
        }
      const flat = tier?.flatAmount === undefined ? undefined : parseDecimal(tier.flatAmount)
      return (
        flat && { ...common, kind: 'FIXED', value: flat, times, words: `${toText(flat)} from ${tier?.from}` }
      )
    }
  }
}

/** How a person's discount cuts. */
export function manualCut(
  run: Run,
  manual: ManualDiscount,
  scope: Pick<Scope, 'quantity' | 'factor' | 'lines'>,
): Cut | undefined {
  const value = parseDecimal(manual.value)
  if (!value) return undefined
  const cap = manual.maxAmount === undefined ? undefined : thresholdIn(run, manual.maxAmount, undefined)
  const base = typeof manual.base === 'object' ? parseDecimal(manual.base.amount) : (manual.base ?? 'RUNNING')
  if (base === undefined) return undefined
  const up = manual.surcharge === true
  const kind = manual.type === 'PERCENTAGE' ? 'PERCENT' : manual.type === 'FIXED_AMOUNT' ? 'FIXED' : 'TOTAL'
  const words =
    kind === 'PERCENT'
      ? `${toText(value)} %`
      : kind === 'FIXED'
        ? `${toText(value)} ${run.currency}`
        : `a total of ${toText(value)}`
  return { kind, value, base, times: timesOf(manual.per, scope), cap, maxUnits: undefined, up, words }
}

/** Takes a cut off an amount: exact first, then its cap and what is left, then rounded as an amount (R3). */
export function take(cut: Cut, scope: Scope): Taken {
  const { run } = scope
  const amountOf = (units: bigint) => decimal(units, run.units)
  const limits: string[] = []
  const numbers: Record<string, string> = {}
  let exact: Exact
  let formula: string
  if (cut.kind === 'PERCENT') {
    const [name, base] =
      cut.base === 'RUNNING'
        ? (['running', amountOf(scope.running)] as const)
        : cut.base === 'ORIGINAL'
          ? (['original', amountOf(scope.original)] as const)
          : (['base', cut.base] as const)
    numbers[name] = toText(base)
    numbers.percent = toText(cut.value)
    formula = `${name} * percent / 100`
    exact = percentOf(base, cut.value)
    if (cut.maxUnits && compare(cut.maxUnits, scope.quantity) < 0) {
      numbers.units = toText(cut.maxUnits)
      numbers.quantity = toText(scope.quantity)
      formula = `${formula} * units / quantity`
      exact = divide(multiply(exact, cut.maxUnits), scope.quantity)
      limits.push(`only ${toText(cut.maxUnits)} units are discounted`)
    }
    const unit = cut.base === 'RUNNING' && !cut.up ? scope.byUnit?.(scope.running, cut.value) : undefined
    if (unit) {
      exact = unit
      formula = 'discount'
      numbers.discount = toText(unit)
      limits.push('the net unit price is rounded, not the discount')
    }
  } else if (cut.kind === 'FIXED') {
    numbers.amount = toText(cut.value)
    exact = multiply(cut.value, cut.times)
    formula = 'amount'
    if (!(cut.times.n === 1n && cut.times.scale === 0 && cut.times.d === 1n)) {
      numbers.times = toText(cut.times)
      formula = 'amount * times'
    }
  } else {
    numbers.running = run.text(scope.running)
    numbers.total = toText(cut.value)
    formula = 'running - total'
    const total = roundToUnits(cut.value, run.units, run.mode)
    exact = amountOf(scope.running > total ? scope.running - total : 0n)
    if (scope.running <= total) formula = 'max(running - total, 0)'
  }
  const bound = (name: string, limit: Exact, words: string) => {
    if (compare(exact, limit) <= 0) return
    numbers[name] = toText(limit)
    formula = `min(${formula}, ${name})`
    exact = limit
    limits.push(words)
  }
  if (cut.kind !== 'PERCENT' && cut.maxUnits && compare(cut.maxUnits, scope.quantity) < 0) {
    const share = divide(multiply(amountOf(scope.running), cut.maxUnits), scope.quantity)
    bound('ofUnits', share, `only ${toText(cut.maxUnits)} units are discounted`)
  }
  if (cut.cap !== undefined) bound('cap', amountOf(cut.cap), `capped at ${run.text(cut.cap)}`)
  if (!cut.up) {
    const room = scope.room > 0n ? scope.room : 0n
    bound(
      'room',
      amountOf(room),
      scope.room < scope.running ? 'stops at the floor price' : 'takes no more than is left',
    )
  }
  const rounded = roundToUnits(exact, run.units, run.mode)
  const amount = !cut.up && rounded > scope.room ? (scope.room > 0n ? scope.room : 0n) : rounded
  return { exact, amount, formula, numbers, limits }
}

function timesOf(per: Discount['per'], scope: Pick<Scope, 'quantity' | 'lines'>): Exact {
  if (per === 'PER_UNIT') return scope.quantity
  return per === 'PER_LINE' ? decimal(BigInt(scope.lines)) : decimal(1n)
}

/** The discount that leaves a rounded unit price: what the line costs now less what it costs then. */
export function unitRounding(run: Run, quantity: Exact, factor: Exact): Scope['byUnit'] {
  const units = multiply(quantity, factor)
  if (units.n <= 0n) return undefined
  return (running, percent) => {
    const unit = divide(decimal(running, run.units), units)
    const net = round(subtract(unit, percentOf(unit, percent)), run.units, run.mode)
    const difference = running - roundToUnits(multiply(net, units), run.units, run.mode)
    return difference < 0n ? zero : decimal(difference, run.units)
  }
}
