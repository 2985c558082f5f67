/**
 * Witnesses: for the value of an open variable that M does not show, a short list of changes to M that does.
 * They survive later decisions as long as M with the changes stays a solution, which is checked where it can matter.
 */
import { extend, isSupported } from './extend.ts'
import { resolve } from './learn.ts'
import { propagate } from './propagate.ts'
import { HOLDS } from './propagator.ts'
import { assign, backTo, choose, holds, NO_CONFLICT, NO_REASON, type State } from './state.ts'

/** Changes to M (literals), or a whole solution as bits where the changes would be many. */
export type Witness = Int32Array | Uint32Array

export type Witnesses = (Witness | undefined)[]

/** Marks of a variable: shares a constraint with a change of M; was just assigned. */
const TOUCHED = 1
const ASSIGNED = 2

const MANY = 400
const TRIES = 2000

/** After M changed in `changed` and entries from trail position `from` on are new: drops what no longer holds. */
export function dropStale(s: State, witnesses: Witnesses, changed: number[], from: number): void {
  const near = neighbourhood(s, changed)
  for (let i = from; i < s.trailSize; i++) near[s.trail[i]! >> 1]! |= ASSIGNED
  const verdict = new Map<Witness, boolean>()
  const untouched = new Map<Witness, boolean>()
  for (let l = 0; l < witnesses.length; l++) {
    const w = witnesses[l]
    if (w === undefined) continue
    // What is decided now may be open again later: its witness stays only if no change of M concerns it.
    const open = s.val[l] === 0
    const known = open ? verdict : untouched
    let valid = known.get(w)
    if (valid === undefined) {
      if (w instanceof Uint32Array) valid = !open || agrees(s, w, from)
      else valid = open ? stillHolds(s, w, near) : !w.some((q) => near[q >> 1]! & TOUCHED)
      known.set(w, valid)
    }
    if (!valid) witnesses[l] = undefined
  }
}

function neighbourhood(s: State, changed: number[]): Uint8Array {
  const near = new Uint8Array(s.variables)
  s.markNow++
  const { occursFrom, occurs, impliedFrom, implied, watchersFrom, watchers, propagators } = s.problem
  const staticVariables = watchersFrom.length - 1
  const visited = new Uint8Array(propagators.length)
  const visit = (p: number) => {
    if (visited[p] !== 0) return
    visited[p] = 1
    for (const l of propagators[p]!.literals) near[l >> 1]! |= TOUCHED
    for (const x of propagators[p]!.integers)
      for (const l of s.integers[x]!.literals) near[l >> 1]! |= TOUCHED
  }
  for (const v of changed) {
    near[v]! |= TOUCHED
    for (let l = 2 * v; l < 2 * v + 2; l++) {
      for (const q of s.extra[l] ?? []) near[q >> 1]! |= TOUCHED
      if (v >= staticVariables) continue
      for (let i = occursFrom[l]!; i < occursFrom[l + 1]!; i++) {
        const c = occurs[i]!
        s.clauseMark[c] = s.markNow
        for (let k = c + 1, e = c + 1 + s.arena[c]!; k < e; k++) near[s.arena[k]! >> 1]! |= TOUCHED
      }
      for (let i = impliedFrom[l]!; i < impliedFrom[l + 1]!; i++) near[implied[i]! >> 1]! |= TOUCHED
    }
    if (v < staticVariables) for (let i = watchersFrom[v]!; i < watchersFrom[v + 1]!; i++) visit(watchers[i]!)
    const x = s.boundOf[v]!
    if (x >= 0) for (const p of s.problem.integerWatchers[x]!) visit(p)
  }
  return near
}

function agrees(s: State, solution: Uint32Array, from: number): boolean {
  for (let i = from; i < s.trailSize; i++) {
    const p = s.trail[i]!
    const v = p >> 1
    if (((solution[v >> 5]! >>> (v & 31)) & 1) === (p & 1)) return false
  }
  return true
}

/** Is M with these changes a solution that respects the trail? Looks only where a change meets a change of M. */
function stillHolds(s: State, w: Int32Array, near: Uint8Array): boolean {
  let meets = false
  for (let i = 0; i < w.length; i++) {
    const l = w[i]!
    const mark = near[l >> 1]!
    if (mark === 0) continue
    if (mark >= ASSIGNED && s.val[l]! < 0) return false
    if (mark & TOUCHED) meets = true
  }
  if (!meets) return true
  return withChanges(s, w, () => {
    for (let i = 0; i < w.length; i++) {
      // A constraint without a change of M holds as it did before.
      if (near[w[i]! >> 1]! & TOUCHED && !changeHolds(s, w[i]!)) return false
    }
    return true
  })
}

