/** Smallest causes by asking only "does this go together?", so that an answer never depends on what was asked before. */

/** A part of `part` that does not go together, not always minimal; null when all of it does. */
export type ConflictIn<T> = (part: readonly T[]) => T[] | null

/**
 * A minimal part of `items` that does not go together; null when all of it does. The shortest beginning of the list that
 * does not go together ends with an item of it; with that item kept, the next is found in the same way. Which items
 * these are does not depend on the conflicts shown on the way, these only spare questions.
 */
export function minimalConflict<T>(items: readonly T[], conflictIn: ConflictIn<T>): T[] | null {
  const index = new Map(items.map((item, i) => [item, i]))
  let conflict = conflictIn(items)
  if (conflict === null) return null
  const kept: T[] = []
  for (;;) {
    const last = Math.max(...conflict.filter((item) => !kept.includes(item)).map((item) => index.get(item)!))
    if (last < 0) return kept.reverse()
    const smaller = conflictIn([...items.slice(0, last), ...kept])
    if (smaller) conflict = smaller
    else kept.push(items[last]!)
  }
}

/** So many candidates are tried for a smallest conflict before a minimal one has to do. */
const MOST_CANDIDATES = 300

/**
 * A smallest part of `items` that is impossible; null when all of it is possible. Every such part has an item of each
 * set without which the rest is possible, so candidates are the smallest sets that hit all of these known so far.
 */
export function smallestConflict<T>(items: readonly T[], conflictIn: ConflictIn<T>): T[] | null {
  const minimal = minimalConflict(items, conflictIn)
  if (minimal === null) return null
  const possible = (part: readonly T[]) => conflictIn(part) === null
  const corrections: number[][] = []
  const of = (set: readonly number[]) => set.map((i) => items[i]!)
  for (let size = 0, tries = 0; size < minimal.length && tries < MOST_CANDIDATES; tries++) {
    const candidate = nextHittingSet(corrections, size, [])
    if (!candidate) {
      size++
      continue
    }
    if (!possible(of(candidate))) return of(candidate)
    const kept = [...candidate]
    const correction: number[] = []
    for (const i of items.keys()) {
      if (candidate.includes(i)) continue
      if (possible(of([...kept, i]))) kept.push(i)
      else correction.push(i)
    }
    corrections.push(correction)
  }
  return minimal
}

/** Beyond this many sets of one size it is enough to have some of the best. */
const MOST_CORRECTIONS = 200

export type Correction<T> = { drop: T[]; weight: number }

/**
 * The smallest sets of items to drop so that the rest is possible, by size, then weight, then order. Every minimal
 * conflict must lose an item, so candidates are the smallest sets that hit all conflicts known; a candidate that does
 * not work shows a further conflict.
 */
export function smallestCorrections<T>(
  items: readonly T[],
  weightOf: (item: T) => number,
  conflictIn: ConflictIn<T>,
  limit: number,
): Correction<T>[] {
  if (conflictIn([]) !== null) return []
  const index = new Map(items.map((item, i) => [item, i]))
  const conflicts: number[][] = []
  const found: number[][] = []
  for (let size = 0; size <= items.length && found.length < limit; size++) {
    const atThisSize: number[][] = []
    for (;;) {
      const candidate = nextHittingSet(conflicts, size, [...found, ...atThisSize])
      if (!candidate) break
      const conflict = conflictIn(items.filter((_, i) => !candidate.includes(i)))
      if (conflict) {
        conflicts.push(shrink(conflict, conflictIn).map((item) => index.get(item)!))
        continue
      }
      atThisSize.push(candidate)
      if (atThisSize.length >= Math.max(limit * 8, MOST_CORRECTIONS)) break
    }
    const weight = (set: number[]) => set.reduce((sum, i) => sum + weightOf(items[i]!), 0)
    atThisSize.sort((a, b) => weight(a) - weight(b) || compareLists(a, b))
    found.push(...atThisSize)
  }
  return found.slice(0, limit).map((set) => ({
    drop: set.map((i) => items[i]!),
    weight: set.reduce((sum, i) => sum + weightOf(items[i]!), 0),
  }))
}

/** Drops from a conflict whatever it does not need. */
function shrink<T>(conflict: T[], conflictIn: ConflictIn<T>): T[] {
  let rest = conflict
  for (const item of conflict) {
    if (!rest.includes(item)) continue
    rest = conflictIn(rest.filter((x) => x !== item)) ?? rest
  }
  return rest
}

/** A set of exactly `size` that hits all conflicts, contains none of `solved`; null if none. */
function nextHittingSet(conflicts: number[][], size: number, solved: number[][]): number[] | null {
  const search = (chosen: number[]): number[] | null => {
    const missed = conflicts.find((c) => !c.some((i) => chosen.includes(i)))
    if (!missed) {
      if (chosen.length < size) return null
      const sorted = [...chosen].sort((a, b) => a - b)
      return solved.some((s) => s.every((i) => sorted.includes(i))) ? null : sorted
    }
    if (chosen.length === size) return null
    for (const i of missed) {
      const result = search([...chosen, i])
      if (result) return result
    }
    return null
  }
  return search([])
}

function compareLists(a: number[], b: number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return 0
}
