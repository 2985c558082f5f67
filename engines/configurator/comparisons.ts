/** Comparisons of arithmetic: exact sums become tables, diagrams or bounded sums; all the rest is compared as it is. */
import { formulaOf, linearOf } from './arithmetic.ts'
import type { Scope } from './flat.ts'
import { ComparisonPropagator } from './kernel/comparison.ts'
import { DiagramPropagator } from './kernel/diagram-propagator.ts'
import { type ChoiceTerm, type IntegerTerm, SumPropagator } from './kernel/linear.ts'
import { isConstant, type LinearForm, plus, scale } from './linear-form.ts'
import { allowRows } from './lower-table.ts'
import type { Lowered } from './lowered.ts'
import type { Comparison, NumberExpression } from './model.ts'
import { floor, multiply, negate, type Rational, reduce, whole } from './rational.ts'
import { diagramOfSum, isEmpty, type Rows } from './tables.ts'

/** Up to this many combinations a comparison is worked out row by row. */
const SMALL = 400
const MOST_EDGES = 20_000

/**
 * Clauses that say the comparison, with propagators behind guard literals where clauses would be too many.
 * orUndefined: it also holds where a division by 0 leaves nothing to compare (it is the negation of another one).
 */
export function lowerComparison(
  lowered: Lowered,
  op: Comparison,
  left: NumberExpression,
  right: NumberExpression,
  scope: Scope,
  orUndefined = false,
): number[][] {
  const a = linearOf(lowered, left, scope)
  const b = linearOf(lowered, right, scope)
  if (a && b) return linear(lowered, op, plus(a, b, whole(-1)))
  const difference = {
    kind: 'sum' as const,
    of: [
      formulaOf(lowered, left, scope),
      {
        kind: 'product' as const,
        of: [{ kind: 'constant' as const, value: whole(-1) }, formulaOf(lowered, right, scope)],
      },
    ],
  }
  const negative = {
    kind: 'product' as const,
    of: [{ kind: 'constant' as const, value: whole(-1) }, difference],
  }
  const guarded = (formula: typeof difference | typeof negative, relation: '<=' | '<' | '=') => {
    const guard = lowered.builder.literal()
    lowered.builder.prefer(guard)
    lowered.builder.propagator(new ComparisonPropagator(formula, relation, guard, orUndefined))
    return guard
  }
  switch (op) {
    case '=':
      return [[guarded(difference, '=')]]
    case '<=':
    case '<':
      return [[guarded(difference, op)]]
    case '>=':
      return [[guarded(negative, '<=')]]
    case '>':
      return [[guarded(negative, '<')]]
    case '!=':
      return [[guarded(difference, '<'), guarded(negative, '<')]]
  }
}

function compares(op: Comparison, value: Rational): boolean {
  switch (op) {
    case '=':
      return value.n === 0n
    case '!=':
      return value.n !== 0n
    case '<':
      return value.n < 0n
    case '<=':
      return value.n <= 0n
    case '>':
      return value.n > 0n
    case '>=':
      return value.n >= 0n
  }
}

/** form op 0, where form is a sum. */
function linear(lowered: Lowered, op: Comparison, form: LinearForm): number[][] {
  if (isConstant(form)) return compares(op, form.constant) ? [] : [[]]
  const terms = [...form.choices.values()].sort((a, b) => a.literals.length - b.literals.length)
  if (form.numbers.size === 0) {
    const combinations = terms.reduce((n, t) => n * t.literals.length, 1)
    if (terms.length === 1) {
      const { literals, amounts } = terms[0]!
      const fits = (k: number) => compares(op, reduce(plusConstant(amounts[k]!, form.constant)))
      return [literals.filter((_, k) => fits(k))]
    }
    const exact = op === '=' || op === '!='
    if (exact || combinations <= SMALL) {
      const diagram = diagramOfSum(terms, form.constant, (sum) => compares(op, sum), MOST_EDGES)
      if (diagram) {
        if (isEmpty(diagram)) return [[]]
        const guard = lowered.builder.literal()
        lowered.builder.prefer(guard)
        if (terms.length === 2) {
          allowRows(
            lowered,
            terms.map((t) => t.literals),
            pairs(terms, op, form.constant),
            guard,
          )
        } else lowered.builder.propagator(new DiagramPropagator(diagram, guard))
        return [[guard]]
      }
    }
  }
  return bounded(lowered, op, form)
}