/** Runs `body` with the changes applied to M, and takes them back. */
function withChanges<T>(s: State, w: Int32Array, body: () => T): T {
  const flipped: number[] = []
  const moved: [number, number][] = []
  for (let i = 0; i < w.length; i++) {
    const l = w[i]!
    const v = l >> 1
    const value = (l & 1) ^ 1
    if (s.M[v] !== value) {
      s.M[v] = value
      flipped.push(v)
    }
    const x = s.boundOf[v]!
    if (x < 0) continue
    const before = s.reference[x]!
    const after = l & 1 ? Math.max(before, s.boundNext[v]!) : Math.min(before, s.boundAt[v]!)
    if (after !== before) {
      moved.push([x, before])
      s.reference[x] = after
    }
  }
  const result = body()
  for (const v of flipped) s.M[v]! ^= 1
  for (let i = moved.length - 1; i >= 0; i--) s.reference[moved[i]![0]] = moved[i]![1]
  return result
}

/** Do all constraints that literal l (just made true) could have broken hold? */
function changeHolds(s: State, l: number): boolean {
  const { occursFrom, occurs, impliedFrom, implied, watchersFrom, watchers, propagators } = s.problem
  const v = l >> 1
  if (l < impliedFrom.length - 1) {
    for (let i = impliedFrom[l]!; i < impliedFrom[l + 1]!; i++) if (!holds(s, implied[i]!)) return false
    for (let i = occursFrom[l ^ 1]!; i < occursFrom[(l ^ 1) + 1]!; i++) {
      const c = occurs[i]!
      if (s.clauseMark[c] === s.markNow && !isSupported(s, c)) return false
    }
    for (let i = watchersFrom[v]!; i < watchersFrom[v + 1]!; i++) {
      if (propagators[watchers[i]!]!.mend(s) !== HOLDS) return false
    }
  }
  for (const q of s.extra[l] ?? []) if (!holds(s, q)) return false
  const x = s.boundOf[v]!
  if (x >= 0)
    for (const p of s.problem.integerWatchers[x]!) if (propagators[p]!.mend(s) !== HOLDS) return false
  return true
}

/** Finds a witness for literal l on top of the current levels, or learns that it is impossible there. */
export function probe(s: State, witnesses: Witnesses, l: number, base: number, onFound?: () => void): void {
  while (s.val[l] === 0) {
    choose(s, l)
    const conflict = propagate(s)
    let found = conflict === NO_CONFLICT || (resolve(s, conflict, base) && s.limits.length > base)
    if (found) found = extend(s, base, s.limits[base]!, 'stop') === 'found'
    if (found) {
      onFound?.()
      keep(s, witnesses, l, base)
      backTo(s, base)
      return
    }
    backTo(s, base)
  }
}

function keep(s: State, witnesses: Witnesses, l: number, base: number): void {
  const changes: number[] = []
  for (let i = s.limits[base]!; i < s.trailSize; i++) {
    const p = s.trail[i]!
    if (s.M[p >> 1] === (p & 1)) changes.push(p)
  }
  if (changes.length <= MANY) {
    const w = Int32Array.from(changes)
    for (const p of changes) if (witnesses[p] === undefined) witnesses[p] = w
    if (witnesses[l] === undefined) witnesses[l] = w
  } else pile(s, witnesses, l >> 1)
}

/** The literal of v that M does not show. */
export function otherLiteral(s: State, v: number): number {
  return 2 * v + s.M[v]!
}

/**
 * A witness with many changes is expensive: pile further values that still lack one on top of it and keep the
 * outcome as one whole solution for all of them.
 */
function pile(s: State, witnesses: Witnesses, first: number): void {
  const { asked } = s.problem
  let tries = 0
  for (let k = 1; k < asked.length && tries < TRIES; k++) {
    const v = (first + k) % asked.length
    if (asked[v] === 0) continue
    const l = otherLiteral(s, v)
    if (s.val[l] !== 0 || witnesses[l] !== undefined) continue
    tries++
    const base = s.limits.length
    const from = s.trailSize
    choose(s, l)
    const fits = propagate(s) === NO_CONFLICT && extend(s, base, from, 'stop') === 'found'
    // What was learnt on the way follows from the levels below, so the solution piled up so far has it already.
    if (!fits) backTo(s, base)
  }
  const solution = new Uint32Array((s.variables + 31) >> 5)
  for (let v = 0; v < s.variables; v++) if (holds(s, 2 * v)) solution[v >> 5]! |= 1 << (v & 31)
  for (let v = 0; v < s.variables; v++) {
    const l = holds(s, 2 * v) ? 2 * v : 2 * v + 1
    if (s.M[v] === (l & 1) && witnesses[l] === undefined) witnesses[l] = solution
  }
}

/** Fixes what is known from the start; false when that is already a contradiction. */
export function assignUnits(s: State): boolean {
  for (const l of s.problem.units) {
    if (s.val[l]! < 0) return false
    if (s.val[l] === 0) assign(s, l, NO_REASON)
  }
  return propagate(s) === NO_CONFLICT
}
