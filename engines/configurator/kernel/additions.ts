/** What one engine adds to its problem for itself: further propagators, and number variables that count. */
import { layWatchers } from './build.ts'
import { SumPropagator } from './linear.ts'
import type { Propagator } from './propagator.ts'
import { holds, State } from './state.ts'

/** The state with further propagators. */
export function withPropagators(s: State, more: readonly Propagator[]): State {
  const propagators = [...s.problem.propagators, ...more]
  const integerWatchers = s.integers.map((_, x) => s.problem.integerWatchers[x]?.slice() ?? [])
  more.forEach((p, i) => {
    for (const x of p.integers) integerWatchers[x]!.push(propagators.length - more.length + i)
  })
  const problem = { ...s.problem, propagators, integerWatchers, ...layWatchers(s.variables, propagators) }
  const queued = new Uint8Array(propagators.length)
  return Object.assign(Object.create(State.prototype), s, { problem, queued })
}

/** The state with, for each list, a number variable of at least 1 and no less than how many of the literals are true. */
export function withCounters(s: State, lists: readonly number[][]): State {
  const first = s.integers.length
  const none = lists.map(() => -1)
  const wider: State = Object.assign(Object.create(State.prototype), s, {
    integers: [
      ...s.integers,
      ...lists.map(({ length }) => ({ lo: 1, hi: length, thresholds: [], literals: [], lazy: true })),
    ],
    lower: Float64Array.of(...s.lower, ...lists.map(() => 1)),
    upper: Float64Array.of(...s.upper, ...lists.map((list) => list.length)),
    lowerEntry: Int32Array.of(...s.lowerEntry, ...none),
    upperEntry: Int32Array.of(...s.upperEntry, ...none),
    reference: Float64Array.of(
      ...s.reference,
      ...lists.map((list) => list.filter((l) => holds(s, l)).length),
    ),
  })
  const count = (literals: number[], i: number) =>
    new SumPropagator(
      literals.map((l) => ({ literals: [l ^ 1, l], amounts: [0, 1] })),
      [{ integer: first + i, factor: -1 }],
      0,
      0,
    )
  return withPropagators(wider, lists.map(count))
}
