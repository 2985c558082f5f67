/** Why something cannot be had: a minimal set of decisions, and of the constraints that turn them against it. */
import type { Decision, Explanation, Repair } from './answers.ts'
import { blamedConstraints } from './blame.ts'
import type { Compiled } from './compile.ts'
import { meaningOf } from './decisions.ts'
import { FALSE } from './kernel/state.ts'
import { type ConflictIn, minimalConflict, smallestCorrections } from './minimal.ts'
import type { Value } from './model.ts'

/** Would these decisions be possible together, from the start? */
export function possibleTogether(compiled: Compiled, decisions: readonly Decision[]): boolean {
  return compiled.scratch.allows(decisions.flatMap((d) => literalsOf(compiled, d)))
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
  const blamed = minimalConflict(decisions, conflictFinder(compiled, decisions, meaning.literals))
  if (blamed === null) return null
  const constraints = blamedConstraints(compiled, [wanted, ...blamed])
  return {
    about: wanted,
    decisions: blamed,
    constraints,
    sentences: structuralReasons(compiled, wanted, blamed),
  }
}

/** In words, why an earlier decision no longer goes with those before it: what it meets, and the rules in between. */
export function whyDropped(compiled: Compiled, decisions: readonly Decision[], dropped: Decision): string {
  const why = explainWanted(compiled, decisions, dropped)
  const words = (d: Decision) => wordsOf(compiled, d)
  const met = why?.decisions.length
    ? `does not go with ${why.decisions.map(words).join(' and ')}`
    : 'is not possible in the model as it is now'
  const rules = [...(why?.constraints ?? []).map((each) => each.sentence), ...(why?.sentences ?? [])]
  return [`${words(dropped)} ${met}`, ...rules].join('. ').replaceAll('..', '.')
}

/** "Case: Tower case, compact", "Drives: not 3", "Drives: 2 to 4". */
function wordsOf({ flat }: Compiled, d: Decision): string {
  const v = flat.names.get(d.variable)
  const option = (value: Value) =>
    (v?.spec?.kind === 'choice' && v.spec.options.find((o) => o.code === value)?.label) ||
    (value === true ? 'yes' : value === false ? 'no' : value)
  const range = () => ('value' in d || 'not' in d ? '' : `${d.min ?? '…'} to ${d.max ?? '…'}`)
  const said = 'value' in d ? option(d.value) : 'not' in d ? `not ${option(d.not)}` : range()
  return `${v?.label ?? d.variable}: ${said}`
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

/**
 * Finds decisions that cannot stand together with these literals. Whatever stands together in a solution that was met on
 * the way is not looked for again.
 */
function conflictFinder(
  compiled: Compiled,
  decisions: readonly Decision[],
  wanted: readonly number[],
): ConflictIn<Decision> {
  const engine = compiled.scratch
  const known = new Map(decisions.map((d) => [d, literalsOf(compiled, d)]))
  const together: Set<Decision>[] = []
  const meaning = (d: Decision) => known.get(d)!
  return (part) => {
    if (together.some((set) => part.every((d) => set.has(d)))) return null
    return engine.conflictOf(part, meaning, wanted, (holds) => {
      together.push(new Set(decisions.filter((d) => meaning(d).every(holds))))
    })
  }
}

/** What a decision means to the scratch engine; a literal that is never true when that is nothing. */
function literalsOf(compiled: Compiled, d: Decision): number[] {
  const meaning = meaningOf(compiled.flat, compiled.lowered.lowered, compiled.scratch.state, d)
  return 'problem' in meaning ? [FALSE] : meaning.literals
}

/** The smallest sets of decisions to give up for `wanted`, with what could be chosen in their place. */
export function repairsFor(
  compiled: Compiled,
  decisions: readonly Decision[],
  wanted: Decision,
  limit: number,
): Repair[] {
  const weightOf = (d: Decision) => compiled.flat.names.get(d.variable)?.weight ?? 1
  const own = literalsOf(compiled, wanted)
  if (own.includes(FALSE)) return []
  const conflictIn = conflictFinder(compiled, decisions, own)
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
  const { flat, scratch } = compiled
  const literals = (list: readonly Decision[]) => list.flatMap((d) => literalsOf(compiled, d))
  const chosen: Decision[] = []
  const choose = () => {
    for (const d of dropped) {
      if (!('value' in d) || d.variable === wanted.variable) continue
      const v = flat.names.get(d.variable)!
      const values: Value[] = v.kind === 'boolean' ? [false, true] : v.options
      for (const value of values) {
        const instead: Decision = { variable: d.variable, value }
        if (value === d.value || !scratch.allows(literals([...chosen, instead]))) continue
        chosen.push(instead)
        break
      }
    }
  }
  scratch.supposing(literals(kept), choose)
  return chosen
}
