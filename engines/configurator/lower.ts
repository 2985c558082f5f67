/** A flat model as a problem for the kernel: variables first, then structure, then constraints. */
import { formulaOf, linearOf } from './arithmetic.ts'
import { assertCondition, literalFor } from './conditions.ts'
import { type FlatConstraint, type FlatModel, type FlatVariable, resolveName, type Scope } from './flat.ts'
import { joinSums, type PlainComparison } from './joint-sums.ts'
import type { Formula } from './kernel/formula.ts'
import type { Problem } from './kernel/state.ts'
import { TRUE } from './kernel/state.ts'
import type { LinearForm } from './linear-form.ts'
import { Lowered } from './lowered.ts'
import type { Comparison, Condition, NumberExpression } from './model.ts'
import { divide, floor, negate, reduce } from './rational.ts'
import type { TableCache } from './table-cache.ts'
import { reachableSums, TooLarge } from './tables.ts'

export type LowerOptions = {
  /** Gives each constraint a literal that switches it on, to find out which of them matter. */
  switches: boolean
  tables: TableCache
}

export type LoweredModel = {
  lowered: Lowered
  problem: Problem
  consistent: boolean
  /** With switches: the literal of each constraint, in the order of the flat model. */
  switches: number[]
  /** The literal of each default ("if … then this value"), and of each preference that is a condition. */
  defaults: number[]
  preferences: (number | Objective)[]
  totals: Map<string, Objective>
}

/** A constraint that is too large to work out, with its code. */
export class ConstraintTooLarge extends Error {
  readonly constraint: string
  constructor(constraint: string, message: string) {
    super(message)
    this.constraint = constraint
  }
}

export function lower(flat: FlatModel, options: LowerOptions): LoweredModel {
  const lowered = new Lowered(flat, options.tables)
  const { constraints } = flat
  const comparisons = options.switches ? [] : comparisonsOf(constraints)
  const equations = comparisons.filter((c) => c.op === '=')
  encodeVariables(lowered, flat, equations)
  const switches: number[] = []
  for (const c of constraints) {
    const guards = c.owner === null ? [] : [lowered.presence(c.owner) ^ 1]
    if (options.switches) {
      const on = lowered.builder.literal()
      lowered.builder.prefer(on)
      switches.push(on)
      guards.push(on ^ 1)
    }
    try {
      const { rule, when } = c.constraint
      assertCondition(lowered, when === undefined ? rule : ['implies', when, rule], c.scope, guards)
    } catch (error) {
      if (error instanceof TooLarge) throw new ConstraintTooLarge(c.code, error.message)
      throw error
    }
  }
  joinSums(lowered, comparisons)
  const wishes = options.switches
    ? { defaults: [], preferences: [], totals: new Map() }
    : wishesOf(lowered, flat)
  return {
    lowered,
    problem: lowered.builder.build(),
    consistent: lowered.builder.consistent,
    switches,
    ...wishes,
  }
}

function wishesOf(lowered: Lowered, flat: FlatModel) {
  const { model, scope } = flat
  const unless = (when: Condition | undefined, c: Condition): Condition =>
    when === undefined ? c : ['implies', when, c]
  const defaults = (model.defaults ?? []).map((d) =>
    literalFor(lowered, unless(d.when, ['is', d.variable, d.value]), scope),
  )
  const preferences = (model.preferences ?? []).map((p) => {
    if ('prefer' in p) return literalFor(lowered, unless(p.when, p.prefer), scope)
    if ('minimize' in p) return objectiveOf(lowered, p.minimize, scope, 'minimize')
    return objectiveOf(lowered, p.maximize, scope, 'maximize')
  })
  const totals = new Map(
    (model.totals ?? []).map((t) => [t.code, objectiveOf(lowered, t.value, scope, 'minimize')]),
  )
  return { defaults, preferences, totals }
}

/** Something to make small or large: a sum where it is one, and always a formula. */
export type Objective = { sum: LinearForm | null; formula: Formula; direction: 'minimize' | 'maximize' }

function objectiveOf(
  lowered: Lowered,
  e: NumberExpression,
  scope: Scope,
  direction: 'minimize' | 'maximize',
): Objective {
  return { sum: linearOf(lowered, e, scope), formula: formulaOf(lowered, e, scope), direction }
}

type Equation = PlainComparison & { variables: Set<FlatVariable> }

