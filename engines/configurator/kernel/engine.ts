/**
 * One configuration in progress: the literals decided so far, each on its level; M, which always satisfies them; and a
 * witness for every open value that M does not show. So every open variable is known to be open both ways.
 */

import { withCounters, withPropagators } from './additions.ts'
import { adopt, brokenByReference, extend } from './extend.ts'
import { atMost } from './integers.ts'
import { antecedents, choicesBehind } from './learn.ts'
import { propagate, wakeAll } from './propagate.ts'
import type { Propagator } from './propagator.ts'
import {
  assign,
  backTo,
  choose,
  holds,
  NO_CONFLICT,
  NO_REASON,
  OutOfSteps,
  type Problem,
  State,
  valueOf,
} from './state.ts'
import { assignUnits, dropStale, otherLiteral, probe, type Witnesses } from './witness.ts'

export class Engine {
  state: State
  readonly witnesses: Witnesses

  private constructor(state: State, witnesses: Witnesses) {
    this.state = state
    this.witnesses = witnesses
  }

  /** Finds the first solution; null when there is none. */
  static start(problem: Problem, budget = Number.MAX_SAFE_INTEGER): Engine | null {
    const s = new State(problem)
    s.budget = budget
    wakeAll(s)
    if (!assignUnits(s)) return null
    if (extend(s, 0, 0, 'continue', brokenByReference(s)) !== 'found') return null
    adopt(s, 0)
    backTo(s, 0)
    return new Engine(s, new Array(2 * problem.variables))
  }

  /** An engine that goes its own way from here on. */
  fork(): Engine {
    return new Engine(copyState(this.state), this.witnesses.slice())
  }

  get base(): number {
    return this.state.limits.length
  }

  /**
   * Takes a literal that is known to be possible as decided (each on its own level), and moves M along.
   * False: it is not possible; nothing has changed but what was learnt.
   */
  assume(l: number, keepWitnesses = true): boolean {
    const s = this.state
    if (s.val[l]! < 0) return false
    const before = this.base
    const from = s.trailSize
    if (s.val[l]! > 0) {
      s.limits.push(from)
      return true
    }
    choose(s, l)
    const ok = propagate(s) === NO_CONFLICT && extend(s, before + 1, from, 'continue') === 'found'
    if (!ok) {
      backTo(s, before)
      propagate(s)
      return false
    }
    const changed = adopt(s, from)
    backTo(s, before + 1)
    if (keepWitnesses) dropStale(s, this.witnesses, changed, from)
    return true
  }

  /** Gives up all levels above `level`. M and the witnesses stay: what satisfied more satisfies less. */
  release(level: number): void {
    backTo(this.state, level)
  }

  /** Makes sure of both values of every open variable that is asked for; what fails becomes decided. */
  settle(): void {
    const s = this.state
    const { asked } = s.problem
    const base = this.base
    for (let v = 0; v < asked.length; v++) {
      if (asked[v] === 0 || s.val[2 * v] !== 0) continue
      const l = otherLiteral(s, v)
      if (this.witnesses[l] === undefined) probe(s, this.witnesses, l, base)
    }
    for (let x = 0; x < s.integers.length; x++) if (s.integers[x]!.lazy) this.settleBounds(x)
  }

  private settleBounds(x: number): void {
    this.settleEnd(x, -1)
    this.settleEnd(x, 1)
  }

  /** Makes the lower bound of one number variable exact. */
  settleLower(x: number): void {
    this.settleEnd(x, -1)
  }

  /** Adds a propagator to this engine alone. */
  add(p: Propagator): void {
    this.state = withPropagators(this.state, [p])
  }

  /** Adds, for each list, a number variable: at least 1, and no less than how many of its literals are true. */
  addCounters(lists: readonly number[][]): number[] {
    const first = this.state.integers.length
    this.state = withCounters(this.state, lists)
    return lists.map((_, i) => first + i)
  }

  /** Makes a solution of a fork of this engine M. */
  follow({ M, reference }: Pick<State, 'M' | 'reference'>): void {
    const s = this.state
    s.M.set(M.subarray(0, s.variables))
    s.reference.set(reference.subarray(0, s.integers.length))
  }

  /** Moves M as near to these literals as constraints and decisions let it without much search. */
  approach(literals: readonly number[], budget: number): void {
    const s = this.state
    const before = s.M.slice()
    for (const l of literals) if (s.val[l] === 0) s.M[l >> 1] = (l & 1) ^ 1
    s.budget = s.steps + budget
    const base = this.base
    try {
      if (extend(s, base, s.trailSize, 'continue', brokenByReference(s)) === 'found') {
        adopt(s, 0)
        backTo(s, base)
        return
      }
    } catch (error) {
      if (!(error instanceof OutOfSteps)) throw error
    }
    backTo(s, base)
    s.M.set(before)
  }

