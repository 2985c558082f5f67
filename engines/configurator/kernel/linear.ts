/**
 * A sum of terms that must not exceed a limit, exact in whole numbers. A term is a number variable times a factor, or
 * a choice: the amount of the option that is chosen.
 */
import { atLeast, atMost, lowerReason, upperReason } from './integers.ts'
import { HOLDS, type Propagator, STUCK } from './propagator.ts'
import { assign, BY_PROPAGATOR, holds, type State, valueOf } from './state.ts'

/** Amounts per literal, exactly one of which is true; sorted by amount. */
export type ChoiceTerm = { literals: number[]; amounts: number[] }
export type IntegerTerm = { integer: number; factor: number }

/** Where `guard` is true: the sum of all terms ≤ limit. */
export class SumPropagator implements Propagator {
  readonly literals: number[]
  readonly integers: number[]
  private readonly choices: ChoiceTerm[]
  private readonly numbers: IntegerTerm[]
  private limit: number
  private readonly guard: number
  private readonly least: number[]

  constructor(choices: ChoiceTerm[], numbers: IntegerTerm[], limit: number, guard: number) {
    this.choices = choices.map(byAmount)
    this.numbers = numbers
    this.limit = limit
    this.guard = guard
    this.literals = [...new Set(choices.flatMap((t) => t.literals))]
    if (guard !== 0) this.literals.push(guard)
    this.integers = numbers.map((t) => t.integer)
    this.least = new Array(choices.length + numbers.length).fill(0)
  }

  /** Narrows the limit; the caller knows that nothing learnt so far depends on the wider one being kept. */
  tighten(limit: number): void {
    this.limit = limit
  }

  /** The sum in M. */
  valueInReference(s: State): number {
    let sum = 0
    for (const t of this.choices) sum += amountOf(s, t)
    for (const { integer, factor } of this.numbers) sum += factor * valueOf(s, integer)
    return sum
  }

  /** No solution of what is decided has a smaller sum than this. */
  leastValue(s: State): number {
    let sum = 0
    for (const t of this.choices) sum += leastAmount(s, t)
    for (const { integer, factor } of this.numbers) {
      sum += factor * (factor > 0 ? s.lower[integer]! : s.upper[integer]!)
    }
    return sum
  }

  propagate(s: State, self: number): boolean {
    if (s.val[this.guard]! < 0) return true
    const { choices, numbers, least } = this
    let sum = 0
    for (let i = 0; i < choices.length; i++) sum += least[i] = leastAmount(s, choices[i]!)
    for (let i = 0; i < numbers.length; i++) {
      const { integer, factor } = numbers[i]!
      const bound = factor > 0 ? s.lower[integer]! : s.upper[integer]!
      sum += least[choices.length + i] = factor * bound
    }
    const slack = this.limit - sum
    if (slack < 0) return this.fail(s, self)
    if (s.val[this.guard] === 0) return true
    for (let i = 0; i < choices.length; i++) {
      const { literals, amounts } = choices[i]!
      const most = least[i]! + slack
      for (let k = amounts.length - 1; k >= 0 && amounts[k]! > most; k--) {
        const l = literals[k]!
        if (s.val[l] === 0) assign(s, l ^ 1, BY_PROPAGATOR + self)
      }
    }
    for (let i = 0; i < numbers.length; i++) {
      const { integer, factor } = numbers[i]!
      const most = Math.floor((least[choices.length + i]! + slack) / Math.abs(factor))
      if (factor > 0 && most < s.upper[integer]!) this.bound(s, self, atMost(s, integer, most))
      else if (factor < 0 && -most > s.lower[integer]!) this.bound(s, self, atLeast(s, integer, -most))
    }
    return true
  }

  private bound(s: State, self: number, l: number): void {
    if (s.val[l] === 0) assign(s, l, BY_PROPAGATOR + self)
  }

  private fail(s: State, self: number): boolean {
    if (s.val[this.guard] === 0) {
      assign(s, this.guard ^ 1, BY_PROPAGATOR + self)
      return true
    }
    this.conflict(s)
    return false
  }

  private conflict(s: State): void {
    s.conflictList = []
    this.reasons(s, -1, -1, s.trailSize, s.conflictList)
    if (this.guard !== 0) s.conflictList.push(this.guard ^ 1)
  }