/** Choices and small numbers first; a large number that equals a sum of them gets only the sums it can be. */
function encodeVariables(lowered: Lowered, flat: FlatModel, equations: PlainComparison[]): void {
  const later: FlatVariable[] = []
  for (const v of flat.variables) {
    if (v.kind === 'boolean') lowered.encodeBoolean(v)
    else if (v.kind === 'choice') lowered.encodeChoice(v)
    else if (v.kind === 'number') {
      if (v.spec === null || v.owner !== null) lowered.encodeNumber(v, null)
      else later.push(v)
    }
  }
  const ready = equations.map((e) => ({ ...e, variables: variablesOf(flat, e) }))
  let waiting = later
  for (let again = true; again; ) {
    again = false
    for (const v of waiting) {
      const values = sumsOf(lowered, v, ready, waiting)
      if (values === null) continue
      lowered.encodeNumber(v, values)
      waiting = waiting.filter((w) => w !== v)
      again = true
      break
    }
  }
  for (const v of waiting) lowered.encodeNumber(v, null)
}

/** Comparisons that hold always: at the top of an unconditional constraint of the outermost model. */
function comparisonsOf(constraints: readonly FlatConstraint[]): PlainComparison[] {
  const found: PlainComparison[] = []
  const visit = (c: Condition, scope: Scope) => {
    if (!Array.isArray(c)) return
    if (c[0] === 'and') for (const part of c.slice(1)) visit(part as Condition, scope)
    else if (isComparison(c)) found.push({ op: c[0], left: c[1], right: c[2], scope })
  }
  for (const c of constraints)
    if (c.owner === null && c.constraint.when === undefined) visit(c.constraint.rule, c.scope)
  return found
}

function isComparison(c: Condition): c is [Comparison, NumberExpression, NumberExpression] {
  return Array.isArray(c) && ['=', '!=', '<', '<=', '>', '>='].includes(c[0])
}

/** All variables named anywhere in an equation. */
function variablesOf(flat: FlatModel, e: PlainComparison): Set<FlatVariable> {
  const found = new Set<FlatVariable>()
  const visit = (part: unknown) => {
    if (typeof part === 'string') {
      const v = resolveName(flat, e.scope, part)
      if (v) found.add(v)
    } else if (Array.isArray(part)) for (const p of part) visit(p)
  }
  visit(e.left)
  visit(e.right)
  return found
}

const MOST_SUMS = 2048

/** The indices that v can have by one of the equations; null when no equation with known variables limits it. */
function sumsOf(
  lowered: Lowered,
  v: FlatVariable,
  equations: Equation[],
  waiting: FlatVariable[],
): number[] | null {
  for (const e of equations) {
    if (!e.variables.has(v) || waiting.some((w) => w !== v && e.variables.has(w))) continue
    const placeholder = -1000
    lowered.encodings.set(v, { variable: v, literals: [], indices: [], integer: placeholder, presence: TRUE })
    const left = linearOf(lowered, e.left, e.scope)
    const right = linearOf(lowered, e.right, e.scope)
    lowered.encodings.delete(v)
    if (!left || !right) continue
    const form = { left, right }
    const factor = subtractFactor(form, placeholder)
    const others = [...left.numbers.keys(), ...right.numbers.keys()].some((x) => x !== placeholder)
    if (factor === null || others) continue
    const terms = [
      ...[...left.choices.values()],
      ...[...right.choices.values()].map((c) => ({ ...c, amounts: c.amounts.map(negate) })),
    ]
    const start = reduce({
      n: left.constant.n * right.constant.d - right.constant.n * left.constant.d,
      d: left.constant.d * right.constant.d,
    })
    const sums = reachableSums(terms, start, MOST_SUMS)
    if (!sums) continue
    const indices: number[] = []
    for (const s of sums.values()) {
      const k = reduce(divide(negate(s), factor))
      if (k.d === 1n && k.n >= 0n && k.n <= BigInt(v.last)) indices.push(Number(floor(k)))
    }
    if (indices.length === 0) return null
    return [...new Set(indices)].sort((a, b) => a - b)
  }
  return null
}

function subtractFactor(
  form: {
    left: { numbers: Map<number, { n: bigint; d: bigint }> }
    right: { numbers: Map<number, { n: bigint; d: bigint }> }
  },
  x: number,
) {
  const a = form.left.numbers.get(x) ?? { n: 0n, d: 1n }
  const b = form.right.numbers.get(x) ?? { n: 0n, d: 1n }
  const factor = reduce({ n: a.n * b.d - b.n * a.d, d: a.d * b.d })
  return factor.n === 0n ? null : factor
}
