/** Why something cannot be had: a minimal set of decisions, and of the constraints that turn them against it. */
import type { Decision, Explanation, Repair } from './answers.ts'
import { blamedConstraints } from './blame.ts'
import type { Compiled } from './compile.ts'
import { meaningOf } from './decisions.ts'
import type { Engine } from './kernel/engine.ts'
import { FALSE } from './kernel/state.ts'
import type { LoweredModel } from './lower.ts'
import { type ConflictIn, minimalConflict, smallestCorrections } from './minimal.ts'
import type { Value } from './model.ts'

/** A question asker: are these decisions possible together? */
function asker(compiled: Compiled, lowered: LoweredModel, engine: Engine) {
  return (decisions: readonly Decision[], extra: readonly number[] = []): boolean => {
    const literals = [...extra]
    for (const d of decisions) {
      const meaning = meaningOf(compiled.flat, lowered.lowered, engine.state, d)
      if ('problem' in meaning) return false
      literals.push(...meaning.literals)
    }
    return engine.allows(literals)
  }
}

/** Would these decisions be possible together, from the start? */
export function possibleTogether(compiled: Compiled, decisions: readonly Decision[]): boolean {
  return asker(compiled, compiled.lowered, compiled.scratch)(decisions)
}

/** A minimal cause why `wanted` does not go with the decisions; null when it does. */
export function explainWanted(
  compiled: Compiled,
  decisions: readonly Decision[],
  wanted: Decision,
): Explanation | null {
  const meaning = meaningOf(compiled.flat, compiled.lowered.lowered, compiled.scratch.state, wanted)
  if ('problem' in meaning)
    return { about: wanted, decisions: [], constraints: [], sentences: [meaning.message] }
  const blamed = minimalConflict(decisions, conflictFinder(compiled, meaning.literals))
  if (blamed === null) return null
  const constraints = blamedConstraints(compiled, [wanted, ...blamed])
  return {
    about: wanted,
    decisions: blamed,
    constraints,
    sentences: structuralReasons(compiled, wanted, blamed),
  }
}

/** What follows from the variables themselves: one value each, parts of components that have to be there. */
function structuralReasons(compiled: Compiled, wanted: Decision, blamed: readonly Decision[]): string[] {
  const { flat } = compiled
  const sentences: string[] = []
  const v = flat.names.get(wanted.variable)!
  if (blamed.some((d) => d.variable === wanted.variable)) sentences.push(`${v.label} has one value at a time`)
  for (const d of [wanted, ...blamed]) {
    for (let i = flat.names.get(d.variable)?.owner ?? null; i !== null; i = i.parent) {
      if (!blamed.some((b) => b.variable === i!.slot.path) && wanted.variable !== i.slot.path) continue
      const sentence = `${d.variable} is there only when ${i.slot.path} is at least ${i.index + 1}`
      if (!sentences.includes(sentence)) sentences.push(sentence)
    }
  }
  return sentences
}

/** Finds decisions of a list that cannot stand together with these literals. */
function conflictFinder(compiled: Compiled, wanted: readonly number[]): ConflictIn<Decision> {
  const engine = compiled.scratch
  const known = new Map<Decision, number[]>()
  const literalsOf = (d: Decision): number[] => {
    let literals = known.get(d)
    if (!literals) {
      const meaning = meaningOf(compiled.flat, compiled.lowered.lowered, engine.state, d)
      literals = 'problem' in meaning ? [FALSE] : meaning.literals
      known.set(d, literals)
    }
    return literals
  }
  return (part) => engine.conflictOf(part, literalsOf, wanted)
}

/** The smallest sets of decisions to give up for `wanted`, with what could be chosen in their place. */
export function repairsFor(
  compiled: Compiled,
  decisions: readonly Decision[],
  wanted: Decision,
  limit: number,
): Repair[] {
  const weightOf = (d: Decision) => compiled.flat.names.get(d.variable)?.weight ?? 1
  const meaning = meaningOf(compiled.flat, compiled.lowered.lowered, compiled.scratch.state, wanted)
  if ('problem' in meaning) return []
  const conflictIn = conflictFinder(compiled, meaning.literals)
  const corrections = smallestCorrections(decisions, weightOf, conflictIn, limit)
  return corrections.map(({ drop, weight }) => {
    const keep = decisions.filter((d) => !drop.includes(d))
    return { drop, weight, keep, alternatives: alternativesFor(compiled, [wanted, ...keep], drop, wanted) }
  })
}

/** For each choice given up: the first value that still goes with all that is kept. */
function alternativesFor(
  compiled: Compiled,
  kept: Decision[],
  dropped: Decision[],
  wanted: Decision,
): Decision[] {
  const { flat, lowered, scratch } = compiled
  const literalsOf = (d: Decision): number[] => {
    const meaning = meaningOf(flat, lowered.lowered, scratch.state, d)
    return 'problem' in meaning ? [FALSE] : meaning.literals
  }
  const chosen: Decision[] = []
  const choose = () => {
    for (const d of dropped) {
      if (!('value' in d) || d.variable === wanted.variable) continue
      const v = flat.names.get(d.variable)!
      const values: Value[] = v.kind === 'boolean' ? [false, true] : v.options
      for (const value of values) {
        const instead: Decision = { variable: d.variable, value }
        if (value === d.value || !scratch.allows([...chosen, instead].flatMap(literalsOf))) continue
        chosen.push(instead)
        break
      }
    }
  }
  scratch.supposing(kept.flatMap(literalsOf), choose)
  return chosen
}
