import {
  compare,
  decimal,
  divide,
  type Exact,
  multiply,
  one,
  parseDecimal,
  percentOf,
  powerOfTen,
  round,
  roundQuotient,
  roundToUnits,
  smaller,
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
  base: 'RUNNING' | 'ORIGINAL' | 'GROSS' | Exact
  /** A fixed amount is taken so many times. */
  times: Exact
  cap: bigint | undefined
  /** For a plain percentage: the divisor that makes `running × value` an amount. */
  hundredth: bigint | undefined
  maxUnits: Exact | undefined
  /** Adds instead of taking off. */
  up: boolean
  words: string
}

/** The amount it works on, as magnitudes: credits are turned round by the caller. */
export type Scope = {
  run: Run
  original: bigint
  /** Before any discount, where that is not the original amount. */
  gross?: bigint | undefined
  running: bigint
  /** What can be taken off at most: down to zero, or to the floor price. */
  room: bigint
  quantity: Exact
  factor: Exact
  lines: number
  /** Policy UNIT: rounds the unit price after the discount instead of the amount. */
  byUnit?: ((running: bigint, percent: Exact) => Exact) | undefined
}

export type CutWords = { exact: Exact; formula: string; numbers: Record<string, string>; limits: string[] }

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
  const common = { base, cap, maxUnits, hundredth: undefined, up: false } as const
  const factor = discount.prorate ? scope.factor : decimal(1n)
  const times = multiply(timesOf(discount.per, scope), factor)
  switch (discount.type) {
    case 'PERCENTAGE': {
      const value = parseDecimal(discount.value)
      return (
        value && {
          ...common,
          kind: 'PERCENT',
          value,
          times,
          hundredth: hundredthOf(value, maxUnits),
          words: `${toText(value)} %`,
        }
      )
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
  return {
    kind,
    value,
    base,
    times: timesOf(manual.per, scope),
    cap,
    hundredth: undefined,
    maxUnits: undefined,
    up,
    words,
  }
}

/** Takes a cut off an amount: exact first, then its cap and what is left, rounded as an amount (R3). */
export function take(cut: Cut, scope: Scope): bigint {
  const { run } = scope
  let amount: bigint
  if (cut.kind === 'PERCENT' && cut.base === 'RUNNING' && cut.hundredth && !scope.byUnit) {
    amount = roundQuotient(scope.running * cut.value.n, cut.hundredth, run.mode)
  } else amount = roundToUnits(uncapped(cut, scope), run.units, run.mode)
  // Caps and room are whole amounts: to round and then to stop at one is to stop and then to round.
  if (cut.cap !== undefined && amount > cut.cap) amount = cut.cap
  if (!cut.up && amount > scope.room) amount = scope.room > 0n ? scope.room : 0n
  return amount
}

/** The same in words, with the exact amount and the arithmetic that gives it. */
export function wordsOf(cut: Cut, scope: Scope): CutWords {
  const { run } = scope
  const words: CutWords = { exact: uncapped(cut, scope), formula: '', numbers: {}, limits: [] }
  const { numbers, limits } = words
  const isPart = cut.maxUnits && compare(cut.maxUnits, scope.quantity) < 0
  if (cut.kind === 'PERCENT') {
    const [name, base] = baseOf(cut, scope)
    numbers[name] = toText(base)
    numbers.percent = toText(cut.value)
    words.formula = `${name} * percent / 100`
    if (isPart) {
      numbers.units = toText(cut.maxUnits as Exact)
      numbers.quantity = toText(scope.quantity)
      words.formula += ' * units / quantity'
    }
    if (roundsUnit(cut, scope)) {
      words.formula = 'discount'
      numbers.discount = toText(words.exact)
      limits.push('the net unit price is rounded, not the discount')
    }
  } else if (cut.kind === 'FIXED') {
    numbers.amount = toText(cut.value)
    words.formula = 'amount'
    if (compare(cut.times, one) !== 0) {
      numbers.times = toText(cut.times)
      words.formula = 'amount * times'
    }
    if (isPart) {
      numbers.running = run.text(scope.running)
      numbers.units = toText(cut.maxUnits as Exact)
      numbers.quantity = toText(scope.quantity)
      words.formula = `min(${words.formula}, running * units / quantity)`
    }
  } else {
    numbers.running = run.text(scope.running)
    numbers.total = run.text(roundToUnits(cut.value, run.units, run.mode))
    words.formula = 'max(running - total, 0)'
  }
  if (isPart) limits.push(`only ${toText(cut.maxUnits as Exact)} units are discounted`)
  const bound = (name: string, limit: bigint, because: string) => {
    const most = decimal(limit, run.units)
    if (compare(words.exact, most) <= 0) return
    numbers[name] = run.text(limit)
    words.formula = `min(${words.formula}, ${name})`
    words.exact = most
    limits.push(because)
  }
  if (cut.cap !== undefined) bound('cap', cut.cap, `capped at ${run.text(cut.cap)}`)
  const room = scope.room > 0n ? scope.room : 0n
  if (!cut.up)
    bound(
      'room',
      room,
      scope.room < scope.running ? 'stops at the floor price' : 'takes no more than is left',
    )
  return words
}

/** What a cut would take off without its cap, exact. */
function uncapped(cut: Cut, scope: Scope): Exact {
  const { run } = scope
  if (cut.kind === 'TOTAL') {
    const total = roundToUnits(cut.value, run.units, run.mode)
    return decimal(scope.running > total ? scope.running - total : 0n, run.units)
  }
  const isPart = cut.maxUnits && compare(cut.maxUnits, scope.quantity) < 0
  const partOf = (amount: Exact) => divide(multiply(amount, cut.maxUnits as Exact), scope.quantity)
  if (cut.kind === 'PERCENT') {
    if (roundsUnit(cut, scope))
      return (scope.byUnit as NonNullable<Scope['byUnit']>)(scope.running, cut.value)
    const exact = percentOf(baseOf(cut, scope)[1], cut.value)
    return isPart ? partOf(exact) : exact
  }
  const exact = multiply(cut.value, cut.times)
  return isPart ? smaller(exact, partOf(decimal(scope.running, run.units))) : exact
}

function baseOf(cut: Cut, scope: Scope): [name: string, amount: Exact] {
  if (cut.base === 'RUNNING') return ['running', decimal(scope.running, scope.run.units)]
  if (cut.base === 'ORIGINAL') return ['original', decimal(scope.original, scope.run.units)]
  if (cut.base === 'GROSS') return ['gross', decimal(scope.gross ?? scope.original, scope.run.units)]
  return ['base', cut.base]
}

/** Policy UNIT: a percentage leaves a rounded unit price, where it is of the whole line as it stands. */
function roundsUnit(cut: Cut, scope: Scope): boolean {
  return scope.byUnit !== undefined && cut.base === 'RUNNING' && !cut.up && !cut.maxUnits
}

function hundredthOf(percent: Exact, maxUnits: Exact | undefined): bigint | undefined {
  return maxUnits ? undefined : powerOfTen(percent.scale + 2)
}

/** Can the cut be made once for all lines? Not where it depends on the line's quantity or term. */
export function isFixedCut(discount: Discount): boolean {
  return discount.type !== 'TIERED' && !discount.prorate && (discount.per ?? 'PER_SCOPE') === 'PER_SCOPE'
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
