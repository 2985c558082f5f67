import {
  add,
  compare,
  divide,
  type Exact,
  isZero,
  larger,
  multiply,
  one,
  percentOf,
  round,
  roundToStep,
  signOf,
  smaller,
  subtract,
  toText,
  zero,
} from '../../money/index.ts'
import { formulaOf } from '../prepare/conditional.ts'
import type { RuleChange, RuleRow } from '../prepare/rule-row.ts'
import { ruleStep } from './rule-step.ts'
import type { LineWork } from './work.ts'

/**
 * Step 5: price rules by priority. A rule that sets a price replaces what steps 1 to 3 gave (the adders stay on top) and
 * stops later setting rules; a rule that changes it works on the running price.
 */
export function priceRules(work: LineWork): void {
  const { plan, price } = work
  if (!plan || !price) return
  const rows = plan.rulesFor(work)
  if (rows.length === 0) return
  if (price.net) {
    for (const row of rows) {
      if (row.rule.requireApproval !== undefined && whyNot(work, row) === undefined)
        requireApproval(work, row)
      else work.reject('priceRule', 'rule', row.rule, 'the contract price is net: no rule changes it')
    }
    return
  }
  const start = work.running
  let setBy: RuleRow | undefined
  for (const row of rows) {
    const reason = whyNot(work, row)
    if (reason !== undefined) {
      work.reject('priceRule', 'rule', row.rule, reason)
      continue
    }
    if (row.rule.requireApproval !== undefined) requireApproval(work, row)
    const change = row.change ?? changeOfTier(work, row)
    if (!change && row.problem === undefined) {
      if (row.rule.requireApproval !== undefined && !row.tiers) continue
      // The price before the rule stays; a quantity that reaches no tier is nothing wrong.
      const because = work.steps ? `no tier covers a quantity of ${toText(work.quantity)}` : ''
      work.reject('priceRule', 'rule', row.rule, because)
      continue
    }
    const problem = row.problem ?? otherCurrency(work, row)
    if (problem !== undefined || !change) {
      const { name, code } = row.rule
      work.report('rule.invalid', 'error', 'plan', `The rule ${name} (${code}) was left out: ${problem}.`)
      continue
    }
    const sets = change.does === 'SET' || change.does === 'FORMULA'
    if (sets && (setBy || price.kind === 'contractPrice')) {
      const by = setBy
        ? `${setBy.rule.name} has set the price already`
        : 'a contract price is not replaced by a rule'
      work.reject('priceRule', 'rule', row.rule, by)
      continue
    }
    if (apply(work, row, change, start) && sets) setBy = row
  }
}

/** Why the rule does not apply to the line; undefined when it does. */
function whyNot(work: LineWork, row: RuleRow): string | undefined {
  const { quantity } = work
  const { rule, gate } = row
  // Words cost more than the question: they are found where somebody reads the steps.
  if (row.least && compare(quantity, row.least) < 0)
    return work.steps ? `a quantity of ${toText(quantity)} is less than ${rule.minQuantity}` : ''
  if (row.most && compare(quantity, row.most) >= 0)
    return work.steps ? `a quantity of ${toText(quantity)} is not less than ${rule.maxQuantity}` : ''
  if (rule.kind === 'BUNDLE' && rule.products?.length) {
    work.read('quote.products')
    const missing = missingOf(work, rule.products)
    if (missing.length) return `${missing.join(', ')} of the bundle is not on the quote`
  }
  if (gate.count === 0) return undefined
  if (gate.problem) {
    const message = `The condition of rule ${rule.name} (${rule.code}) cannot be used: ${gate.problem}`
    work.report('rule.condition', 'error', 'plan', message)
    return 'its condition cannot be used'
  }
  for (const field of gate.quoteFields) work.read(field)
  if (gate.holds(work.source)) return undefined
  return work.steps ? gate.because(work.source).join('; ') : ''
}

function missingOf({ quote }: LineWork, products: readonly string[]): string[] {
  return products.filter((product) => !quote.products.has(product))
}

