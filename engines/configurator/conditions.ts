/** Conditions as clauses. Everything is lowered in one direction: "if the guards fail, the condition holds". */
import { lowerComparison } from './comparisons.ts'
import { instancesOf, resolveName, type Scope } from './flat.ts'
import { FALSE, TRUE } from './kernel/state.ts'
import { lowerTable } from './lower-table.ts'
import type { Lowered } from './lowered.ts'
import type { Comparison, Condition, Value } from './model.ts'

/** The most clauses an "or" of "and"s is multiplied out to before it gets helper variables. */
const MULTIPLIED = 16

/** Adds "guards or condition" to the problem: where all guards are false the condition must hold. */
export function assertCondition(lowered: Lowered, c: Condition, scope: Scope, guards: number[]): void {
  const { builder } = lowered
  if (Array.isArray(c) && c[0] === 'clauses') {
    // Imported models have hundreds of thousands: one after the other, not all in memory.
    eachNumberedClause(lowered, c[1], scope, (clause) => builder.clause([...guards, ...clause]))
    return
  }
  for (const clause of clausesOf(lowered, c, scope)) builder.clause([...guards, ...clause])
}

/** A literal that is true exactly when the condition holds. */
export function literalFor(lowered: Lowered, c: Condition, scope: Scope): number {
  const clauses = clausesOf(lowered, c, scope)
  if (clauses.length === 0) return TRUE
  if (clauses.some((x) => x.length === 0)) return FALSE
  if (clauses.length === 1 && clauses[0]!.length === 1) {
    const l = clauses[0]![0]!
    // A helper literal only promises one direction; a value literal means what it says.
    if (l <= 1 || lowered.ownerOf.has(l >> 1)) return l
  }
  const l = lowered.builder.literal()
  for (const clause of clauses) lowered.builder.clause([l ^ 1, ...clause])
  assertCondition(lowered, ['not', c], scope, [l])
  return l
}

/** Clauses that together say the condition. Helper variables are added to the problem where needed. */
export function clausesOf(lowered: Lowered, c: Condition, scope: Scope): number[][] {
  if (c === true) return []
  if (c === false) return [[]]
  if (typeof c === 'string') return [[literalOfName(lowered, c, true, scope)]]
  switch (c[0]) {
    case 'and':
      return c.slice(1).flatMap((part) => clausesOf(lowered, part as Condition, scope))
    case 'or':
      return disjunction(lowered, c.slice(1) as Condition[], scope)
    case 'not':
      return negated(lowered, c[1], scope)
    case 'implies':
      return disjunction(lowered, [['not', c[1]], c[2]], scope)
    case 'iff':
      return [
        ...disjunction(lowered, [['not', c[1]], c[2]], scope),
        ...disjunction(lowered, [c[1], ['not', c[2]]], scope),
      ]
    case 'xor':
      return clausesOf(lowered, ['iff', c[1], ['not', c[2]]], scope)
    case 'requires':
      return disjunction(
        lowered,
        [
          ['not', c[1]],
          ['and', ...(c.slice(2) as Condition[])],
        ],
        scope,
      )
    case 'excludes':
      return atMost(lowered, 1, c.slice(1) as Condition[], scope)
    case 'atLeast':
      return atLeast(lowered, c[1], c.slice(2) as Condition[], scope)
    case 'atMost':
      return atMost(lowered, c[1], c.slice(2) as Condition[], scope)
    case 'exactly': {
      const of = c.slice(2) as Condition[]
      return [...atLeast(lowered, c[1], of, scope), ...atMost(lowered, c[1], of, scope)]
    }
    case 'is':
      return [[literalOfName(lowered, c[1], c[2], scope)]]
    case 'in':
      return [c[2].map((value) => literalOfName(lowered, c[1], value, scope))]
    case 'same':
      return same(lowered, c[1], c[2], scope)
    case 'allowed':
    case 'forbidden':
      return guarded(lowered, (guard) => lowerTable(lowered, c, scope, guard))
    case 'every':
      return instancesOf(lowered.flat, scope, c[1]).flatMap(([i, inner]) =>
        disjunctionOf(lowered, [[[lowered.presence(i) ^ 1]], clausesOf(lowered, c[2], inner)]),
      )
    case 'some':
      return disjunctionOf(
        lowered,
        instancesOf(lowered.flat, scope, c[1]).map(([i, inner]) => [
          [lowered.presence(i)],
          ...clausesOf(lowered, c[2], inner),
        ]),
      )
    case 'clauses':
      return numberedClauses(lowered, c[1], scope)
    default:
      return lowerComparison(lowered, c[0], c[1], c[2], scope)
  }
}

const OPPOSITE: Record<Comparison, Comparison> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
}

