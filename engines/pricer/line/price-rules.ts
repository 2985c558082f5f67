import {
  add,
  compare,
  divide,
  type Exact,
  isZero,
  multiply,
  negate,
  one,
  parseDecimal,
  percentOf,
  round,
  roundToStep,
  signOf,
  subtract,
  toText,
  zero,
} from '../../money/index.ts'
import { formulaOf, gateOf } from '../prepare/conditional.ts'
import type { PriceRule, Published, Step } from '../types.ts'
import type { LineWork } from './work.ts'

/**
 * Step 5: price rules by priority. A rule that sets a price replaces what steps 1 to 3 gave (the adders stay on top) and
 * stops later setting rules; a rule that changes it works on the running price.
 */
export function priceRules(work: LineWork): void {
  const { plan, price } = work
  if (!plan || !price || work.failed) return
  const rules = plan.waitsForFacts ? plan.rulesFor(work.factText) : plan.rules
  if (rules.length === 0) return
  if (price.net) {
    for (const rule of rules)
      work.reject('priceRule', 'rule', rule, 'the contract price is net: no rule changes it')
    return
  }
  const start = work.running
  let setBy: Published<PriceRule> | undefined
  for (const rule of rules) {
    const reason = whyNot(work, rule)
    if (reason !== undefined) {
      work.reject('priceRule', 'rule', rule, reason)
      continue
    }
    const effect = effectOf(work, rule, start)
    if (typeof effect === 'string') {
      work.report(
        'rule.invalid',
        'error',
        'plan',
        `The rule ${rule.name} (${rule.code}) was left out: ${effect}.`,
      )
      continue
    }
    if (effect.sets && (setBy || price.kind === 'contractPrice')) {
      const by = setBy
        ? `${setBy.name} has set the price already`
        : 'a contract price is not replaced by a rule'
      work.reject('priceRule', 'rule', rule, by)
      continue
    }
    if (effect.sets) setBy = rule
    apply(work, rule, effect)
  }
}

type Effect = {
  sets: boolean
  basis: 'UNIT' | 'AMOUNT'
  exact: Exact
  formula: string
  numbers: Record<string, Exact>
  because: string
}

const kinds = new Set<PriceRule['kind']>([
  'TIERED',
  'VOLUME_DISCOUNT',
  'CUSTOMER_SEGMENT',
  'CONDITIONAL',
  'BUNDLE',
])

/** Why the rule does not apply to the line; undefined when it does. */
function whyNot(work: LineWork, rule: Published<PriceRule>): string | undefined {
  const { quantity } = work
  const least = rule.minQuantity === undefined ? undefined : parseDecimal(rule.minQuantity)
  if (least && compare(quantity, least) < 0)
    return `a quantity of ${toText(quantity)} is less than ${rule.minQuantity}`
  const most = rule.maxQuantity === undefined ? undefined : parseDecimal(rule.maxQuantity)
  if (most && compare(quantity, most) >= 0)
    return `a quantity of ${toText(quantity)} is not less than ${rule.maxQuantity}`
  if (rule.kind === 'BUNDLE' && rule.products?.length) {
    work.read('quote.products')
    const missing = rule.products.filter((product) => !work.quote.products.has(product))
    if (missing.length) return `${missing.join(', ')} of the bundle is not on the quote`
  }
  const gate = gateOf(rule)
  if (gate.problem) {
    work.report(
      'rule.condition',
      'error',
      'plan',
      `The condition of rule ${rule.name} (${rule.code}) cannot be used: ${gate.problem}`,
    )
    return 'its condition cannot be used'
  }
  for (const field of gate.quoteFields) work.read(field)
  return gate.holds(work.facts) ? undefined : gate.because(work.facts).join('; ')
}

/** What the rule makes of the price, or why it cannot. */
function effectOf(work: LineWork, rule: Published<PriceRule>, start: Exact): Effect | string {
  const { running, basis } = work
  if (!kinds.has(rule.kind)) return `its kind ${String(rule.kind)} is not known`
  if (rule.currency && rule.currency.toUpperCase() !== work.run.currency && speaksOfMoney(rule)) {
    return `its amounts are in ${rule.currency}, the quote is in ${work.run.currency}`
  }
  const does = rule.tiers?.length ? fromTier(work, rule) : rule
  if (typeof does === 'string') return does
  const number = (text: string | undefined) => (text === undefined ? undefined : parseDecimal(text))
  const base = rule.percentBase === 'START' ? start : running
  const times = basis === 'UNIT' ? one : work.quantity
  const set = number(does.setPrice)
  if (set) {
    const exact =
      work.basis === 'UNIT' ? add(set, work.adders) : add(set, divide(work.adders, nonZero(work.quantity)))
    const adders = subtract(exact, set)
    return {
      sets: true,
      basis: 'UNIT',
      exact,
      formula: 'price + adders',
      numbers: { price: set, adders },
      because: `sets the price to ${toText(set)}`,
    }
  }
  const off = number(does.percentOff)
  if (off)
    return changed(
      'running - base * percent / 100',
      subtract(running, percentOf(base, off)),
      { base, percent: off },
      `${toText(off)} % off`,
    )
  const up = number(does.percentUp)
  if (up)
    return changed(
      'running + base * percent / 100',
      add(running, percentOf(base, up)),
      { base, percent: up },
      `${toText(up)} % up`,
    )
  const less = number(does.amountOff)
  if (less)
    return changed(
      'running - amount * units',
      subtract(running, multiply(less, times)),
      { amount: less, units: times },
      `${toText(less)} off each unit`,
    )
  const more = number(rule.amountUp)
  if (more)
    return changed(
      'running + amount * units',
      add(running, multiply(more, times)),
      { amount: more, units: times },
      `${toText(more)} more for each unit`,
    )
  const factor = number(rule.factor)
  if (factor)
    return changed('running * factor', multiply(running, factor), { factor }, `times ${toText(factor)}`)
  const divisor = number(rule.divisor)
  if (divisor)
    return isZero(divisor)
      ? 'it divides by zero'
      : changed('running / divisor', divide(running, divisor), { divisor }, `divided by ${toText(divisor)}`)
  const least = number(rule.minPrice)
  if (least)
    return changed(
      'max(running, least * units)',
      atLeast(running, multiply(least, times)),
      { least, units: times },
      `at least ${toText(least)}`,
    )
  const most = number(rule.maxPrice)
  if (most)
    return changed(
      'min(running, most * units)',
      negate(atLeast(negate(running), negate(multiply(most, times)))),
      { most, units: times },
      `at most ${toText(most)}`,
    )
  if (rule.formula) return byFormula(work, rule.formula)
  return 'it does not say what it does'

  function changed(formula: string, exact: Exact, numbers: Record<string, Exact>, because: string): Effect {
    return { sets: false, basis, exact, formula, numbers, because }
  }
}

