/**
 * The smallest sum from below. Every term would like to be at its least; what cannot all be at once is a *core*, and
 * costs at least the cheapest of its wishes. Then one more is granted to be broken, counted by a number variable, and
 * so on until all wishes left stand together: that solution is the best. Dear wishes come first, so that solutions are
 * good early. (Core-guided search with stratification, as in MaxSAT solvers.)
 */
import type { Engine } from './engine.ts'
import { atMost } from './integers.ts'
import type { ChoiceTerm, IntegerTerm } from './linear.ts'
import { OutOfSteps, type State, step } from './state.ts'

/** Numbers with more values than this count with their least value only. */
const MOST_STEPS_OF_A_NUMBER = 64
/** Steps spent on making one core smaller. */
const STEPS_PER_CORE = 400

/** A literal that costs nothing while it is true, and `weight` when not; `next`: what is wished for after that. */
type Wish = { literal: number; weight: number; next?: (() => Wish | null) | undefined }

type Core = { literals: number[]; weight: number }

/** Works on an engine of its own; tells of each solution met. `bound`: no solution has a smaller sum. */
export class CoreSearch {
  bound = 0
  private readonly engine: Engine
  private readonly wishes = new Map<number, Wish>()
  private readonly found: (s: State) => number
  private best: number

  /** The engine must be free to keep what is added to it. `found` is told each solution and answers its sum; `best` is known before. */
  constructor(
    engine: Engine,
    choices: ChoiceTerm[],
    numbers: IntegerTerm[],
    found: (s: State) => number,
    best: number,
  ) {
    this.engine = engine
    this.best = best
    this.found = found
    for (const c of choices) this.wishForLeast(c)
    for (const n of numbers) this.wishForEnd(n)
  }

  private get state(): State {
    return this.engine.state
  }

  private wishForLeast({ literals, amounts }: ChoiceTerm): void {
    const { val } = this.state
    const open = literals.map((_, i) => i).filter((i) => val[literals[i]!]! >= 0)
    const least = Math.min(...open.map((i) => amounts[i]!))
    this.bound += least
    for (const i of open) this.add({ literal: literals[i]! ^ 1, weight: amounts[i]! - least })
  }

  private wishForEnd({ integer, factor }: IntegerTerm): void {
    const s = this.state
    const [low, high] = [s.lower[integer]!, s.upper[integer]!]
    this.bound += factor * (factor > 0 ? low : high)
    if (high - low > MOST_STEPS_OF_A_NUMBER) return
    this.add(this.upTo(integer, Math.abs(factor), factor > 0 ? low : high, factor > 0 ? 1 : -1))
  }

  /** The wish that a number does not go beyond k; after that one further. */
  private upTo(integer: number, weight: number, k: number, side: 1 | -1): Wish | null {
    const s = this.state
    const { lo, hi } = s.integers[integer]!
    if (side > 0 ? k >= hi : k <= lo) return null
    const literal = side > 0 ? atMost(s, integer, k) : atMost(s, integer, k - 1) ^ 1
    return { literal, weight, next: () => this.upTo(integer, weight, k + side, side) }
  }

  private add(wish: Wish | null): void {
    if (!wish || wish.weight === 0 || this.state.val[wish.literal]! > 0) return
    const same = this.wishes.get(wish.literal)
    if (same) {
      same.weight += wish.weight
      same.next ??= wish.next
    } else this.wishes.set(wish.literal, wish)
  }

  /** True: the best solution is proven. False: out of steps. */
  run(): boolean {
    try {
      return this.search()
    } catch (error) {
      if (!(error instanceof OutOfSteps)) throw error
      return false
    }
  }

  private search(): boolean {
    let granted: Core[] = []
    let least = this.nextStratum(Number.POSITIVE_INFINITY)
    while (this.bound < this.best) {
      step(this.state)
      const asked = [...this.wishes.values()].filter((w) => w.weight >= least).map((w) => w.literal)
      const conflict = this.engine.solveUnder(asked)
      if (conflict) {
        const core = this.take(conflict)
        if (core.literals.length === 0) return true
        if (core.literals.length > 1) granted.push(core)
      } else {
        this.best = Math.min(this.best, this.found(this.state))
        if (granted.length > 0) this.count(granted)
        else if (least === 0) return true
        else least = this.nextStratum(least)
        granted = []
      }
    }
    return true
  }

  /** The weight down to which wishes are taken in next: at least half of the largest that is left out. */
  private nextStratum(above: number): number {
    let largest = 0
    for (const { weight } of this.wishes.values()) if (weight < above && weight > largest) largest = weight
    return Math.floor(largest / 2)
  }

  /** Raises the bound by a core, and takes its weight from its wishes. */
  private take(conflict: number[]): Core {
    const literals = this.smaller(conflict)
    if (literals.length === 0) return { literals, weight: 0 }
    const weight = Math.min(...literals.map((l) => this.wishes.get(l)!.weight))
    this.bound += weight
    for (const l of literals) {
      const wish = this.wishes.get(l)!
      wish.weight -= weight
      if (wish.weight === 0) this.wishes.delete(l)
      const { next } = wish
      wish.next = undefined
      if (next) this.add(next())
    }
    return { literals, weight }
  }

  /** Leaves out of a conflict what can be left out with little search. */
  private smaller(conflict: number[]): number[] {
    let rest = conflict.filter((l) => this.wishes.has(l))
    const s = this.state
    const { budget } = s
    s.budget = Math.min(budget, s.steps + STEPS_PER_CORE)
    try {
      for (const l of conflict) {
        if (rest.length === 1 || !rest.includes(l)) continue
        step(s)
        const others = rest.filter((x) => x !== l)
        const fewer = this.engine.conflictAmong(others)
        if (fewer) rest = others.filter((x) => fewer.includes(x))
      }
    } catch (error) {
      if (!(error instanceof OutOfSteps)) throw error
    }
    s.budget = budget
    return rest
  }

  /** For each core a number variable that counts its broken wishes; one of them is paid for. */
  private count(cores: Core[]): void {
    const counters = this.engine.addCounters(cores.map((c) => c.literals.map((l) => l ^ 1)))
    counters.forEach((integer, i) => {
      this.add(this.upTo(integer, cores[i]!.weight, 1, 1))
    })
  }
}
