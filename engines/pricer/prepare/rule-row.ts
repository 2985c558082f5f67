import { type Exact, hundred, parseDecimal, subtract } from '../../money/index.ts'
import type { PriceRule, Published } from '../types.ts'
import { type Gate, gateOf } from './conditional.ts'

/** What a rule does to a price. */
export type RuleChange =
  | {
      does: 'SET' | 'AMOUNT_OFF' | 'AMOUNT_UP' | 'PERCENT_UP' | 'FACTOR' | 'DIVISOR' | 'MIN' | 'MAX'
      value: Exact
    }
  /** `keeps` is what is left of one: 0.93 for 7 % off. */
  | { does: 'PERCENT_OFF'; value: Exact; keeps: Exact }
  | { does: 'FORMULA'; text: string }

/** A rule with its numbers read once; `problem` says why it cannot be used. */
export type RuleRow = {
  rule: Published<PriceRule>
  gate: Gate
  least: Exact | undefined
  most: Exact | undefined
  tiers: { from: Exact; to: Exact | undefined; change: RuleChange | undefined }[] | undefined
  change: RuleChange | undefined
  step: Exact | undefined
  speaksOfMoney: boolean
  problem: string | undefined
}

const kinds = new Set<PriceRule['kind']>([
  'TIERED',
  'VOLUME_DISCOUNT',
  'CUSTOMER_SEGMENT',
  'CONDITIONAL',
  'BUNDLE',
])
const rows = new WeakMap<PriceRule, RuleRow>()

/** The row of a rule, made once. */
export function ruleRow(rule: Published<PriceRule>): RuleRow {
  let row = rows.get(rule)
  if (!row) {
    row = read(rule)
    rows.set(rule, row)
  }
  return row
}

function read(rule: Published<PriceRule>): RuleRow {
  let problem: string | undefined
  const number = (text: string | undefined): Exact | undefined => {
    if (text === undefined || text === null) return undefined
    const value = parseDecimal(text)
    if (!value) problem ??= `${String(text)} is not a decimal number`
    return value
  }
  const changeOf = (does: Partial<PriceRule>): RuleChange | undefined => {
    const set = number(does.setPrice)
    if (set) return { does: 'SET', value: set }
    const off = number(does.percentOff)
    if (off) return { does: 'PERCENT_OFF', value: off, keeps: keepsOf(off) }
    const up = number(does.percentUp)
    if (up) return { does: 'PERCENT_UP', value: up }
    const others = [
      ['AMOUNT_OFF', does.amountOff],
      ['AMOUNT_UP', does.amountUp],
      ['FACTOR', does.factor],
      ['DIVISOR', does.divisor],
      ['MIN', does.minPrice],
      ['MAX', does.maxPrice],
    ] as const
    for (const [name, text] of others) {
      const value = number(text)
      if (value) return { does: name, value }
    }
    return does.formula === undefined ? undefined : { does: 'FORMULA', text: does.formula }
  }
  const tiers = rule.tiers?.length
    ? rule.tiers.map((tier) => ({
        from: number(tier.from) ?? hundred,
        to: number(tier.to),
        change: changeOf({
          ...(tier.unitAmount === undefined ? {} : { setPrice: tier.unitAmount }),
          ...(tier.percentOff === undefined ? {} : { percentOff: tier.percentOff }),
          ...(tier.flatAmount === undefined ? {} : { amountOff: tier.flatAmount }),
        }),
      }))
    : undefined
  const change = tiers ? undefined : changeOf(rule)
  const row: RuleRow = {
    rule,
    gate: gateOf(rule),
    least: number(rule.minQuantity),
    most: number(rule.maxQuantity),
    tiers,
    change,
    step: number(rule.rounding?.step),
    speaksOfMoney:
      tiers !== undefined ||
      (change !== undefined && ['SET', 'AMOUNT_OFF', 'AMOUNT_UP', 'MIN', 'MAX'].includes(change.does)),
    problem: undefined,
  }
  if (!kinds.has(rule.kind)) row.problem = `its kind ${String(rule.kind)} is not known`
  else if (problem) row.problem = problem
  else if (!tiers && !change && rule.requireApproval === undefined)
    row.problem = 'it does not say what it does'
  else if (change?.does === 'DIVISOR' && change.value.n === 0n) row.problem = 'it divides by zero'
  return row
}

function keepsOf(percent: Exact): Exact {
  const rest = subtract(hundred, percent)
  return { n: rest.n, scale: rest.scale + 2, d: 1n }
}
