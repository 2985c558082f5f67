/** The best configuration for a goal: each solution found demands a better one, until there is none. */
import type { Configuration, Decision, Goal, Optimum } from './answers.ts'
import { linearOf } from './arithmetic.ts'
import { type WholeSum, wholeSum } from './comparisons.ts'
import type { Compiled } from './compile.ts'
import { configurationOf } from './complete.ts'
import { meaningOf } from './decisions.ts'
import { CoreSearch } from './kernel/cores.ts'
import type { Engine } from './kernel/engine.ts'
import { evaluate } from './kernel/formula.ts'
import { SumPropagator } from './kernel/linear.ts'
import { addTo, constantForm, type LinearForm, literalForm, numberForm, scale } from './linear-form.ts'
import type { Decimal } from './model.ts'
import { add, decimalText, divide, multiply, ONE, type Rational, rational, whole, ZERO } from './rational.ts'

/** Choices and conflicts unless the caller says how many: some seconds on the largest models. */
const BUDGET = 50_000

/** Optimises a goal under the decisions; `steps` bounds the effort. */
export function optimizeSession(
  compiled: Compiled,
  decisions: readonly Decision[],
  goal: Goal,
  steps = BUDGET,
): Optimum {
  const engine = engineFor(compiled, decisions)
  const sign = whole(goal.direction === 'minimize' ? 1 : -1)
  const form = scale(goalForm(compiled, goal), sign)
  const best = minimize(compiled, engine, form, steps)
  return {
    configuration: best.configuration,
    value: decimalText(multiply(best.value, sign)),
    proven: best.proven,
    bound: decimalText(multiply(best.bound, sign)),
    steps: best.steps,
  }
}

/** An engine of its own with the decisions made. */
export function engineFor(compiled: Compiled, decisions: readonly Decision[]): Engine {
  const engine = compiled.root.fork()
  for (const d of decisions) {
    const meaning = meaningOf(compiled.flat, compiled.lowered.lowered, engine.state, d)
    if ('problem' in meaning) continue
    for (const l of meaning.literals) engine.assume(l, false)
  }
  return engine
}

function goalForm(compiled: Compiled, goal: Goal): LinearForm {
  const { lowered } = compiled.lowered
  const form = constantForm(ZERO)
  for (const t of goal.terms ?? []) {
    const v = compiled.flat.names.get(t.variable)
    if (!v || v.kind === 'text')
      throw new RangeError(`the goal names ${t.variable}, which is no variable with values`)
    const part =
      t.value === undefined && v.kind === 'number'
        ? numberForm(lowered, lowered.encoding(v))
        : literalForm(lowered, lowered.literalOf(v, t.value ?? true), ONE)
    addTo(form, part, rational(t.amount))
  }
  if (goal.expression !== undefined) {
    const variables = lowered.builder.variables
    const part = linearOf(lowered, goal.expression, compiled.flat.scope)
    if (!part || lowered.builder.variables !== variables)
      throw new RangeError('a goal is a sum of numbers and attributes')
    addTo(form, part, ONE)
  }
  return form
}

export type Minimum = {
  configuration: Configuration
  value: Rational
  bound: Rational
  proven: boolean
  steps: number
}

/** Finds the smallest value of the sum; leaves the engine with the limit in place and the best solution as M. */
export function minimize(compiled: Compiled, engine: Engine, form: LinearForm, budget: number): Minimum {
  const { lowered } = compiled.lowered
  const sum = wholeSum(form, false)
  if (!sum) throw new RangeError('the numbers of the goal are too large or too fine')
  const toValue = (n: number) => add(divide(whole(n), whole(sum.denominator)), form.constant)
  const goal = new SumPropagator(sum.choices, sum.numbers, Number.MAX_SAFE_INTEGER, 0)
  engine.add(goal)
  const start = engine.state.steps
  const cheapest = [...sum.choices].flatMap((c) => {
    const least = Math.min(...c.amounts)
    return c.literals.map((l, i) => (c.amounts[i] === least ? l : l ^ 1))
  })
  engine.approach(cheapest, budget)
  let best = goal.valueInReference(engine.state)
  const below = fromBelow(engine, goal, sum, best, start + Math.ceil(budget / 2))
  engine.state.steps = below.steps
  best = goal.valueInReference(engine.state)
  let proven = below.proven || best === below.bound
  engine.state.budget = start + budget
  while (!proven) {
    goal.tighten(best - 1)
    const outcome = engine.improve(goal)
    if (outcome === 'unknown') break
    if (outcome === 'better') best = goal.valueInReference(engine.state)
    proven = outcome === 'none' || best === below.bound
  }
  engine.state.budget = Number.MAX_SAFE_INTEGER
  goal.tighten(best)
  const bound = proven ? best : Math.max(below.bound, goal.leastValue(engine.state))
  return {
    configuration: configurationOf(compiled.flat, lowered, engine.state),
    value: toValue(best),
    bound: toValue(bound),
    proven,
    steps: engine.state.steps - start,
  }
}

/** Searches from below on a fork; the best solution met becomes M of the engine. */
function fromBelow(engine: Engine, goal: SumPropagator, sum: WholeSum, best: number, budget: number) {
  const own = engine.fork()
  own.state.budget = budget
  let least = best
  const search = new CoreSearch(
    own,
    sum.choices,
    sum.numbers,
    (s) => {
      const value = goal.valueInReference(s)
      if (value < least) engine.follow(s)
      least = Math.min(least, value)
      return value
    },
    best,
  )
  const proven = search.run()
  return { proven, bound: search.bound, steps: own.state.steps }
}

/** Smallest and largest value of a total: proven for sums, by bounds for other formulas. */
export function rangeOfTotal(compiled: Compiled, decisions: readonly Decision[], code: string) {
  const total = compiled.lowered.totals.get(code)
  if (!total) throw new RangeError(`${code} is no total of this model`)
  if (!total.sum) {
    const { state } = engineFor(compiled, decisions)
    const i = evaluate(total.formula, {
      s: state,
      at: 'box',
      integer: -1,
      low: 0,
      high: 0,
      choice: null,
      option: 0,
    })
    if (!i?.low || !i.high) throw new RangeError(`${code} has no bounds yet`)
    return { min: decimalText(i.low), max: decimalText(i.high) }
  }
  const smallest = minimize(compiled, engineFor(compiled, decisions), total.sum, BUDGET)
  const negative = scale(total.sum, whole(-1))
  const largest = minimize(compiled, engineFor(compiled, decisions), negative, BUDGET)
  const text = (r: Rational): Decimal => decimalText(r)
  return { min: text(smallest.bound), max: text(multiply(largest.bound, whole(-1))) }
}
