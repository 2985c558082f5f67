/** Unit propagation over binary clauses, long clauses and propagators, until nothing follows any more. */
import { assign, BINARY, BINARY_CONFLICT, LIST_CONFLICT, NO_CONFLICT, type State } from './state.ts'
import { addWatch } from './watches.ts'

/** Draws all conclusions; returns what broke, or NO_CONFLICT. */
export function propagate(s: State): number {
  for (;;) {
    const conflict = propagateClauses(s)
    if (conflict !== NO_CONFLICT) return giveUp(s, conflict)
    const next = nextInQueue(s)
    if (next < 0) return NO_CONFLICT
    s.queued[next] = 0
    if (!s.problem.propagators[next]!.propagate(s, next)) return giveUp(s, LIST_CONFLICT)
  }
}

/** First in, first out: a propagator that waits longer sees more changes at once. */
function nextInQueue(s: State): number {
  if (s.queueHead < s.queue.length) return s.queue[s.queueHead++]!
  s.queue.length = 0
  s.queueHead = 0
  return -1
}

function giveUp(s: State, conflict: number): number {
  for (const p of s.queue) s.queued[p] = 0
  s.queue.length = 0
  s.queueHead = 0
  return conflict
}

function propagateClauses(s: State): number {
  const { impliedFrom, implied } = s.problem
  const staticLiterals = impliedFrom.length - 1
  while (s.head < s.trailSize) {
    const p = s.trail[s.head++]!
    const val = s.val
    if (p < staticLiterals) {
      for (let i = impliedFrom[p]!, e = impliedFrom[p + 1]!; i < e; i++) {
        const q = implied[i]!
        const x = val[q]!
        if (x === 0) assign(s, q, BINARY - (p ^ 1))
        else if (x < 0) return binaryConflict(s, q, p)
      }
    }
    const extra = s.extra[p]
    if (extra !== undefined) {
      for (let i = 0; i < extra.length; i++) {
        const q = extra[i]!
        const x = val[q]!
        if (x === 0) assign(s, q, BINARY - (p ^ 1))
        else if (x < 0) return binaryConflict(s, q, p)
      }
    }
    if (s.watchSize[p] !== 0) {
      const conflict = visitWatches(s, p)
      if (conflict !== NO_CONFLICT) return conflict
    }
    wake(s, p >> 1)
  }
  return NO_CONFLICT
}

function binaryConflict(s: State, q: number, p: number): number {
  s.conflictA = q
  s.conflictB = p ^ 1
  return BINARY_CONFLICT
}

function visitWatches(s: State, p: number): number {
  const val = s.val
  let list = s.watches
  const from = s.watchFrom[p]!
  let n = from + s.watchSize[p]!
  const arena = s.arena
  const notP = p ^ 1
  let i = from
  let j = from
  while (i < n) {
    const c = list[i]!
    const blocker = list[i + 1]!
    i += 2
    if (val[blocker]! > 0) {
      list[j] = c
      list[j + 1] = blocker
      j += 2
      continue
    }
    const o = c + 1
    if (arena[o] === notP) {
      arena[o] = arena[o + 1]!
      arena[o + 1] = notP
    }
    const first = arena[o]!
    if (first !== blocker && val[first]! > 0) {
      list[j] = c
      list[j + 1] = first
      j += 2
      continue
    }
    const end = o + arena[c]!
    let k = o + 2
    while (k < end && val[arena[k]!]! < 0) k++
    if (k < end) {
      const q = arena[k]!
      arena[o + 1] = q
      arena[k] = notP
      addWatch(s, q ^ 1, c, first)
      if (s.watches !== list) {
        // All lists were moved, this one with them.
        list = s.watches
        const by = s.watchFrom[p]! - (n - s.watchSize[p]!)
        i += by
        j += by
        n += by
      }
      continue
    }
    list[j] = c
    list[j + 1] = first
    j += 2
    if (val[first]! < 0) {
      while (i < n) list[j++] = list[i++]!
      s.watchSize[p] = j - s.watchFrom[p]!
      return c
    }
    assign(s, first, c)
  }
  s.watchSize[p] = j - s.watchFrom[p]!
  return NO_CONFLICT
}

/** Puts the propagators that look at variable v into the queue. */
function wake(s: State, v: number): void {
  const { watchersFrom, watchers, integerWatchers } = s.problem
  if (v + 1 < watchersFrom.length) {
    for (let i = watchersFrom[v]!, e = watchersFrom[v + 1]!; i < e; i++) enqueue(s, watchers[i]!)
  }
  const x = s.boundOf[v]!
  if (x >= 0) for (const p of integerWatchers[x]!) enqueue(s, p)
}

function enqueue(s: State, p: number): void {
  if (s.queued[p] !== 0) return
  s.queued[p] = 1
  s.queue.push(p)
}

/** Puts all propagators into the queue (at the start). */
export function wakeAll(s: State): void {
  for (let p = 0; p < s.problem.propagators.length; p++) enqueue(s, p)
}
