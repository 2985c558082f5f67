/**
 * The state of one search: what is assigned, by which reason, and the reference model M.
 *
 * A literal is 2·v (variable v is true) or 2·v + 1 (it is false); literal 0 is always true. A number variable x is
 * known through its bound literals "x ≤ k"; they exist for all k (small domains) or are made when needed.
 */
import type { Propagator } from './propagator.ts'
import { addWatch, watchAll } from './watches.ts'

export const TRUE = 0
export const FALSE = 1

/** Values of `reason`: none, a clause (≥ 0), the other literal of a binary clause, or a propagator. */
export const NO_REASON = -1
export const BINARY = -3
export const BY_PROPAGATOR = 0x40000000

/** Results of propagation: nothing wrong, a broken binary clause, a broken list; else the offset of a clause. */
export const NO_CONFLICT = -1
export const BINARY_CONFLICT = -2
export const LIST_CONFLICT = -4

/** A number variable as the kernel sees it: whole numbers lo … hi, of which only `values` if given. */
export type IntegerSpec = { lo: number; hi: number; thresholds: number[]; literals: number[]; lazy: boolean }

/** Everything that does not change while searching; shared by all sessions. */
export type Problem = {
  variables: number
  units: number[]
  /** Binary clauses: if literal p is true, so are implied[impliedFrom[p]] … */
  impliedFrom: Int32Array
  implied: Int32Array
  /** Longer clauses: length, literals, length, literals … */
  arena: Int32Array
  clauseOffsets: Int32Array
  /** Literal → clauses that contain it. */
  occursFrom: Int32Array
  occurs: Int32Array
  integers: IntegerSpec[]
  /** Variable → number variable whose bound it is (−1: none), with bound and the next value above it. */
  boundOf: Int32Array
  boundAt: Float64Array
  boundNext: Float64Array
  propagators: Propagator[]
  /** Variable → propagators that look at it; number variable → propagators. */
  watchersFrom: Int32Array
  watchers: Int32Array
  integerWatchers: number[][]
  /** Variables whose two values are asked for after each decision. */
  asked: Uint8Array
  /** The value a variable takes when nothing speaks against it. */
  preferred: Uint8Array
}

export class State {
  readonly problem: Problem
  variables: number
  /** Per literal: 1 true, −1 false, 0 open. */
  val: Int8Array
  level: Int32Array
  reason: Int32Array
  pos: Int32Array
  trail: Int32Array
  trailSize = 0
  head = 0
  /** Trail size at the start of each level. */
  limits: number[] = []
  /** The reference model. */
  M: Uint8Array
  arena: Int32Array
  arenaSize: number
  /** Watch lists of all literals in one array: clause and blocker in turn, from watchFrom[l] on, watchSize[l] long. */
  watches: Int32Array
  watchesEnd = 0
  watchFrom: Int32Array
  watchSize: Int32Array
  watchRoom: Int32Array
  /** Binary clauses found since: literal p → literals it implies. */
  extra: (number[] | undefined)[]
  seen: Uint8Array
  activity: Float64Array
  bump = 1
  conflictA = 0
  conflictB = 0
  conflictList: number[] = []
  queue: number[] = []
  queueHead = 0
  queued: Uint8Array
  /** Number variables: bounds now, the trail entries that set them, and the value in M. */
  integers: IntegerSpec[]
  lower: Float64Array
  upper: Float64Array
  lowerEntry: Int32Array
  upperEntry: Int32Array
  reference: Float64Array
  boundOf: Int32Array
  boundAt: Float64Array
  boundNext: Float64Array
  previousEntry: Int32Array
  /** Conflicts and choices so far, and where to stop. */
  steps = 0
  budget = Number.MAX_SAFE_INTEGER
  consistent = true

  constructor(problem: Problem) {
    this.problem = problem
    const n = problem.variables
    this.variables = n
    this.val = new Int8Array(2 * n)
    this.level = new Int32Array(n)
    this.reason = new Int32Array(n).fill(NO_REASON)
    this.pos = new Int32Array(n)
    this.trail = new Int32Array(n + 1)
    this.M = problem.preferred.slice()
    this.arena = problem.arena.slice()
    this.arenaSize = problem.arena.length
    this.watches = new Int32Array(0)
    this.watchFrom = new Int32Array(2 * n)
    this.watchSize = new Int32Array(2 * n)
    this.watchRoom = new Int32Array(2 * n)
    this.extra = new Array(2 * n).fill(undefined)
    this.seen = new Uint8Array(n)
    this.activity = new Float64Array(n)
    this.queued = new Uint8Array(problem.propagators.length)
    this.boundOf = problem.boundOf.slice()
    this.boundAt = problem.boundAt.slice()
    this.boundNext = problem.boundNext.slice()
    this.previousEntry = new Int32Array(n + 1)
    this.integers = problem.integers.map((x) =>
      x.lazy ? { ...x, thresholds: x.thresholds.slice(), literals: x.literals.slice() } : x,
    )
    const m = problem.integers.length
    this.lower = Float64Array.from(problem.integers, (x) => x.lo)
    this.upper = Float64Array.from(problem.integers, (x) => x.hi)
    this.lowerEntry = new Int32Array(m).fill(-1)
    this.upperEntry = new Int32Array(m).fill(-1)
    this.reference = Float64Array.from(problem.integers, (x) => x.lo)
    watchAll(this)
  }
}

