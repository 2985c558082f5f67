/** Bound literals of number variables: looked up, or made when they are needed for the first time. */
import { addBinary, assign, BINARY, FALSE, type IntegerSpec, type State, TRUE } from './state.ts'

/** The position of the largest threshold ≤ k; −1 when there is none. */
function positionOf(x: IntegerSpec, k: number): number {
  let low = 0
  let high = x.thresholds.length
  while (low < high) {
    const mid = (low + high) >> 1
    if (x.thresholds[mid]! <= k) low = mid + 1
    else high = mid
  }
  return low - 1
}

/** The literal "number variable x is at most k". */
export function atMost(s: State, id: number, k: number): number {
  const x = s.integers[id]!
  if (k >= x.hi) return TRUE
  if (k < x.lo) return FALSE
  const at = positionOf(x, k)
  if (at >= 0 && x.thresholds[at] === k) return x.literals[at]!
  if (!x.lazy) return at < 0 ? FALSE : x.literals[at]!
  return makeBound(s, id, k, at)
}

/** The literal "number variable x is at least k". */
export function atLeast(s: State, id: number, k: number): number {
  return atMost(s, id, k - 1) ^ 1
}

function makeBound(s: State, id: number, k: number, at: number): number {
  const x = s.integers[id]!
  const v = s.variables
  grow(s, v + 1)
  s.variables = v + 1
  const l = 2 * v
  s.reason[v] = -1
  s.M[v] = s.reference[id]! <= k ? 1 : 0
  s.boundOf[v] = id
  s.boundAt[v] = k
  s.boundNext[v] = k + 1
  const below = at >= 0 ? x.literals[at]! : FALSE
  const above = at + 1 < x.literals.length ? x.literals[at + 1]! : TRUE
  if (below !== FALSE) addBinary(s, below ^ 1, l)
  if (above !== TRUE) addBinary(s, l ^ 1, above)
  x.thresholds.splice(at + 1, 0, k)
  x.literals.splice(at + 1, 0, l)
  if (s.val[below]! > 0) assign(s, l, BINARY - (below ^ 1))
  else if (s.val[above]! < 0) assign(s, l ^ 1, BINARY - above)
  return l
}

/** Widens all arrays that have an entry per variable. */
function grow(s: State, variables: number): void {
  if (variables <= s.level.length) return
  const n = Math.ceil(variables * 1.5) + 64
  const wider = <T extends Int8Array | Int32Array | Uint8Array | Float64Array>(old: T, size: number): T => {
    const next = new (old.constructor as new (size: number) => T)(size)
    next.set(old as never)
    return next
  }
  s.val = wider(s.val, 2 * n)
  s.level = wider(s.level, n)
  s.reason = wider(s.reason, n)
  s.pos = wider(s.pos, n)
  s.trail = wider(s.trail, n + 1)
  s.M = wider(s.M, n)
  s.watchFrom = wider(s.watchFrom, 2 * n)
  s.watchSize = wider(s.watchSize, 2 * n)
  s.watchRoom = wider(s.watchRoom, 2 * n)
  s.seen = wider(s.seen, n)
  s.activity = wider(s.activity, n)
  const from = s.boundOf.length
  s.boundOf = wider(s.boundOf, n).fill(-1, from)
  s.boundAt = wider(s.boundAt, n)
  s.boundNext = wider(s.boundNext, n)
  s.previousEntry = wider(s.previousEntry, n + 1)
}

/** The true literal that made the lower (upper) bound of x what it was before trail position `before`; −1: none. */
export function lowerReason(s: State, x: number, before: number): number {
  let entry = s.lowerEntry[x]!
  while (entry >= before) entry = s.previousEntry[entry]!
  return entry < 0 ? -1 : s.trail[entry]!
}

export function upperReason(s: State, x: number, before: number): number {
  let entry = s.upperEntry[x]!
  while (entry >= before) entry = s.previousEntry[entry]!
  return entry < 0 ? -1 : s.trail[entry]!
}