/** What the tier of the line's quantity says: a price wins over a percentage. */
function fromTier(
  work: LineWork,
  rule: Published<PriceRule>,
): Pick<PriceRule, 'setPrice' | 'percentOff' | 'amountOff' | 'percentUp'> | string {
  const tier = rule.tiers?.find((each) => {
    const from = parseDecimal(each.from)
    const to = each.to === undefined ? undefined : parseDecimal(each.to)
    return from && compare(from, work.quantity) <= 0 && (!to || compare(work.quantity, to) < 0)
  })
  if (!tier) return `no tier covers a quantity of ${toText(work.quantity)}`
  if (tier.unitAmount !== undefined) return { setPrice: tier.unitAmount }
  if (tier.percentOff !== undefined) return { percentOff: tier.percentOff }
  return tier.flatAmount === undefined
    ? `the tier from ${tier.from} says nothing`
    : { amountOff: tier.flatAmount }
}

function byFormula(work: LineWork, text: string): Effect | string {
  const formula = formulaOf(text)
  if (!formula.ok) return `its formula cannot be read: ${formula.message}`
  for (const field of formula.fields) if (field.startsWith('quote.')) work.read(field)
  const result = formula.evaluate({ ...work.facts(), unitPrice: toText(work.running) })
  if (!result.ok) return `its formula gives no price: ${result.issue.message}`
  const value = result.exact as Exact | undefined
  if (!value) return 'its formula gives no amount'
  const exact = round(value, Math.max(work.price?.scale ?? 0, work.run.units), work.run.mode)
  return {
    sets: true,
    basis: 'UNIT',
    exact,
    formula: 'price',
    numbers: { price: exact },
    because: `formula ${text}`,
  }
}

function apply(work: LineWork, rule: Published<PriceRule>, effect: Effect): void {
  const before = work.running
  const step = rule.rounding && parseDecimal(rule.rounding.step)
  const mode = rule.rounding?.mode ?? work.run.mode
  let after = effect.exact
  if (step && signOf(step) > 0) {
    after =
      rule.rounding?.of === 'AMOUNT'
        ? subtract(before, roundToStep(subtract(before, effect.exact), step, mode))
        : roundToStep(effect.exact, step, mode)
  }
  // A price does not fall below nothing, unless it was below before.
  if (signOf(after) < 0 && signOf(before) >= 0) after = zero
  work.running = after
  work.basis = effect.basis
  const { facts, quantity } = work
  work.traces.push((): Step => {
    const gate = gateOf(rule)
    const bounds = rule.minQuantity !== undefined || rule.maxQuantity !== undefined || rule.tiers?.length
    return {
      step: 'priceRule',
      source: { kind: 'rule', code: rule.code, revision: rule.revision, name: rule.name },
      because: [
        `${rule.name}: ${effect.because}`,
        ...(bounds ? [`for a quantity of ${toText(quantity)}`] : []),
        ...(rule.segments?.length ? [`for customers in ${rule.segments.join(', ')}`] : []),
        ...(gate.count ? gate.because(facts) : []),
      ],
      in: {
        running: toText(before),
        ...Object.fromEntries(Object.entries(effect.numbers).map(([name, value]) => [name, toText(value)])),
      },
      formula: effect.formula,
      exact: toText(effect.exact),
      ...(step
        ? {
            rounded: toText(after),
            rounding: {
              point: 'R1',
              mode,
              step: toText(step),
              ...(rule.rounding?.of === 'AMOUNT' ? { of: 'AMOUNT' as const } : {}),
            },
          }
        : {}),
      out: { running: toText(after) },
    }
  })
}

function speaksOfMoney(rule: PriceRule): boolean {
  return (
    [rule.setPrice, rule.amountOff, rule.amountUp, rule.minPrice, rule.maxPrice].some(
      (amount) => amount !== undefined,
    ) || rule.tiers !== undefined
  )
}

function nonZero(value: Exact): Exact {
  return isZero(value) ? one : value
}

function atLeast(a: Exact, b: Exact): Exact {
  return compare(a, b) < 0 ? b : a
}
