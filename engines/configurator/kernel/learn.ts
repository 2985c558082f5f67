/** Conflict analysis: the first unique implication point, a learnt clause, and the way back. */
import { propagate } from './propagate.ts'
import {
  addBinary,
  addClause,
  assign,
  BINARY,
  BINARY_CONFLICT,
  BY_PROPAGATOR,
  backTo,
  LIST_CONFLICT,
  NO_CONFLICT,
  NO_REASON,
  type State,
  step,
} from './state.ts'

const buffer: number[] = []

/** The false literals behind the true literal l (or, with l = −1, the literals of the conflict), in a shared list. */
export function antecedents(s: State, reason: number, l: number): number[] {
  buffer.length = 0
  if (reason === BINARY_CONFLICT) buffer.push(s.conflictA, s.conflictB)
  else if (reason === LIST_CONFLICT) for (const q of s.conflictList) buffer.push(q)
  else if (reason <= BINARY) buffer.push(BINARY - reason)
  else if (reason >= BY_PROPAGATOR) s.problem.propagators[reason - BY_PROPAGATOR]!.explain(s, l, buffer)
  else if (reason >= 0) {
    const end = reason + 1 + s.arena[reason]!
    for (let k = reason + 1; k < end; k++) if (s.arena[k] !== l) buffer.push(s.arena[k]!)
  }
  return buffer
}

/** The learnt clause, its asserting literal first, and the level on which it asserts. */
export type Learnt = { clause: number[]; level: number }

/** Resolves the conflict back to the one literal of the current level that brought it about. */
export function analyse(s: State, conflict: number): Learnt {
  const { seen, trail, level } = s
  const current = s.limits.length
  const clause = [0]
  const touched: number[] = []
  let open = 0
  let at = s.trailSize - 1
  let p = -1
  let reason = conflict
  for (;;) {
    if (reason !== NO_REASON) {
      const because = antecedents(s, reason, p)
      for (let i = 0; i < because.length; i++) {
        const q = because[i]!
        const v = q >> 1
        if (seen[v] !== 0 || level[v] === 0) continue
        seen[v] = 1
        touched.push(v)
        s.activity[v]! += s.bump
        if (level[v]! >= current) open++
        else clause.push(q)
      }
    }
    while (seen[trail[at]! >> 1] === 0) at--
    p = trail[at--]!
    if (--open <= 0) break
    reason = s.reason[p >> 1]!
  }
  clause[0] = p ^ 1
  decay(s)
  shorten(s, clause)
  let back = 0
  for (let i = 1; i < clause.length; i++) {
    const q = clause[i]!
    if (level[q >> 1]! > back) {
      back = level[q >> 1]!
      clause[i] = clause[1]!
      clause[1] = q
    }
  }
  for (const v of touched) seen[v] = 0
  return { clause, level: back }
}

function decay(s: State): void {
  s.bump *= 1.05
  if (s.bump < 1e100) return
  for (let v = 0; v < s.variables; v++) s.activity[v]! *= 1e-100
  s.bump = 1
}

/** Drops literals whose own reason lies inside the clause. */
function shorten(s: State, clause: number[]): void {
  let n = 1
  for (let i = 1; i < clause.length; i++) {
    if (!isImplied(s, clause[i]!)) clause[n++] = clause[i]!
  }
  clause.length = n
}

function isImplied(s: State, q: number): boolean {
  const reason = s.reason[q >> 1]!
  if (reason <= BINARY) return s.seen[(BINARY - reason) >> 1] !== 0
  if (reason < 0 || reason >= BY_PROPAGATOR) return false
  const end = reason + 1 + s.arena[reason]!
  for (let k = reason + 1; k < end; k++) {
    const v = s.arena[k]! >> 1
    if (v !== q >> 1 && s.seen[v] === 0 && s.level[v] !== 0) return false
  }
  return true
}

function remember(s: State, clause: number[]): void {
  const first = clause[0]!
  if (clause.length === 1) assign(s, first, NO_REASON)
  else if (clause.length === 2) {
    addBinary(s, first, clause[1]!)
    assign(s, first, BINARY - clause[1]!)
  } else assign(s, first, addClause(s, clause))
}

/**
 * Learns from a conflict until propagation goes through again, never giving up a level up to `base`.
 * False: the conflict lies within the base itself.
 */
export function resolve(s: State, conflict: number, base: number): boolean {
  let broken = conflict
  for (;;) {
    step(s)
    const top = highestLevel(s, broken)
    if (top <= base) {
      s.conflictList = antecedents(s, broken, -1).slice()
      return false
    }
    if (top < s.limits.length) {
      const list = antecedents(s, broken, -1).slice()
      backTo(s, top)
      s.conflictList = list
      broken = LIST_CONFLICT
    }
    const { clause, level } = analyse(s, broken)
    backTo(s, Math.max(level, base))
    remember(s, clause)
    broken = propagate(s)
    if (broken === NO_CONFLICT) return true
  }
}

function highestLevel(s: State, conflict: number): number {
  let top = 0
  const list = antecedents(s, conflict, -1)
  for (let i = 0; i < list.length; i++) top = Math.max(top, s.level[list[i]! >> 1]!)
  return top
}

/** The choices that together make these literals false, found by going back through their reasons. */
export function choicesBehind(s: State, literals: readonly number[]): number[] {
  const { seen, trail, level } = s
  const choices: number[] = []
  let last = 0
  const mark = (q: number) => {
    const v = q >> 1
    if (level[v] === 0 || seen[v] !== 0) return
    seen[v] = 1
    last = Math.max(last, s.pos[v]!)
  }
  for (const q of literals) mark(q)
  for (let at = last; at >= 0; at--) {
    const p = trail[at]!
    const v = p >> 1
    if (seen[v] === 0) continue
    seen[v] = 0
    if (s.reason[v] === NO_REASON) choices.push(p)
    else for (const q of antecedents(s, s.reason[v]!, p)) mark(q)
  }
  return choices
}
