import { compileCondition, compileFormula } from '../../expressions/index.ts'
import type { CompiledCondition, CompiledFormula, Facts } from '../../expressions/types.ts'
import { type Exact, parseDecimal } from '../../money/index.ts'
import type { Condition } from '../types.ts'
import { demandOf } from './demand.ts'
import { lineScope } from './scope.ts'

/** Where facts come from: made when the first condition asks, for all of them. */
export type FactsSource = { facts(): Facts; factText?(field: string): string | undefined }

/** A condition ready to run, or why it cannot be. No condition always holds. */
export type Gate = {
  holds(source: FactsSource): boolean
  because(source: FactsSource): string[]
  /** Fields of the quote itself it looks at: a change of these reaches the line. */
  quoteFields: readonly string[]
  /** How many comparisons it makes: more of them are more specific; none when there is no condition. */
  count: number
  /** Whether it can differ from line to line, only from plan to plan, or not within a request. */
  reach: 'LINE' | 'PLAN' | 'REQUEST'
  /** A quantity it cannot hold below. */
  least: Exact | undefined
  problem?: string
}

const open: Gate = {
  holds: () => true,
  because: () => [],
  quoteFields: [],
  count: 0,
  reach: 'REQUEST',
  least: undefined,
}

/** Compiles when first asked: of ten thousand rules, few are ever looked at. */
export function gateOf(row: { conditions?: Condition | undefined }): Gate {
  if (!row.conditions) return open
  let gate = gates.get(row)
  if (!gate) {
    gate = compile(row.conditions)
    gates.set(row, gate)
  }
  return gate
}

/** A formula giving an amount of money, or why it gives none. */
export function formulaOf(text: string): CompiledFormula | { ok: false; message: string } {
  let formula = formulas.get(text)
  if (!formula) {
    const compiled = compileFormula(text, lineScope, 'money')
    formula = compiled.ok
      ? compiled
      : { ok: false, message: compiled.issues[0]?.message ?? 'it cannot be read' }
    formulas.set(text, formula)
  }
  return formula
}

const gates = new WeakMap<object, Gate>()
const formulas = new Map<string, CompiledFormula | { ok: false; message: string }>()

function compile(condition: Condition): Gate {
  const compiled = compileCondition(condition, lineScope)
  const count = Math.max(1, leaves(condition))
  if (!compiled.ok) {
    return { ...open, count, holds: () => false, problem: compiled.issues[0]?.message ?? 'it cannot be read' }
  }
  const runnable: CompiledCondition = compiled
  const demand = 'field' in condition ? demandOf(condition) : undefined
  return {
    // Facts are made for whoever asks; one text that is as demanded needs none of the others.
    holds: (source) =>
      (demand?.of === 'fact' && has(source.factText?.(demand.field), demand.values)) ||
      runnable.test(source.facts()),
    because: (source) => runnable.evaluate(source.facts()).because,
    quoteFields: runnable.fields.filter((field) => field.startsWith('quote.')),
    count,
    reach: reachOf(runnable.fields),
    least: leastQuantity(condition),
  }
}

function has(text: string | undefined, values: readonly string[]): boolean {
  return text !== undefined && values.includes(text)
}

const ofRequest = /^(currency|priceBook|asOf|region|customer(\..*)?)$/
const ofPlan = /^(product|productSku|plan|categories)$/

function reachOf(fields: readonly string[]): Gate['reach'] {
  if (fields.every((field) => ofRequest.test(field))) return 'REQUEST'
  return fields.every((field) => ofRequest.test(field) || ofPlan.test(field)) ? 'PLAN' : 'LINE'
}

/** A lower bound of the quantity that the condition demands beside whatever else. */
function leastQuantity(condition: Condition): Exact | undefined {
  if ('expression' in condition) return undefined
  if ('field' in condition) {
    const bound = condition.field === 'quantity' && (condition.op === 'gte' || condition.op === 'gt')
    return bound ? parseDecimal(String(condition.value)) : undefined
  }
  if (condition.operator !== 'and') return undefined
  for (const part of condition.conditions) {
    const least = leastQuantity(part)
    if (least) return least
  }
  return undefined
}

function leaves(condition: Condition): number {
  if ('expression' in condition) return condition.expression.split(/&&|\|\|/).length
  return 'field' in condition ? 1 : condition.conditions.reduce((count, each) => count + leaves(each), 0)
}