/** A demand, with its reasons: it changes no price, and a net contract price is no way around it. */
function requireApproval(work: LineWork, { rule, gate }: RuleRow): void {
  const bounds = rule.minQuantity !== undefined || rule.maxQuantity !== undefined
  const because = [
    ...(bounds ? [`for a quantity of ${toText(work.quantity)}`] : []),
    ...(gate.count ? gate.because(work.source) : []),
  ]
  const words = `${rule.name} asks for an approval${because.length > 0 ? `: ${because.join(', ')}` : ''}`
  work.require(rule.code, words)
  work.reject('priceRule', 'rule', rule, words)
}

function changeOfTier(work: LineWork, row: RuleRow): RuleChange | undefined {
  const { quantity } = work
  return row.tiers?.find(({ from, to }) => compare(from, quantity) <= 0 && (!to || compare(quantity, to) < 0))
    ?.change
}

function otherCurrency(work: LineWork, { rule, speaksOfMoney }: RuleRow): string | undefined {
  if (!speaksOfMoney || !rule.currency || rule.currency.toUpperCase() === work.run.currency) return undefined
  return `its amounts are in ${rule.currency}, the quote is in ${work.run.currency}`
}

/** Changes the running price, with its step; false when a formula gave none. */
function apply(work: LineWork, row: RuleRow, change: RuleChange, start: Exact): boolean {
  const before = work.running
  const exact = changed(work, row, change, start)
  if (!exact) return false
  if (change.does === 'SET' || change.does === 'FORMULA') work.basis = 'UNIT'
  const mode = row.rule.rounding?.mode ?? work.run.mode
  let after = exact
  if (row.step && signOf(row.step) > 0) {
    after =
      row.rule.rounding?.of === 'AMOUNT'
        ? subtract(before, roundToStep(subtract(before, exact), row.step, mode))
        : roundToStep(exact, row.step, mode)
  }
  // A price does not fall below nothing, unless it was below before.
  if (after.n < 0n && before.n >= 0n) after = zero
  work.running = after
  work.steps?.push(ruleStep(work, row, change, { start, before, exact, after, units: unitsOf(work) }))
  return true
}

/** The price after the change, exact. */
function changed(work: LineWork, row: RuleRow, change: RuleChange, start: Exact): Exact | undefined {
  const { running } = work
  switch (change.does) {
    case 'PERCENT_OFF':
      return row.rule.percentBase === 'START'
        ? subtract(running, percentOf(start, change.value))
        : multiply(running, change.keeps)
    case 'PERCENT_UP':
      return add(running, percentOf(row.rule.percentBase === 'START' ? start : running, change.value))
    case 'SET':
      return add(change.value, addersPerUnit(work))
    case 'AMOUNT_OFF':
      return subtract(running, multiply(change.value, unitsOf(work)))
    case 'AMOUNT_UP':
      return add(running, multiply(change.value, unitsOf(work)))
    case 'FACTOR':
      return multiply(running, change.value)
    case 'DIVISOR':
      return divide(running, change.value)
    case 'MIN':
      return larger(running, multiply(change.value, unitsOf(work)))
    case 'MAX':
      return smaller(running, multiply(change.value, unitsOf(work)))
    case 'FORMULA':
      return byFormula(work, row, change.text)
  }
}

/** An amount for all units is changed by so many unit amounts, a unit price by one. */
function unitsOf(work: LineWork): Exact {
  return work.basis === 'UNIT' ? one : work.quantity
}

function addersPerUnit(work: LineWork): Exact {
  if (work.basis === 'UNIT' || isZero(work.quantity)) return work.adders
  return divide(work.adders, work.quantity)
}

/** A price a formula gives is rounded to price scale (R1); one that gives none is left out, aloud. */
function byFormula(work: LineWork, { rule }: RuleRow, text: string): Exact | undefined {
  const formula = formulaOf(text)
  const leftOut = (why: string): undefined => {
    work.report('rule.invalid', 'error', 'plan', `The rule ${rule.name} (${rule.code}) was left out: ${why}`)
    return undefined
  }
  if (!formula.ok) return leftOut(`its formula cannot be read: ${formula.message}`)
  for (const field of formula.fields) if (field.startsWith('quote.')) work.read(field)
  const result = formula.evaluate({ ...work.facts(), unitPrice: toText(work.running) })
  if (!result.ok) return leftOut(`its formula gives no price: ${result.issue.message}`)
  const value = result.exact as Exact | undefined
  if (!value) return leftOut('its formula gives no amount.')
  return round(value, Math.max(work.price?.scale ?? 0, work.run.units), work.run.mode)
}