function plusConstant(a: Rational, b: Rational): Rational {
  return { n: a.n * b.d + b.n * a.d, d: a.d * b.d }
}

type Term = { literals: number[]; amounts: Rational[] }

function pairs(terms: Term[], op: Comparison, constant: Rational): Rows {
  const cells: number[] = []
  terms[0]!.amounts.forEach((a, i) => {
    terms[1]!.amounts.forEach((b, j) => {
      if (compares(op, plusConstant(plusConstant(a, b), constant))) cells.push(i, j)
    })
  })
  return { width: 2, cells: Int32Array.from(cells) }
}

/** Sums that stay below a limit, in whole numbers. */
function bounded(lowered: Lowered, op: Comparison, form: LinearForm): number[][] {
  switch (op) {
    case '<=':
      return [[below(lowered, form, false)]]
    case '<':
      return [[below(lowered, form, true)]]
    case '>=':
      return [[below(lowered, scale(form, whole(-1)), false)]]
    case '>':
      return [[below(lowered, scale(form, whole(-1)), true)]]
    case '=':
      return [[below(lowered, form, false)], [below(lowered, scale(form, whole(-1)), false)]]
    case '!=':
      return [[below(lowered, form, true), below(lowered, scale(form, whole(-1)), true)]]
  }
}

/** A guard for form ≤ 0 (or < 0). */
function below(lowered: Lowered, form: LinearForm, strictly: boolean): number {
  const guard = lowered.builder.literal()
  lowered.builder.prefer(guard)
  const sum = wholeSum(form, strictly)
  if (sum) lowered.builder.propagator(new SumPropagator(sum.choices, sum.numbers, sum.limit, guard))
  else lowered.builder.propagator(new ComparisonPropagator(asFormula(form), strictly ? '<' : '<=', guard))
  return guard
}

function asFormula(form: LinearForm) {
  return {
    kind: 'sum' as const,
    of: [
      { kind: 'constant' as const, value: form.constant },
      ...[...form.choices.values()].map((c) => ({ kind: 'choice' as const, ...c })),
      ...[...form.numbers].map(([integer, factor]) => ({
        kind: 'number' as const,
        integer,
        factor,
        offset: whole(0),
      })),
    ],
  }
}

/** A sum with whole amounts (each `denominator` times what it stands for) that must not exceed `limit`. */
export type WholeSum = { choices: ChoiceTerm[]; numbers: IntegerTerm[]; limit: number; denominator: bigint }

/** form ≤ 0 in whole numbers as terms ≤ limit; null when they would not be safe to add. */
export function wholeSum(form: LinearForm, strictly: boolean): WholeSum | null {
  let d = reduce(form.constant).d
  const all = [...[...form.choices.values()].flatMap((c) => c.amounts), ...form.numbers.values()]
  for (const r of all) {
    const own = reduce(r).d
    d = (d * own) / gcd(d, own)
  }
  const times = (r: Rational) => {
    const { n, d: rest } = reduce(multiply(r, whole(d)))
    return rest === 1n && n < 2n ** 45n && n > -(2n ** 45n) ? Number(n) : Number.NaN
  }
  const choices = [...form.choices.values()].map((c) => ({
    literals: c.literals,
    amounts: c.amounts.map(times),
  }))
  const numbers = [...form.numbers].map(([integer, factor]) => ({ integer, factor: times(factor) }))
  const bound = negate(multiply(form.constant, whole(d)))
  const limit = Number(floor(bound)) - (strictly && reduce(bound).d === 1n ? 1 : 0)
  const safe = [...choices.flatMap((c) => c.amounts), ...numbers.map((t) => t.factor), limit].every((x) =>
    Number.isSafeInteger(x),
  )
  const large = numbers.some((t) => Math.abs(t.factor) > 2 ** 20) && numbers.length > 0
  return safe && !large ? { choices, numbers, limit, denominator: d } : null
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b)
}