  explain(s: State, l: number, out: number[]): void {
    const v = l >> 1
    const isGuard = this.guard !== 0 && (l ^ 1) === this.guard
    this.reasons(s, isGuard ? -1 : l ^ 1, isGuard ? -1 : s.boundOf[v]!, s.pos[v]!, out)
    if (!isGuard && this.guard !== 0) out.push(this.guard ^ 1)
  }

  /** Why each term (but the one of `value`, or of number `skip`) is at least what it was before that entry. */
  private reasons(s: State, value: number, skip: number, before: number, out: number[]): void {
    for (const { literals, amounts } of this.choices) {
      // The value that goes stands for its whole term.
      if (value >= 0 && literals.includes(value)) continue
      let k = 0
      while (k < literals.length && wasFalse(s, literals[k]!, before)) k++
      const chosen = literals.findIndex((l) => s.val[l]! > 0 && s.pos[l >> 1]! < before)
      if (k > 0 && chosen >= 0 && amounts[chosen] === amounts[k]) out.push(literals[chosen]! ^ 1)
      else for (let i = 0; i < k; i++) if (amounts[i]! < amounts[k]!) out.push(literals[i]!)
    }
    for (const { integer, factor } of this.numbers) {
      if (integer === skip && value >= 0) continue
      const q = factor > 0 ? lowerReason(s, integer, before) : upperReason(s, integer, before)
      if (q >= 0) out.push(q ^ 1)
    }
  }

  mend(s: State): number {
    if (this.guard !== 0 && !holds(s, this.guard)) return HOLDS
    const excess = this.valueInReference(s) - this.limit
    if (excess <= 0) return HOLDS
    return this.lower(s, excess)
  }

  /** A change that takes away the excess, the smallest that does; else the largest there is. */
  private lower(s: State, excess: number): number {
    let best = STUCK
    let bestGain = 0
    const consider = (literal: number, gain: number) => {
      const better = bestGain < excess ? gain > bestGain : gain >= excess && gain < bestGain
      if (gain > 0 && better) {
        best = literal
        bestGain = gain
      }
    }
    for (const t of this.choices) {
      const now = amountOf(s, t)
      for (let k = 0; k < t.literals.length && t.amounts[k]! < now; k++) {
        if (s.val[t.literals[k]!] === 0) consider(t.literals[k]!, now - t.amounts[k]!)
      }
    }
    for (const { integer, factor } of this.numbers) {
      const now = valueOf(s, integer)
      const need = Math.ceil(excess / Math.abs(factor))
      const target =
        factor > 0 ? Math.max(s.lower[integer]!, now - need) : Math.min(s.upper[integer]!, now + need)
      if (target === now) continue
      const literal = factor > 0 ? atMost(s, integer, target) : atLeast(s, integer, target)
      if (s.val[literal] === 0) consider(literal, Math.abs(factor * (now - target)))
    }
    if (best !== STUCK) return best
    if (this.guard !== 0 && s.val[this.guard] === 0) return this.guard ^ 1
    this.conflict(s)
    return STUCK
  }
}

function byAmount(t: ChoiceTerm): ChoiceTerm {
  const order = t.literals.map((_, i) => i).sort((a, b) => t.amounts[a]! - t.amounts[b]!)
  return { literals: order.map((i) => t.literals[i]!), amounts: order.map((i) => t.amounts[i]!) }
}

/** The least amount among the options still there. */
function leastAmount(s: State, t: ChoiceTerm): number {
  for (let k = 0; k < t.literals.length; k++) if (s.val[t.literals[k]!]! >= 0) return t.amounts[k]!
  return t.amounts.at(-1)!
}

/** The amount of the option that M (or the trail) chooses; while none is, the least that is possible. */
function amountOf(s: State, t: ChoiceTerm): number {
  for (let k = 0; k < t.literals.length; k++) if (holds(s, t.literals[k]!)) return t.amounts[k]!
  return leastAmount(s, t)
}

function wasFalse(s: State, l: number, before: number): boolean {
  return s.val[l]! < 0 && s.pos[l >> 1]! < before
}
