/** Collects variables, clauses and propagators of a problem and lays them out in typed arrays. */
import type { Propagator } from './propagator.ts'
import { FALSE, type IntegerSpec, type Problem, TRUE } from './state.ts'

export class Builder {
  variables = 1
  /** False as soon as a clause is empty. */
  consistent = true
  readonly integers: IntegerSpec[] = []
  private readonly units: number[] = [TRUE]
  private readonly binaries: number[] = []
  private readonly long = new IntegerList()
  private readonly propagators: Propagator[] = []
  private readonly asked: number[] = []
  private readonly preferred: number[] = [0]
  private readonly bounds: [variable: number, integer: number, at: number, next: number][] = []

  /** A new variable; returns its positive literal. */
  literal(): number {
    return 2 * this.variables++
  }

  ask(l: number): void {
    if (l > FALSE) this.asked.push(l >> 1)
  }

  prefer(l: number): void {
    this.preferred.push(l)
  }

  /** At least one of the literals is true. */
  clause(literals: number[]): void {
    const c: number[] = []
    for (const l of literals) {
      if (l === TRUE) return
      if (l === FALSE || c.includes(l)) continue
      if (c.includes(l ^ 1)) return
      c.push(l)
    }
    if (c.length === 0) this.consistent = false
    else if (c.length === 1) this.units.push(c[0]!)
    else if (c.length === 2) this.binaries.push(c[0]!, c[1]!)
    else this.long.add(c.length, c)
  }

  propagator(p: Propagator): void {
    this.propagators.push(p)
  }

  /** A number variable lo … hi whose bound literals are made when needed; returns its number. */
  lazyInteger(lo: number, hi: number): number {
    return this.integers.push({ lo, hi, thresholds: [], literals: [], lazy: true }) - 1
  }

  /** A number variable with these values, with all its bound literals. */
  integer(values: number[]): number {
    const id = this.integers.length
    const thresholds = values.slice(0, -1)
    const literals = thresholds.map((k, i) => {
      const l = this.literal()
      this.bounds.push([l >> 1, id, k, values[i + 1]!])
      return l
    })
    for (let i = 0; i + 1 < literals.length; i++) this.clause([literals[i]! ^ 1, literals[i + 1]!])
    this.integers.push({ lo: values[0]!, hi: values.at(-1)!, thresholds, literals, lazy: false })
    return id
  }

  /** The literal x ≤ k of a number variable; of a lazy one it is made here if it does not exist yet. */
  atMost(id: number, k: number): number {
    const x = this.integers[id]!
    if (k >= x.hi) return TRUE
    if (k < x.lo) return FALSE
    let at = 0
    for (let high = x.thresholds.length; at < high; ) {
      const mid = (at + high) >> 1
      if (x.thresholds[mid]! <= k) at = mid + 1
      else high = mid
    }
    if (at > 0 && (x.thresholds[at - 1] === k || !x.lazy)) return x.literals[at - 1]!
    if (!x.lazy) return FALSE
    const l = this.literal()
    this.bounds.push([l >> 1, id, k, k + 1])
    if (at > 0) this.clause([x.literals[at - 1]! ^ 1, l])
    if (at < x.literals.length) this.clause([l ^ 1, x.literals[at]!])
    x.thresholds.splice(at, 0, k)
    x.literals.splice(at, 0, l)
    return l
  }

  build(): Problem {
    const n = this.variables
    const asked = new Uint8Array(n)
    for (const v of this.asked) asked[v] = 1
    const preferred = new Uint8Array(n)
    for (const l of this.preferred) preferred[l >> 1] = (l & 1) ^ 1
    const boundOf = new Int32Array(n).fill(-1)
    const boundAt = new Float64Array(n)
    const boundNext = new Float64Array(n)
    for (const [v, id, at, next] of this.bounds) {
      boundOf[v] = id
      boundAt[v] = at
      boundNext[v] = next
      // The reference starts with the smallest value.
      preferred[v] = 1
    }
    const integerWatchers: number[][] = this.integers.map(() => [])
    this.propagators.forEach((p, i) => {
      for (const x of p.integers) integerWatchers[x]!.push(i)
    })
    return {
      variables: n,
      units: this.units,
      ...this.layBinaries(n),
      ...this.layClauses(n),
      integers: this.integers,
      boundOf,
      boundAt,
      boundNext,
      propagators: this.propagators,
      ...layWatchers(n, this.propagators),
      integerWatchers,
      asked,
      preferred,
    }
  }

  private layBinaries(n: number) {
    const pairs = this.binaries
    const impliedFrom = new Int32Array(2 * n + 1)
    for (const l of pairs) impliedFrom[(l ^ 1) + 1]!++
    for (let l = 0; l < 2 * n; l++) impliedFrom[l + 1]! += impliedFrom[l]!
    const next = impliedFrom.slice()
    const implied = new Int32Array(pairs.length)
    for (let i = 0; i < pairs.length; i += 2) {
      implied[next[pairs[i]! ^ 1]!++] = pairs[i + 1]!
      implied[next[pairs[i + 1]! ^ 1]!++] = pairs[i]!
    }
    return { impliedFrom, implied }
  }

  private layClauses(n: number) {
    const arena = this.long.toArray()
    const offsets: number[] = []
    const occursFrom = new Int32Array(2 * n + 1)
    for (let c = 0; c < arena.length; c += arena[c]! + 1) {
      offsets.push(c)
      for (let k = c + 1; k <= c + arena[c]!; k++) occursFrom[arena[k]! + 1]!++
    }
    for (let l = 0; l < 2 * n; l++) occursFrom[l + 1]! += occursFrom[l]!
    const next = occursFrom.slice()
    const occurs = new Int32Array(occursFrom[2 * n]!)
    for (const c of offsets) for (let k = c + 1; k <= c + arena[c]!; k++) occurs[next[arena[k]!]!++] = c
    return { arena, clauseOffsets: Int32Array.from(offsets), occursFrom, occurs }
  }
}

/** A growing list of whole numbers, packed. */
class IntegerList {
  private items = new Int32Array(1024)
  private size = 0

  add(first: number, rest: readonly number[]): void {
    if (this.size + rest.length + 1 > this.items.length) {
      const wider = new Int32Array(this.items.length * 2 + rest.length)
      wider.set(this.items)
      this.items = wider
    }
    this.items[this.size++] = first
    for (const x of rest) this.items[this.size++] = x
  }

  toArray(): Int32Array {
    return this.items.slice(0, this.size)
  }
}

/** Variable → propagators that look at it. */
export function layWatchers(n: number, propagators: readonly Propagator[]) {
  const watchersFrom = new Int32Array(n + 1)
  const perPropagator = propagators.map((p) => [...new Set(p.literals.map((l) => l >> 1))])
  for (const vs of perPropagator) for (const v of vs) watchersFrom[v + 1]!++
  for (let v = 0; v < n; v++) watchersFrom[v + 1]! += watchersFrom[v]!
  const next = watchersFrom.slice()
  const watchers = new Int32Array(watchersFrom[n]!)
  perPropagator.forEach((vs, p) => {
    for (const v of vs) watchers[next[v]!++] = p
  })
  return { watchersFrom, watchers }
}