/** Stores a clause of three or more literals and watches its first two; returns its offset. */
export function addClause(s: State, literals: number[]): number {
  const n = literals.length
  if (s.arenaSize + n + 1 > s.arena.length) {
    const wider = new Int32Array(Math.ceil((s.arena.length + n + 64) * 1.5))
    wider.set(s.arena)
    s.arena = wider
  }
  const at = s.arenaSize
  s.arena[at] = n
  for (let i = 0; i < n; i++) s.arena[at + 1 + i] = literals[i]!
  s.arenaSize = at + n + 1
  addWatch(s, literals[0]! ^ 1, at, literals[1]!)
  addWatch(s, literals[1]! ^ 1, at, literals[0]!)
  return at
}

export function addBinary(s: State, a: number, b: number): void {
  let list = s.extra[a ^ 1]
  if (list) list.push(b)
  else s.extra[a ^ 1] = [b]
  list = s.extra[b ^ 1]
  if (list) list.push(a)
  else s.extra[b ^ 1] = [a]
}

/** Makes literal l true on the current level. */
export function assign(s: State, l: number, reason: number): void {
  const v = l >> 1
  s.val[l] = 1
  s.val[l ^ 1] = -1
  s.level[v] = s.limits.length
  s.reason[v] = reason
  const at = s.trailSize++
  s.pos[v] = at
  s.trail[at] = l
  const x = s.boundOf[v]!
  if (x >= 0) moveBound(s, l, x, at)
}

/** A bound literal became true: narrow its number variable and remember which entry had done so before. */
function moveBound(s: State, l: number, x: number, at: number): void {
  const v = l >> 1
  if (l & 1) {
    const bound = s.boundNext[v]!
    if (bound > s.lower[x]!) {
      s.lower[x] = bound
      s.previousEntry[at] = s.lowerEntry[x]!
      s.lowerEntry[x] = at
      return
    }
  } else if (s.boundAt[v]! < s.upper[x]!) {
    s.upper[x] = s.boundAt[v]!
    s.previousEntry[at] = s.upperEntry[x]!
    s.upperEntry[x] = at
    return
  }
  s.previousEntry[at] = -2
}

/** Opens a level with literal l as its choice. */
export function choose(s: State, l: number): void {
  s.limits.push(s.trailSize)
  assign(s, l, NO_REASON)
}

/** Takes back all levels above `level`. */
export function backTo(s: State, level: number): void {
  if (s.limits.length <= level) return
  const to = s.limits[level]!
  const { val, trail, boundOf } = s
  for (let i = s.trailSize - 1; i >= to; i--) {
    const l = trail[i]!
    val[l] = 0
    val[l ^ 1] = 0
    const x = boundOf[l >> 1]!
    if (x >= 0) restoreBound(s, l, x, i)
  }
  s.trailSize = to
  s.head = to
  s.limits.length = level
}

function restoreBound(s: State, l: number, x: number, at: number): void {
  const before = s.previousEntry[at]!
  if (before === -2) return
  if (l & 1) {
    s.lowerEntry[x] = before
    s.lower[x] = before < 0 ? s.integers[x]!.lo : s.boundNext[s.trail[before]! >> 1]!
  } else {
    s.upperEntry[x] = before
    s.upper[x] = before < 0 ? s.integers[x]!.hi : s.boundAt[s.trail[before]! >> 1]!
  }
}

/** Is literal l true when everything open keeps its value from M? */
export function holds(s: State, l: number): boolean {
  const x = s.val[l]!
  return x !== 0 ? x > 0 : s.M[l >> 1] !== (l & 1)
}

/** The value of number variable x when everything open keeps its value from M. */
export function valueOf(s: State, x: number): number {
  const r = s.reference[x]!
  return r < s.lower[x]! ? s.lower[x]! : r > s.upper[x]! ? s.upper[x]! : r
}

/** Makes a choice costs a step; a caller's budget of steps ends the search with an error. */
export class OutOfSteps extends Error {}

export function step(s: State): void {
  if (++s.steps > s.budget) throw new OutOfSteps('out of steps')
}
