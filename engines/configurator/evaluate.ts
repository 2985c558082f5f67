/** What a condition or an expression is worth for a whole configuration: read off the model, without the solver. */
import { type FlatModel, type Instance, instancesOf, resolveName, type Scope } from './flat.ts'
import type { Comparison, Condition, NumberExpression, Value } from './model.ts'
import {
  add,
  compare,
  divide,
  isDecimal,
  multiply,
  negate,
  ONE,
  type Rational,
  rational,
  whole,
  ZERO,
} from './rational.ts'

export type Values = Readonly<Record<string, Value>>

/** Is the instance there? */
export function isThere(values: Values, i: Instance | null): boolean {
  if (i === null) return true
  return isThere(values, i.parent) && Number(values[i.slot.path] ?? '0') > i.index
}

export function evaluate(flat: FlatModel, values: Values, c: Condition, scope: Scope): boolean {
  const truth = (x: unknown) => evaluate(flat, values, x as Condition, scope)
  const valueOf = (name: string): Value | undefined => {
    const v = resolveName(flat, scope, name)
    return v && isThere(values, v.owner) ? values[v.path] : undefined
  }
  const has = (name: string, value: Value) => sameValue(valueOf(name), value)
  if (typeof c === 'boolean') return c
  if (typeof c === 'string') return valueOf(c) === true
  const holding = (list: unknown[]) => list.filter(truth).length
  switch (c[0]) {
    case 'and':
      return c.slice(1).every(truth)
    case 'or':
      return c.slice(1).some(truth)
    case 'not':
      return !truth(c[1])
    case 'implies':
      return !truth(c[1]) || truth(c[2])
    case 'iff':
      return truth(c[1]) === truth(c[2])
    case 'xor':
      return truth(c[1]) !== truth(c[2])
    case 'requires':
      return !truth(c[1]) || c.slice(2).every(truth)
    case 'excludes':
      return holding(c.slice(1)) <= 1
    case 'atLeast':
      return holding(c.slice(2)) >= c[1]
    case 'atMost':
      return holding(c.slice(2)) <= c[1]
    case 'exactly':
      return holding(c.slice(2)) === c[1]
    case 'is':
      return has(c[1], c[2])
    case 'in':
      return c[2].some((value) => has(c[1], value))
    case 'same': {
      const other = valueOf(c[2])
      return other !== undefined && has(c[1], other)
    }
    case 'allowed':
      return c[2].some((row) => row.every((value, i) => value === null || has(c[1][i]!, value)))
    case 'forbidden':
      return !c[2].some((row) => row.every((value, i) => value === null || has(c[1][i]!, value)))
    case 'every':
      return there(flat, values, c[1], scope).every((inner) => evaluate(flat, values, c[2], inner))
    case 'some':
      return there(flat, values, c[1], scope).some((inner) => evaluate(flat, values, c[2], inner))
    case 'clauses':
      return clausesHold(
        c[1],
        scope.model.variables.map((v) => valueOf(v.code) === true),
      )
    default: {
      const a = numberOf(flat, values, c[1], scope)
      const b = numberOf(flat, values, c[2], scope)
      return a !== null && b !== null && compares(c[0], compare(a, b))
    }
  }
}

function there(flat: FlatModel, values: Values, slot: string, scope: Scope): Scope[] {
  return instancesOf(flat, scope, slot).flatMap(([i, inner]) => (isThere(values, i) ? [inner] : []))
}

export function sameValue(a: Value | undefined, b: Value): boolean {
  if (a === b) return true
  return isDecimal(a) && isDecimal(b) && compare(rational(a), rational(b)) === 0
}

function compares(op: Comparison, order: number): boolean {
  if (op === '=') return order === 0
  if (op === '!=') return order !== 0
  if (op === '<') return order < 0
  if (op === '<=') return order <= 0
  return op === '>' ? order > 0 : order >= 0
}

function clausesHold(numbers: number[], truths: boolean[]): boolean {
  let holds = false
  for (const n of numbers) {
    if (n === 0) {
      if (!holds) return false
      holds = false
    } else if (n > 0 ? truths[n - 1] : !truths[-n - 1]) holds = true
  }
  return true
}

/** The exact value; null where a division by 0 is part of it. */
export function numberOf(
  flat: FlatModel,
  values: Values,
  e: NumberExpression,
  scope: Scope,
): Rational | null {
  const number = (x: unknown, inner = scope) => numberOf(flat, values, x as NumberExpression, inner)
  if (typeof e === 'string') return isDecimal(e) ? rational(e) : variableNumber(flat, values, e, scope)
  const all = (list: unknown[]) => list.map((x) => number(x))
  switch (e[0]) {
    case 'variable':
      return variableNumber(flat, values, e[1], scope)
    case 'attribute':
      return attributeNumber(flat, values, e[1], e[2], scope)
    case '+':
      return sum(all(e.slice(1)))
    case '-': {
      const [first, ...rest] = all(e.slice(1))
      if (rest.length === 0) return first ? negate(first) : null
      return sum([first!, ...rest.map((x) => x && negate(x))])
    }
    case '*':
      return all(e.slice(1)).reduce<Rational | null>((a, b) => a && b && multiply(a, b), ONE)
    case '/': {
      const [a, b] = [number(e[1]), number(e[2])]
      return a && b && b.n !== 0n ? divide(a, b) : null
    }
    case 'min':
      return extreme(all(e.slice(1)), -1)
    case 'max':
      return extreme(all(e.slice(1)), 1)
    case 'if':
      return evaluate(flat, values, e[1], scope) ? number(e[2]) : number(e[3])
    case 'count':
      return whole(e.slice(1).filter((c) => evaluate(flat, values, c as Condition, scope)).length)
    case 'countOf':
      return whole(there(flat, values, e[1], scope).filter((s) => evaluate(flat, values, e[2], s)).length)
    case 'sumOf':
      return sum(there(flat, values, e[1], scope).map((inner) => number(e[2], inner)))
    case 'minOf':
    case 'maxOf':
      return extreme(
        there(flat, values, e[1], scope).map((inner) => number(e[2], inner)),
        e[0] === 'minOf' ? -1 : 1,
      )
  }
}

function sum(list: (Rational | null)[]): Rational | null {
  return list.reduce<Rational | null>((a, b) => a && b && add(a, b), ZERO)
}

/** The smallest (sign −1) or largest (1); 0 of nothing. */
function extreme(list: (Rational | null)[], sign: number): Rational | null {
  if (list.length === 0) return ZERO
  return list.reduce((a, b) => a && b && (compare(a, b) * sign >= 0 ? a : b))
}

function variableNumber(flat: FlatModel, values: Values, name: string, scope: Scope): Rational | null {
  const v = resolveName(flat, scope, name)
  if (!v || !isThere(values, v.owner)) return ZERO
  const value = values[v.path]
  if (value === true) return ONE
  return isDecimal(value) ? rational(value) : ZERO
}

function attributeNumber(flat: FlatModel, values: Values, name: string, attribute: string, scope: Scope) {
  const v = resolveName(flat, scope, name)
  if (!v?.spec || !isThere(values, v.owner)) return ZERO
  const value = values[v.path]
  if (v.spec.kind === 'choice') {
    return rational(v.spec.options.find((o) => o.code === value)?.attributes?.[attribute] ?? '0')
  }
  const own = rational(('attributes' in v.spec && v.spec.attributes?.[attribute]) || '0')
  if (v.kind === 'boolean') return value === true ? own : ZERO
  return isDecimal(value) ? multiply(own, rational(value)) : ZERO
}
