/**
 * A comparison of any formula with 0. Bounds are narrowed by trying: if a part of the range of one variable leaves
 * the formula no way to compare as it should, that part goes.
 */
import { evaluate, type Formula, type Interval, leaves, type Reading } from './formula.ts'
import { atLeast, atMost, lowerReason, upperReason } from './integers.ts'
import { HOLDS, type Propagator, STUCK } from './propagator.ts'
import { assign, BY_PROPAGATOR, holds, type State, valueOf } from './state.ts'

export type Relation = '<=' | '<' | '='

export class ComparisonPropagator implements Propagator {
  readonly literals: number[]
  readonly integers: number[]
  private readonly choices: number[][]
  private readonly formula: Formula
  private readonly relation: Relation
  private readonly guard: number

  /** Whether a formula without a value (a division by zero) is as good as one that compares. */
  private readonly orUndefined: boolean

  constructor(formula: Formula, relation: Relation, guard: number, orUndefined = false) {
    this.formula = formula
    this.orUndefined = orUndefined
    this.relation = relation
    this.guard = guard
    const choices = new Set<number[]>()
    const integers = new Set<number>()
    leaves(formula, choices, integers)
    this.choices = [...choices]
    this.integers = [...integers]
    this.literals = [...new Set(this.choices.flat())]
    if (guard !== 0) this.literals.push(guard)
  }

  private impossible(i: Interval): boolean {
    if (i === undefined) return !this.orUndefined
    if (i.partial && this.orUndefined) return false
    const low = i.low === null ? -1n : i.low.n
    const high = i.high === null ? 1n : i.high.n
    if (this.relation === '<=') return low > 0n
    if (this.relation === '<') return low >= 0n
    return low > 0n || high < 0n
  }

  private reading(s: State, at: 'box' | 'point'): Reading {
    return { s, at, integer: -1, low: 0, high: 0, choice: null, option: 0 }
  }

  private fails(r: Reading): boolean {
    return this.impossible(evaluate(this.formula, r))
  }

  propagate(s: State, self: number): boolean {
    if (s.val[this.guard]! < 0) return true
    const box = this.reading(s, 'box')
    if (this.fails(box)) {
      if (s.val[this.guard] === 0) {
        assign(s, this.guard ^ 1, BY_PROPAGATOR + self)
        return true
      }
      this.conflict(s)
      return false
    }
    if (s.val[this.guard] === 0) return true
    for (const literals of this.choices) {
      for (let i = 0; i < literals.length; i++) {
        const l = literals[i]!
        if (s.val[l] !== 0) continue
        if (this.fails({ ...box, choice: literals, option: i })) assign(s, l ^ 1, BY_PROPAGATOR + self)
      }
    }
    for (const x of this.integers) if (!this.narrow(s, self, x, box)) return false
    return true
  }

  /** Cuts off both ends of number variable x as far as they cannot be. */
  private narrow(s: State, self: number, x: number, box: Reading): boolean {
    const low = s.lower[x]!
    const high = s.upper[x]!
    if (low === high) return true
    const fits = (a: number, b: number) => !this.fails({ ...box, integer: x, low: a, high: b })
    // The largest v with [v, high] still possible: above it nothing is.
    const most = high - search(high - low, (d) => fits(high - d, high))
    if (most < high) {
      const l = atMost(s, x, most)
      if (s.val[l] === 0) assign(s, l, BY_PROPAGATOR + self)
    }
    const least = low + search(most - low, (d) => fits(low, low + d))
    if (least > low) {
      const l = atLeast(s, x, least)
      if (s.val[l]! < 0) {
        this.conflict(s)
        return false
      }
      if (s.val[l] === 0) assign(s, l, BY_PROPAGATOR + self)
    }
    return true
  }

  private conflict(s: State): void {
    s.conflictList = []
    this.reasons(s, s.trailSize, s.conflictList)
    if (this.guard !== 0) s.conflictList.push(this.guard ^ 1)
  }

  explain(s: State, l: number, out: number[]): void {
    this.reasons(s, s.pos[l >> 1]!, out)
    if (this.guard !== 0 && (l ^ 1) !== this.guard) out.push(this.guard ^ 1)
  }

  private reasons(s: State, before: number, out: number[]): void {
    for (const literals of this.choices) {
      for (const q of literals) if (s.val[q]! < 0 && s.pos[q >> 1]! < before) out.push(q)
    }
    for (const x of this.integers) {
      const a = lowerReason(s, x, before)
      const b = upperReason(s, x, before)
      if (a >= 0) out.push(a ^ 1)
      if (b >= 0) out.push(b ^ 1)
    }
  }

  mend(s: State): number {
    if (this.guard !== 0 && !holds(s, this.guard)) return HOLDS
    const point = this.reading(s, 'point')
    if (!this.fails(point)) return HOLDS
    for (const x of this.integers) {
      const l = this.moveOne(s, x, point)
      if (l >= 0) return l
    }
    for (const literals of this.choices) {
      for (let i = 0; i < literals.length; i++) {
        if (s.val[literals[i]!] === 0 && !this.fails({ ...point, choice: literals, option: i })) {
          if (!holds(s, literals[i]!)) return literals[i]!
        }
      }
    }
    return this.halve(s)
  }

  /** The least move of x alone that can mend the comparison, as a bound; −1 when no move of x does. */
  private moveOne(s: State, x: number, point: Reading): number {
    const now = valueOf(s, x)
    const low = s.lower[x]!
    const high = s.upper[x]!
    const fits = (a: number, b: number) => !this.fails({ ...point, integer: x, low: a, high: b })
    if (high > now && fits(now + 1, high)) {
      return atLeast(s, x, now + 1 + search(high - now - 1, (d) => fits(now + 1, now + 1 + d)))
    }
    if (low < now && fits(low, now - 1)) {
      return atMost(s, x, now - 1 - search(now - 1 - low, (d) => fits(now - 1 - d, now - 1)))
    }
    return -1
  }

  /** No single move helps: split what is still open. */
  private halve(s: State): number {
    const box = this.reading(s, 'box')
    for (const literals of this.choices) {
      for (let i = 0; i < literals.length; i++) {
        if (s.val[literals[i]!] === 0 && !this.fails({ ...box, choice: literals, option: i }))
          return literals[i]!
      }
    }
    for (const x of this.integers) {
      const low = s.lower[x]!
      const high = s.upper[x]!
      if (low === high) continue
      const mid = low + Math.floor((high - low) / 2)
      const lowerFits = !this.fails({ ...box, integer: x, low, high: mid })
      return lowerFits ? atMost(s, x, mid) : atLeast(s, x, mid + 1)
    }
    if (this.guard !== 0 && s.val[this.guard] === 0) return this.guard ^ 1
    this.conflict(s)
    return STUCK
  }
}

/** The smallest d in 0 … most for which `fits` is true, given that it stays true above; `most` when only there. */
function search(most: number, fits: (d: number) => boolean): number {
  let low = 0
  let high = most
  while (low < high) {
    const mid = low + Math.floor((high - low) / 2)
    if (fits(mid)) high = mid
    else low = mid + 1
  }
  return low
}