function negated(lowered: Lowered, c: Condition, scope: Scope): number[][] {
  if (typeof c === 'boolean') return clausesOf(lowered, !c, scope)
  if (typeof c === 'string') return [[literalOfName(lowered, c, true, scope) ^ 1]]
  const not = (x: Condition): Condition => ['not', x]
  switch (c[0]) {
    case 'and':
      return disjunction(lowered, (c.slice(1) as Condition[]).map(not), scope)
    case 'or':
      return clausesOf(lowered, ['and', ...(c.slice(1) as Condition[]).map(not)], scope)
    case 'not':
      return clausesOf(lowered, c[1], scope)
    case 'implies':
      return clausesOf(lowered, ['and', c[1], not(c[2])], scope)
    case 'iff':
      return clausesOf(lowered, ['iff', c[1], not(c[2])], scope)
    case 'xor':
      return clausesOf(lowered, ['iff', c[1], c[2]], scope)
    case 'requires':
      return clausesOf(lowered, ['and', c[1], not(['and', ...(c.slice(2) as Condition[])])], scope)
    case 'excludes':
      return atLeast(lowered, 2, c.slice(1) as Condition[], scope)
    case 'atLeast':
      return atMost(lowered, c[1] - 1, c.slice(2) as Condition[], scope)
    case 'atMost':
      return atLeast(lowered, c[1] + 1, c.slice(2) as Condition[], scope)
    case 'exactly': {
      const of = c.slice(2) as Condition[]
      return disjunctionOf(lowered, [
        atMost(lowered, c[1] - 1, of, scope),
        atLeast(lowered, c[1] + 1, of, scope),
      ])
    }
    case 'is':
      return [[literalOfName(lowered, c[1], c[2], scope) ^ 1]]
    case 'in':
      return c[2].map((value) => [literalOfName(lowered, c[1], value, scope) ^ 1])
    case 'same':
      return disjunctionOf(
        lowered,
        same(lowered, c[1], c[2], scope).map((clause) => clause.map((l) => [l ^ 1])),
      )
    case 'allowed':
      return guarded(lowered, (guard) => lowerTable(lowered, ['forbidden', c[1], c[2]], scope, guard))
    case 'forbidden':
      return guarded(lowered, (guard) => lowerTable(lowered, ['allowed', c[1], c[2]], scope, guard))
    case 'every':
      return clausesOf(lowered, ['some', c[1], not(c[2])], scope)
    case 'some':
      return clausesOf(lowered, ['every', c[1], not(c[2])], scope)
    case 'clauses':
      return disjunctionOf(
        lowered,
        numberedClauses(lowered, c[1], scope).map((clause) => clause.map((l) => [l ^ 1])),
      )
    default:
      return lowerComparison(lowered, OPPOSITE[c[0]], c[1], c[2], scope, true)
  }
}

function literalOfName(lowered: Lowered, name: string, value: Value, scope: Scope): number {
  const v = resolveName(lowered.flat, scope, name)
  if (!v) throw new Error(`unknown variable: ${name}`)
  return lowered.literalOf(v, value)
}

function disjunction(lowered: Lowered, parts: Condition[], scope: Scope): number[][] {
  return disjunctionOf(
    lowered,
    parts.map((p) => clausesOf(lowered, p, scope)),
  )
}

/** "One of these sets of clauses holds": multiplied out while small, else with a helper literal per set. */
export function disjunctionOf(lowered: Lowered, parts: number[][][]): number[][] {
  if (parts.some((p) => p.length === 0)) return []
  const sorted = [...parts].sort((a, b) => a.length - b.length)
  let result: number[][] = [[]]
  for (const part of sorted) {
    if (result.length * part.length <= MULTIPLIED) {
      result = result.flatMap((x) => part.map((y) => [...x, ...y]))
      continue
    }
    const helper = lowered.builder.literal()
    for (const clause of part) lowered.builder.clause([helper ^ 1, ...clause])
    result = result.map((x) => [...x, helper])
  }
  return result
}

/** Runs `lower` with a fresh guard literal that implies what it adds. */
function guarded(lowered: Lowered, lower: (guard: number) => void): number[][] {
  const guard = lowered.builder.literal()
  lowered.builder.prefer(guard)
  lower(guard)
  return [[guard]]
}

function same(lowered: Lowered, a: string, b: string, scope: Scope): number[][] {
  const x = resolveName(lowered.flat, scope, a)!
  const y = resolveName(lowered.flat, scope, b)!
  const there = [lowered.encoding(x).presence, lowered.encoding(y).presence]
    .filter((l) => l !== TRUE)
    .map((l) => [l])
  if (x.kind === 'number' || y.kind === 'number') {
    return [...there, ...lowerComparison(lowered, '=', ['variable', a], ['variable', b], scope)]
  }
  const values: Value[] = x.kind === 'boolean' ? [false, true] : x.options
  return [...there, ...values.map((value) => [lowered.literalOf(x, value) ^ 1, lowered.literalOf(y, value)])]
}

function numberedClauses(lowered: Lowered, numbers: number[], scope: Scope): number[][] {
  const clauses: number[][] = []
  eachNumberedClause(lowered, numbers, scope, (clause) => clauses.push([...clause]))
  return clauses
}

/** Calls back with each clause, in one list that is used again. */
function eachNumberedClause(
  lowered: Lowered,
  numbers: readonly number[],
  scope: Scope,
  take: (clause: readonly number[]) => void,
): void {
  const literals = scope.model.variables.map((v) => literalOfName(lowered, v.code, true, scope))
  const clause: number[] = []
  for (const n of numbers) {
    if (n === 0) {
      take(clause)
      clause.length = 0
    } else clause.push(n > 0 ? literals[n - 1]! : literals[-n - 1]! ^ 1)
  }
}

function atLeast(lowered: Lowered, n: number, of: Condition[], scope: Scope): number[][] {
  if (n <= 0) return []
  if (n > of.length) return [[]]
  if (n === 1) return disjunction(lowered, of, scope)
  if (n === of.length) return of.flatMap((c) => clausesOf(lowered, c, scope))
  return lowerComparison(lowered, '>=', ['count', ...of], String(n), scope)
}

function atMost(lowered: Lowered, n: number, of: Condition[], scope: Scope): number[][] {
  if (n < 0) return [[]]
  if (n >= of.length) return []
  if (n === 0) return of.flatMap((c) => clausesOf(lowered, ['not', c], scope))
  if (n === 1 && of.length <= 48) {
    const negations = of.map((c) => clausesOf(lowered, ['not', c], scope))
    return negations.flatMap((a, i) => negations.slice(i + 1).flatMap((b) => disjunctionOf(lowered, [a, b])))
  }
  return lowerComparison(lowered, '<=', ['count', ...of], String(n), scope)
}
