/** How many configurations are valid: counted where that is feasible, else bounded from above. */
import type { Analysis } from './answers.ts'
import type { Compiled } from './compile.ts'
import type { FlatVariable } from './flat.ts'
import type { Engine } from './kernel/engine.ts'
import { atLeast, atMost } from './kernel/integers.ts'
import type { Encoding } from './lowered.ts'

/** Values tried in all before counting gives way to a bound. */
const BUDGET = 30_000

class TooMany extends Error {}

/** Parts of the model that share no constraint are counted on their own and multiplied. Free texts do not count. */
export function countConfigurations(compiled: Compiled): Analysis['count'] {
  const counter = new Counter(compiled)
  let value = 1n
  let exact = true
  for (const part of independentParts(compiled)) {
    const count = counter.count(part)
    exact &&= count !== null
    value *= count ?? counter.bound(part)
  }
  return { value: String(value), exact }
}

class Counter {
  private readonly compiled: Compiled
  private readonly engine: Engine
  private tries = 0

  constructor(compiled: Compiled) {
    this.compiled = compiled
    this.engine = compiled.root.fork()
  }

  count(part: readonly FlatVariable[]): bigint | null {
    try {
      return this.from(part, 0)
    } catch (error) {
      if (!(error instanceof TooMany)) throw error
      this.engine.release(0)
      return null
    }
  }

  /** The ways to give values to the variables from i on; each value tried is known to lead to an end. */
  private from(part: readonly FlatVariable[], i: number): bigint {
    const v = part[i]
    if (!v) return 1n
    const e = this.encoding(v)
    const { state } = this.engine
    if (state.val[e.presence]! < 0) return this.from(part, i + 1)
    let ways = 0n
    for (const literals of this.valuesOf(e)) {
      if (++this.tries > BUDGET) throw new TooMany()
      const level = this.engine.base
      if (literals.every((l) => this.engine.assume(l, false))) ways += this.from(part, i + 1)
      this.engine.release(level)
    }
    return ways
  }

  private *valuesOf(e: Encoding): Generator<number[]> {
    const s = this.engine.state
    if (e.literals.length > 0) {
      for (const l of e.literals) if (s.val[l]! >= 0) yield [l]
      return
    }
    const last = s.upper[e.integer]!
    for (let k = Math.max(0, s.lower[e.integer]!); k <= last; k++) {
      yield [atLeast(s, e.integer, k), atMost(s, e.integer, k)]
    }
  }

  /** No more than all combinations of values that are possible one by one. */
  bound(part: readonly FlatVariable[]): bigint {
    const s = this.engine.state
    return part.reduce((product, v) => {
      const e = this.encoding(v)
      const values =
        e.literals.length > 0
          ? e.literals.filter((l) => s.val[l]! >= 0).length
          : s.upper[e.integer]! - Math.max(0, s.lower[e.integer]!) + 1
      return product * BigInt(values + (s.val[e.presence]! > 0 ? 0 : 1))
    }, 1n)
  }

  private encoding(v: FlatVariable): Encoding {
    return this.compiled.lowered.lowered.encoding(v)
  }
}

/** Variables that constraints or components tie together, in the order of the model. */
function independentParts({ flat, neighbours }: Compiled): FlatVariable[][] {
  const parent = new Map<FlatVariable, FlatVariable>()
  const rootOf = (v: FlatVariable): FlatVariable => {
    let root = v
    for (let up = parent.get(root); up; up = parent.get(root)) root = up
    if (root !== v) parent.set(v, root)
    return root
  }
  const tie = (a: FlatVariable, b: FlatVariable) => {
    const [x, y] = [rootOf(a), rootOf(b)]
    if (x !== y) parent.set(x, y)
  }
  for (const names of neighbours.variablesOf) {
    const variables = names.map((name) => flat.names.get(name)!)
    for (const v of variables) tie(v, variables[0]!)
  }
  for (const v of flat.variables) if (v.owner) tie(v, v.owner.slot)
  const parts = new Map<FlatVariable, FlatVariable[]>()
  for (const v of flat.variables) {
    if (v.kind === 'text') continue
    const part = parts.get(rootOf(v))
    if (part) part.push(v)
    else parts.set(rootOf(v), [v])
  }
  return [...parts.values()]
}
