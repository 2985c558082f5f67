/** A constraint that is no clause. It may have a guard: it counts only where the guard literal is true. */
import type { State } from './state.ts'

export interface Propagator {
  /** Literals it looks at (any of the two of a variable) and number variables. */
  readonly literals: number[]
  readonly integers: number[]
  /** Draws conclusions from what is assigned. False: broken, with s.conflictList as the clause that shows it. */
  propagate(s: State, self: number): boolean
  /** Adds to `out` the false literals from which it concluded the true literal l. */
  explain(s: State, l: number, out: number[]): void
  /** Where everything open keeps its value from M: −1 when it holds, else an open literal to change. */
  mend(s: State): number
}

/** mend(): it holds; or it is broken and nothing open is left to change. */
export const HOLDS = -1
export const STUCK = -2
