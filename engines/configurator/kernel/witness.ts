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
export type Witness = { changes: Int32Array; solution: Uint32Array | null; round: number; valid: boolean }

export type Witnesses = (Witness | undefined)[]

const NONE = new Int32Array(0)

const MANY = 400
const TRIES = 2000

/** What a change of M means for a variable, for witnesses that change it as well. */
const ASSIGNED = 1
/** It is the only support left of a binary clause: a witness that changes it is broken. */
const FATAL = 2
/** A longer clause or a propagator lost a support and may now rest on it. */
const AT_RISK = 4

type Risks = {
  marks: Uint8Array
  /** Variable → longer clauses that rest on it. */
  clauses: (number[] | undefined)[]
  /** Propagator → 1 where M changed what it looks at. */
  propagators: Uint8Array
  /** Propagator → the witness it was last looked at for, by its number. */
  checked: Int32Array
  checks: number
}

/** Numbers the rounds of checking; a witness is looked at once a round. */
let rounds = 0

/** After M changed in `changed` and entries from trail position `from` on are new: drops what no longer holds. */
export function dropStale(s: State, witnesses: Witnesses, changed: number[], from: number): void {
  const risks = risksOf(s, changed)
  for (let i = from; i < s.trailSize; i++) risks.marks[s.trail[i]! >> 1]! |= ASSIGNED
  const openRound = ++rounds
  const decidedRound = ++rounds
  const { val } = s
  for (let l = 0; l < witnesses.length; l++) {
    const w = witnesses[l]
    if (w === undefined) continue
    const open = val[l] === 0
    const round = open ? openRound : decidedRound
    if (w.round !== round) {
      w.round = round
      w.valid = open ? stillHolds(s, w, risks, from) : isUntouched(w, risks)
    }
    if (!w.valid) witnesses[l] = undefined
  }
}

/** What is decided now may be open again later: its witness stays only if no change of M concerns it. */
function isUntouched(w: Witness, { marks }: Risks): boolean {
  for (const l of w.changes) if (marks[l >> 1]! & (FATAL | AT_RISK)) return false
  return true
}

/** Where constraints lost a support by the changes, and what they rest on now. */
function risksOf(s: State, changed: number[]): Risks {
  const marks = new Uint8Array(s.variables)
  const clauses: (number[] | undefined)[] = new Array(s.variables)
  const { occursFrom, occurs, impliedFrom, implied, watchersFrom, watchers, propagators } = s.problem
  const staticVariables = watchersFrom.length - 1
  const visited = new Uint8Array(propagators.length)
  const visit = (p: number) => {
    if (visited[p] !== 0) return
    visited[p] = 1
    for (const l of propagators[p]!.literals) marks[l >> 1]! |= AT_RISK
    for (const x of propagators[p]!.integers)
      for (const l of s.integers[x]!.literals) marks[l >> 1]! |= AT_RISK
  }
  for (const v of changed) {
    const lost = otherLiteral(s, v)
    for (const q of s.extra[lost ^ 1] ?? []) marks[q >> 1]! |= FATAL
    const x = s.boundOf[v]!
    if (x >= 0) for (const p of s.problem.integerWatchers[x]!) visit(p)
    if (v >= staticVariables) continue
    for (let i = impliedFrom[lost ^ 1]!, e = impliedFrom[(lost ^ 1) + 1]!; i < e; i++)
      marks[implied[i]! >> 1]! |= FATAL
    for (let i = occursFrom[lost]!, e = occursFrom[lost + 1]!; i < e; i++) {
      const c = occurs[i]!
      const q = supportOf(s, c)
      marks[q >> 1]! |= AT_RISK
      const list = clauses[q >> 1]
      if (list) list.push(c)
      else clauses[q >> 1] = [c]
    }
    for (let i = watchersFrom[v]!; i < watchersFrom[v + 1]!; i++) visit(watchers[i]!)
  }
  return { marks, clauses, propagators: visited, checked: new Int32Array(propagators.length), checks: 0 }
}

/** A literal of the clause that M makes true, an assigned one if it can be. A witness that breaks the clause changes it. */
function supportOf(s: State, c: number): number {
  const { arena, val, M } = s
  let support = -1
  for (let k = c + 1, end = c + 1 + arena[c]!; k < end; k++) {
    const q = arena[k]!
    if (val[q]! > 0) return q
    if (M[q >> 1] !== (q & 1)) support = q
  }
  return support
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
function stillHolds(s: State, w: Witness, risks: Risks, from: number): boolean {
  if (w.solution) return agrees(s, w.solution, from)
  const { changes } = w
  const { marks } = risks
  let atRisk = false
  for (let i = 0; i < changes.length; i++) {
    const l = changes[i]!
    const mark = marks[l >> 1]!
    if (mark === 0) continue
    if (mark & ASSIGNED && s.val[l]! < 0) return false
    // A change that M has made by itself changes nothing any more.
    if (mark & FATAL && s.M[l >> 1] === (l & 1)) return false
    if (mark & AT_RISK) atRisk = true
  }
  if (!atRisk) return true
  risks.checks++
  return withChanges(s, changes, () => {
    for (let i = 0; i < changes.length; i++) {
      const v = changes[i]! >> 1
      if (marks[v]! & AT_RISK && !supportsHold(s, v, risks)) return false
    }
    return true
  })
}

/** Do the clauses that rest on v hold with the changes, and the propagators that look at v and at what changed? */
function supportsHold(s: State, v: number, risks: Risks): boolean {
  const clauses = risks.clauses[v]
  if (clauses) for (const c of clauses) if (!isSupported(s, c)) return false
  const { watchersFrom, watchers, propagators, integerWatchers } = s.problem
  const holdsStill = (p: number) => {
    if (risks.propagators[p] === 0 || risks.checked[p] === risks.checks) return true
    risks.checked[p] = risks.checks
    return propagators[p]!.mend(s) === HOLDS
  }
  if (v < watchersFrom.length - 1) {
    for (let i = watchersFrom[v]!; i < watchersFrom[v + 1]!; i++) if (!holdsStill(watchers[i]!)) return false
  }
  const x = s.boundOf[v]!
  if (x >= 0) for (const p of integerWatchers[x]!) if (!holdsStill(p)) return false
  return true
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
    const w: Witness = { changes: Int32Array.from(changes), solution: null, round: 0, valid: true }
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
  const w: Witness = { changes: NONE, solution, round: 0, valid: true }
  for (let v = 0; v < s.variables; v++) if (holds(s, 2 * v)) solution[v >> 5]! |= 1 << (v & 31)
  for (let v = 0; v < s.variables; v++) {
    const l = holds(s, 2 * v) ? 2 * v : 2 * v + 1
    if (s.M[v] === (l & 1) && witnesses[l] === undefined) witnesses[l] = w
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
