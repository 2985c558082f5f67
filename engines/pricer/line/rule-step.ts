import { type Exact, one, subtract, toText } from '../../money/index.ts'
import type { RuleChange, RuleRow } from '../prepare/rule-row.ts'
import { numbers } from '../trace.ts'
import type { Step } from '../types.ts'
import type { LineWork } from './work.ts'

/** What a rule met and what it made: the price before any rule, before it, exactly after it, and rounded. */
export type RulePrices = {
  start: Exact
  before: Exact
  exact: Exact
  after: Exact
  /** So many unit amounts change an amount for all units; one changes a unit price. */
  units: Exact
}

/** A price rule that was applied, in words and numbers. */
export function ruleStep(work: LineWork, row: RuleRow, change: RuleChange, prices: RulePrices): Step {
  const { before, exact, after } = prices
  const { rule, gate, step } = row
  const words = wordsOf(row, change, prices)
  const bounds = rule.minQuantity !== undefined || rule.maxQuantity !== undefined || row.tiers
  const rounding = rule.rounding
  const mode = rounding?.mode ?? work.run.mode
  return {
    step: 'priceRule',
    source: { kind: 'rule', code: rule.code, revision: rule.revision, name: rule.name },
    because: [
      `${rule.name}: ${words.because}`,
      ...(bounds ? [`for a quantity of ${toText(work.quantity)}`] : []),
      ...(rule.segments?.length ? [`for customers in ${rule.segments.join(', ')}`] : []),
      ...(gate.count ? gate.because(work.source) : []),
    ],
    in: { running: toText(before), ...words.numbers },
    formula: words.formula,
    exact: toText(exact),
    ...(step && rounding
      ? {
          rounded: toText(after),
          rounding: {
            point: 'R1' as const,
            mode,
            step: toText(step),
            ...(rounding.of === 'AMOUNT' ? { of: 'AMOUNT' as const } : {}),
          },
        }
      : {}),
    out: { running: toText(after) },
  }
}

function wordsOf(
  row: RuleRow,
  change: RuleChange,
  { start, before, exact, units: count }: RulePrices,
): { formula: string; numbers: Record<string, string>; because: string } {
  if (change.does === 'FORMULA')
    return { formula: 'price', numbers: { price: toText(exact) }, because: `formula ${change.text}` }
  const value = toText(change.value)
  const base = toText(row.rule.percentBase === 'START' ? start : before)
  const units = count === one ? undefined : toText(count)
  const times = units === undefined ? '' : ' * units'
  switch (change.does) {
    case 'SET': {
      const adders = toText(subtract(exact, change.value))
      return {
        formula: 'price + adders',
        numbers: { price: value, adders },
        because: `sets the price to ${value}`,
      }
    }
    case 'PERCENT_OFF':
      return {
        formula: 'running - base * percent / 100',
        numbers: { base, percent: value },
        because: `${value} % off`,
      }
    case 'PERCENT_UP':
      return {
        formula: 'running + base * percent / 100',
        numbers: { base, percent: value },
        because: `${value} % up`,
      }
    case 'AMOUNT_OFF':
      return {
        formula: `running - amount${times}`,
        numbers: numbers({ amount: value, units }),
        because: `${value} off each unit`,
      }
    case 'AMOUNT_UP':
      return {
        formula: `running + amount${times}`,
        numbers: numbers({ amount: value, units }),
        because: `${value} more for each unit`,
      }
    case 'FACTOR':
      return { formula: 'running * factor', numbers: { factor: value }, because: `times ${value}` }
    case 'DIVISOR':
      return { formula: 'running / divisor', numbers: { divisor: value }, because: `divided by ${value}` }
    case 'MIN':
      return {
        formula: `max(running, least${times})`,
        numbers: numbers({ least: value, units }),
        because: `at least ${value}`,
      }
    case 'MAX':
      return {
        formula: `min(running, most${times})`,
        numbers: numbers({ most: value, units }),
        because: `at most ${value}`,
      }
  }
}