  /** Looks for a solution that satisfies a propagator that was just tightened, and makes it M. */
  improve(p: Propagator): 'better' | 'none' | 'unknown' {
    const s = this.state
    const base = this.base
    const self = s.problem.propagators.indexOf(p)
    const from = s.trailSize
    // A level of its own for what follows from the new limit alone.
    s.limits.push(from)
    try {
      let found = p.propagate(s, self) && propagate(s) === NO_CONFLICT
      const broken = { clauses: [], binaries: [], propagators: true }
      if (found) found = extend(s, base + 1, from, 'continue', broken) === 'found'
      if (found) adopt(s, 0)
      backTo(s, base)
      return found ? 'better' : 'none'
    } catch (error) {
      backTo(s, base)
      if (error instanceof OutOfSteps) return 'unknown'
      throw error
    }
  }

  /** Finds the true smallest (largest) value of number variable x: its bound first, then by halving. */
  private settleEnd(x: number, side: -1 | 1): void {
    const s = this.state
    let reached = valueOf(s, x)
    let halve = false
    for (;;) {
      const end = side < 0 ? s.lower[x]! : s.upper[x]!
      if (end === reached) return
      const target = halve ? end + Math.trunc((reached - end) / 2) : end
      const l = side < 0 ? atMost(s, x, target) : atMost(s, x, target - 1) ^ 1
      if (!halve && this.witnesses[l] !== undefined) return
      const found = s.val[l] === 0 && this.reach(l, x)
      if (found !== false) reached = found
      halve = true
      if (found !== false && reached === (side < 0 ? s.lower[x]! : s.upper[x]!)) {
        return
      }
    }
  }

  /** Probes l; the value x has in the witness, or false. */
  private reach(l: number, x: number): number | false {
    const s = this.state
    let value: number | false = false
    probe(s, this.witnesses, l, this.base, () => {
      value = valueOf(s, x)
    })
    return value
  }

  /** Answers with these literals, which go together, decided in the meantime; M stays near them. */
  supposing<T>(literals: readonly number[], answer: () => T): T {
    const s = this.state
    const before = this.base
    const from = s.trailSize
    s.limits.push(from)
    for (const l of literals) if (s.val[l] === 0) assign(s, l, NO_REASON)
    const fits = propagate(s) === NO_CONFLICT && extend(s, before + 1, from, 'continue') === 'found'
    try {
      if (!fits) throw new Error('supposed what does not go together')
      adopt(s, from)
      backTo(s, before + 1)
      return answer()
    } finally {
      backTo(s, before)
    }
  }

  /** Is there a solution with all of these literals, besides what is decided? Decides nothing. */
  allows(literals: readonly number[]): boolean {
    return this.conflictAmong(literals) === null
  }

  /**
   * Items that cannot stand together (with what `always` says), not always fewest; null when all can, and `onFound` is
   * told a solution.
   */
  conflictOf<T>(
    items: readonly T[],
    literalsOf: (item: T) => readonly number[],
    always: readonly number[] = [],
    onFound?: (holds: (l: number) => boolean) => void,
  ): T[] | null {
    const conflict = this.conflictAmong([...always, ...items.flatMap(literalsOf)], onFound)
    if (conflict === null) return null
    return items.filter((item) => literalsOf(item).some((l) => conflict.includes(l)))
  }

  /** Literals of the list that cannot be true together (not always fewest), or null when all can be. */
  conflictAmong(
    literals: readonly number[],
    onFound?: (holds: (l: number) => boolean) => void,
  ): number[] | null {
    const s = this.state
    const before = this.base
    const from = s.trailSize
    let broken: number[] | null = null
    try {
      // All on one level and propagated together: what follows is the same, and found with less work.
      s.limits.push(from)
      for (const l of literals) {
        if (s.val[l]! > 0) continue
        if (s.val[l]! < 0) {
          broken = [l, ...choicesBehind(s, [l])]
          break
        }
        assign(s, l, NO_REASON)
      }
      if (broken === null && s.trailSize > from) {
        const conflict = propagate(s)
        if (conflict !== NO_CONFLICT) broken = choicesBehind(s, antecedents(s, conflict, -1).slice())
        else if (extend(s, before + 1, from, 'continue') !== 'found')
          broken = choicesBehind(s, s.conflictList)
      }
      if (broken === null) onFound?.((l) => holds(s, l))
      return broken
    } finally {
      backTo(s, before)
    }
  }

  /** Makes a solution with all of these literals M; else literals of the list that cannot be true together. */
  solveUnder(literals: readonly number[]): number[] | null {
    const from = this.state.trailSize
    return this.conflictAmong(literals, () => void adopt(this.state, from))
  }
}

function copyState(old: State): State {
  // Made by the constructor, of an empty problem, so that its fields lie as those of every other state.
  const none = new Int32Array(0)
  const s = new State({
    ...old.problem,
    variables: 0,
    arena: none,
    clauseOffsets: none,
    boundOf: none,
    integers: [],
    propagators: [],
  })
  Object.assign(s, old)
  for (const key of Object.keys(old) as (keyof State)[]) {
    const value = old[key]
    if (ArrayBuffer.isView(value)) Object.assign(s, { [key]: (value as Int32Array).slice() })
  }
  s.extra = old.extra.map((list) => list?.slice())
  s.limits = old.limits.slice()
  s.queue = []
  s.conflictList = []
  s.integers = old.integers.map((x) =>
    x.lazy ? { ...x, thresholds: x.thresholds.slice(), literals: x.literals.slice() } : x,
  )
  return s
}
