/**
 * Lazy repair: turn what is assigned into a whole solution by changing M as little as possible. Only constraints
 * that lost their support are looked at; one open literal is chosen there; until none is left.
 */
import { resolve } from './learn.ts'
import { propagate } from './propagate.ts'
import { HOLDS, STUCK } from './propagator.ts'
import { choose, holds, LIST_CONFLICT, NO_CONFLICT, type State, step, valueOf } from './state.ts'

/** found: trail over M is a solution. refuted: the base has none. learnt: something new holds on the base. */
export type Extension = 'found' | 'refuted' | 'learnt'

/** Where the search may end early: with what the search for one witness has taught about its base, or not at all. */
export type OnLearnt = 'stop' | 'continue'

/** Constraints that M itself breaks; known only before there is a first solution. */
export type Broken = { clauses: number[]; binaries: number[]; propagators: boolean }

type Search = {
  s: State
  from: number
  scan: number
  broken: Broken | null
  clauseAt: number
  binaryAt: number
  pending: number[]
  isPending: Uint8Array
}

/** Extends the trail above level `base`; entries from trail position `from` on may differ from M. */
export function extend(
  s: State,
  base: number,
  from: number,
  onLearnt: OnLearnt,
  broken: Broken | null = null,
): Extension {
  const search: Search = {
    s,
    from,
    scan: from,
    broken,
    clauseAt: 0,
    binaryAt: 0,
    pending: [],
    isPending: new Uint8Array(s.problem.propagators.length),
  }
  if (broken?.propagators) for (let p = 0; p < search.isPending.length; p++) mark(search, p)
  let again = false
  for (;;) {
    const literal = nextChange(search)
    let conflict = NO_CONFLICT
    if (literal === HOLDS) {
      if (!again) return 'found'
      again = false
      restart(search)
      continue
    }
    if (literal === STUCK) conflict = LIST_CONFLICT
    else {
      step(s)
      choose(s, literal)
      conflict = propagate(s)
    }
    if (conflict === NO_CONFLICT) continue
    if (!resolve(s, conflict, base)) return 'refuted'
    if (s.limits.length <= base && onLearnt === 'stop') return 'learnt'
    again = true
    if (search.scan > s.trailSize) search.scan = s.trailSize
  }
}

function restart(search: Search): void {
  search.scan = search.from
  search.clauseAt = 0
  search.binaryAt = 0
  if (search.broken?.propagators) for (let p = 0; p < search.isPending.length; p++) mark(search, p)
}

function mark(search: Search, p: number): void {
  if (search.isPending[p] !== 0) return
  search.isPending[p] = 1
  search.pending.push(p)
}

/** The next open literal that has to change, HOLDS when nothing is broken, STUCK with a conflict list. */
function nextChange(search: Search): number {
  const { s } = search
  const { occursFrom, occurs } = s.problem
  const staticLiterals = occursFrom.length - 1
  if (search.broken !== null) {
    const literal = nextInitial(search, search.broken)
    if (literal !== HOLDS) return literal
  }
  while (search.scan < s.trailSize) {
    const p = s.trail[search.scan]!
    if (s.M[p >> 1] === (p & 1)) {
      const notP = p ^ 1
      if (notP < staticLiterals) {
        for (let i = occursFrom[notP]!, e = occursFrom[notP + 1]!; i < e; i++) {
          const c = occurs[i]!
          if (!isSupported(s, c)) return literalOf(s, c)
        }
      }
      markWatchers(search, p >> 1)
    }
    search.scan++
  }
  while (search.pending.length > 0) {
    const p = search.pending.at(-1)!
    const literal = s.problem.propagators[p]!.mend(s)
    if (literal !== HOLDS) return literal
    search.pending.pop()
    search.isPending[p] = 0
  }
  return HOLDS
}

function nextInitial(search: Search, broken: Broken): number {
  const { s } = search
  while (search.clauseAt < broken.clauses.length) {
    const c = broken.clauses[search.clauseAt]!
    if (!isSupported(s, c)) return literalOf(s, c)
    search.clauseAt++
  }
  while (search.binaryAt < broken.binaries.length) {
    const a = broken.binaries[search.binaryAt]!
    const b = broken.binaries[search.binaryAt + 1]!
    if (!holds(s, a) && !holds(s, b)) return s.val[a] === 0 ? a : b
    search.binaryAt += 2
  }
  return HOLDS
}

function markWatchers(search: Search, v: number): void {
  const { s } = search
  const { watchersFrom, watchers, integerWatchers } = s.problem
  if (v + 1 < watchersFrom.length) {
    for (let i = watchersFrom[v]!, e = watchersFrom[v + 1]!; i < e; i++) mark(search, watchers[i]!)
  }
  const x = s.boundOf[v]!
  if (x >= 0) for (const p of integerWatchers[x]!) mark(search, p)
}

/** Does clause c have a literal that is true, or open and true in M? */
export function isSupported(s: State, c: number): boolean {
  const { arena, val, M } = s
  for (let k = c + 1, end = c + 1 + arena[c]!; k < end; k++) {
    const q = arena[k]!
    const x = val[q]!
    if (x > 0 || (x === 0 && M[q >> 1] !== (q & 1))) return true
  }
  return false
}

/** The open literal of clause c that took part in most conflicts lately. */
function literalOf(s: State, c: number): number {
  const { arena, val, activity } = s
  let best = STUCK
  let most = -1
  const end = c + 1 + arena[c]!
  for (let k = c + 1; k < end; k++) {
    const q = arena[k]!
    if (val[q] === 0 && activity[q >> 1]! > most) {
      most = activity[q >> 1]!
      best = q
    }
  }
  if (best === STUCK) s.conflictList = Array.from(arena.subarray(c + 1, end))
  return best
}

/** What M breaks before anything is repaired. */
export function brokenByReference(s: State): Broken {
  const { clauseOffsets, impliedFrom, implied } = s.problem
  const clauses: number[] = []
  for (const c of clauseOffsets) if (!isSupported(s, c)) clauses.push(c)
  const binaries: number[] = []
  for (let p = 0; p < impliedFrom.length - 1; p++) {
    if (!holds(s, p)) continue
    for (let i = impliedFrom[p]!; i < impliedFrom[p + 1]!; i++) {
      const q = implied[i]!
      if (!holds(s, q) && p < (q ^ 1)) binaries.push(p ^ 1, q)
    }
  }
  return { clauses, binaries, propagators: true }
}

/** Makes trail over M the new M; returns the variables that changed. */
export function adopt(s: State, from: number): number[] {
  const changed: number[] = []
  for (let i = from; i < s.trailSize; i++) {
    const p = s.trail[i]!
    const v = p >> 1
    const value = (p & 1) ^ 1
    if (s.M[v] !== value) {
      s.M[v] = value
      changed.push(v)
    }
  }
  for (let x = 0; x < s.integers.length; x++) s.reference[x] = valueOf(s, x)
  return changed
}
