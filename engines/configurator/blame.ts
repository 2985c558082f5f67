/**
 * Which constraints turn decisions against each other. Looked for among the constraints, each with a switch, those
 * nearest to the decisions first. In a large model a model of the nearest ones alone is tried before that of all.
 */
import type { Decision, Explanation } from './answers.ts'
import type { Compiled } from './compile.ts'
import { meaningOf } from './decisions.ts'
import type { FlatConstraint, FlatModel, FlatVariable } from './flat.ts'
import { Engine } from './kernel/engine.ts'
import { lower } from './lower.ts'
import type { Lowered } from './lowered.ts'
import { minimalConflict } from './minimal.ts'
import { nearestFirst } from './neighbours.ts'
import type { TableCache } from './table-cache.ts'

/** Up to so many constraints a model of all of them is made once, for all questions. */
const ALL = 200
/** Where there are more, a model of up to so many, the nearest, is made for each question first. */
const FEW = 16

/** Some of the constraints, each with a switch, and the variables that matter. */
export type Part = { lowered: Lowered; engine: Engine; switchOf: Map<number, number> }

/** A minimal set of the constraints that make these decisions impossible together. */
export function blamedConstraints(
  compiled: Compiled,
  decisions: readonly Decision[],
): Explanation['constraints'] {
  const { constraints } = compiled.flat
  const name = (i: number) => ({ code: constraints[i]!.code, sentence: constraints[i]!.constraint.sentence })
  const names = decisions.map((d) => d.variable)
  if (constraints.length === 1) {
    const structure = partOf(compiled, [], names)
    return conflictIn(compiled.flat, structure, decisions, []) ? [] : [name(0)]
  }
  const order = nearestFirst(compiled.neighbours, names)
  const isKept = keepsWhole(compiled.flat)
  for (let n = isKept ? order.length : 4; ; n *= 2) {
    const near = order.slice(0, n)
    const part = isKept || n > FEW ? compiled.switched : partOf(compiled, near, names)
    const blamed = minimalConflict(near, (on) => conflictIn(compiled.flat, part, decisions, on))
    if (blamed) return blamed.sort((a, b) => a - b).map(name)
    if (n >= order.length) return []
  }
}

/** Is the model of all constraints worth having before the first question? */
export function keepsWhole({ constraints }: FlatModel): boolean {
  return constraints.length > 1 && constraints.length <= ALL
}

/** All constraints of the model, each with a switch. */
export function wholeOf({ flat, tables }: Compiled): Part {
  return numbered(switchedPart(flat, tables, flat.variables, flat.constraints), [...flat.constraints.keys()])
}

function partOf(compiled: Compiled, indices: readonly number[], names: readonly string[]): Part {
  const { flat, tables } = compiled
  const all = [...names]
  for (const i of indices) all.push(...compiled.neighbours.variablesOf[i]!)
  const constraints = indices.map((i) => flat.constraints[i]!)
  return numbered(switchedPart(flat, tables, withOwners(flat, all), constraints), indices)
}

function numbered({ lowered, engine, switches }: SwitchedPart, indices: readonly number[]): Part {
  return { lowered, engine, switchOf: new Map(indices.map((i, k) => [i, switches[k]!])) }
}

type SwitchedPart = { lowered: Lowered; engine: Engine; switches: number[] }

/** A model of these variables and constraints; constraint k holds where the literal switches[k] is true. */
export function switchedPart(
  flat: FlatModel,
  tables: TableCache,
  variables: FlatVariable[],
  constraints: FlatConstraint[],
): SwitchedPart {
  const { lowered, problem, switches } = lower(
    { ...flat, variables, constraints },
    { switches: true, tables },
  )
  const engine = Engine.start(problem)
  if (!engine) throw new Error('variables without constraints have values')
  return { lowered, engine, switches }
}

/** Which of these constraints turn the decisions against each other; null when the decisions go with all of them. */
function conflictIn(
  flat: FlatModel,
  { lowered, engine, switchOf }: Part,
  decisions: readonly Decision[],
  switchedOn: readonly number[],
): number[] | null {
  const literals: number[] = []
  for (const d of decisions) {
    const meaning = meaningOf(flat, lowered, engine.state, d)
    if ('problem' in meaning) return []
    literals.push(...meaning.literals)
  }
  return engine.conflictOf(switchedOn, (i) => [switchOf.get(i)!], literals)
}

/** The variables of these names, and the slots of the components they belong to, in the order of the model. */
function withOwners(flat: FlatModel, names: readonly string[]): FlatVariable[] {
  const needed = new Set<FlatVariable>()
  for (const name of names) {
    const v = flat.names.get(name)
    if (!v) continue
    needed.add(v)
    for (let i = v.owner; i !== null; i = i.parent) needed.add(i.slot)
  }
  return flat.variables.filter((v) => needed.has(v))
}
