/**
 * A table or an exact sum as a decision diagram: layers of nodes, one layer per variable; an edge carries the literal
 * of a value and leads to the next layer. Every path from the first node to the last one is an allowed row.
 */

import { HOLDS, type Propagator, STUCK } from './propagator.ts'
import { assign, BY_PROPAGATOR, FALSE, type State } from './state.ts'

/** Edges sorted by layer and node; node 0 is the first, the last node is the end. Layer i has edges layerFrom[i] … */
export type Diagram = {
  nodes: number
  layerFrom: Int32Array
  source: Int32Array
  target: Int32Array
  literal: Int32Array
}

const FAR = 1 << 29

/** The rows of the diagram are the only ones allowed where `guard` is true. */
export class DiagramPropagator implements Propagator {
  readonly literals: number[]
  readonly integers: number[] = []
  private readonly d: Diagram
  private readonly guard: number
  /** The different literals of the diagram, and per edge the index of its literal. */
  private readonly distinct: Int32Array
  private readonly edgeOf: Int32Array
  private readonly distinctLayer: Int32Array
  private readonly forward: Uint8Array
  private readonly backward: Uint8Array
  private readonly supported: Uint8Array
  private readonly cost: Int32Array
  private readonly bestEdge: Int32Array

  constructor(diagram: Diagram, guard: number) {
    this.d = diagram
    this.guard = guard
    const index = new Map<string, number>()
    const distinct: number[] = []
    const layers: number[] = []
    this.edgeOf = new Int32Array(diagram.literal.length)
    for (let layer = 0; layer + 1 < diagram.layerFrom.length; layer++) {
      for (let e = diagram.layerFrom[layer]!; e < diagram.layerFrom[layer + 1]!; e++) {
        const key = `${layer}:${diagram.literal[e]}`
        let at = index.get(key)
        if (at === undefined) {
          at = distinct.length
          index.set(key, at)
          distinct.push(diagram.literal[e]!)
          layers.push(layer)
        }
        this.edgeOf[e] = at
      }
    }
    this.distinct = Int32Array.from(distinct)
    this.distinctLayer = Int32Array.from(layers)
    this.literals = guard === 0 ? distinct : [...distinct, guard]
    this.forward = new Uint8Array(diagram.nodes)
    this.backward = new Uint8Array(diagram.nodes)
    this.supported = new Uint8Array(distinct.length)
    this.cost = new Int32Array(diagram.nodes)
    this.bestEdge = new Int32Array(diagram.nodes)
  }

  propagate(s: State, self: number): boolean {
    const { d, forward, backward, supported, edgeOf } = this
    const { source, target, literal } = d
    if (s.val[this.guard]! < 0) return true
    const val = s.val
    const edges = literal.length
    forward.fill(0)
    forward[0] = 1
    for (let e = 0; e < edges; e++) {
      if (forward[source[e]!] !== 0 && val[literal[e]!]! >= 0) forward[target[e]!] = 1
    }
    const end = d.nodes - 1
    if (forward[end] === 0) return this.fail(s, self)
    if (s.val[this.guard]! === 0) return true
    backward.fill(0)
    backward[end] = 1
    supported.fill(0)
    for (let e = edges - 1; e >= 0; e--) {
      if (backward[target[e]!] === 0 || forward[source[e]!] === 0 || val[literal[e]!]! < 0) continue
      backward[source[e]!] = 1
      supported[edgeOf[e]!] = 1
    }
    for (let i = 0; i < supported.length; i++) {
      const l = this.distinct[i]!
      if (supported[i] === 0 && val[l] === 0) assign(s, l ^ 1, BY_PROPAGATOR + self)
    }
    return true
  }

  /** No row is left: the guard goes, or (when it stands) this is a conflict. */
  private fail(s: State, self: number): boolean {
    if (s.val[this.guard] === 0) {
      assign(s, this.guard ^ 1, BY_PROPAGATOR + self)
      return true
    }
    s.conflictList = []
    this.cut(s, -1, FALSE, s.trailSize, s.conflictList)
    if (this.guard !== 0) s.conflictList.push(this.guard ^ 1)
    return false
  }

  explain(s: State, l: number, out: number[]): void {
    const before = s.pos[l >> 1]!
    if ((l ^ 1) === this.guard && this.guard !== 0) {
      this.cut(s, -1, FALSE, before, out)
      return
    }
    // In which layer the value lost its support: every layer that has it (one, in practice).
    for (let i = 0; i < this.distinct.length; i++) {
      if (this.distinct[i] !== (l ^ 1)) continue
      if (!this.cut(s, this.distinctLayer[i]!, l ^ 1, before, out)) continue
      break
    }
    if (this.guard !== 0) out.push(this.guard ^ 1)
  }

  /**
   * Finds false literals that cut all paths (through the edges of `value` in `layer`, if given), going down from the
   * first node and cutting an edge only where the way behind it is open. False: the paths are not cut.
   */
  private cut(s: State, layer: number, value: number, before: number, out: number[]): boolean {
    const { d, forward, backward } = this
    const { source, target, literal, layerFrom } = d
    const isFalse = (q: number) => s.val[q]! < 0 && s.pos[q >> 1]! < before
    backward.fill(0)
    backward[d.nodes - 1] = 1
    const layers = layerFrom.length - 1
    for (let i = layers - 1; i >= 0; i--) {
      for (let e = layerFrom[i]!; e < layerFrom[i + 1]!; e++) {
        const open = i === layer ? literal[e] === value : !isFalse(literal[e]!)
        if (open && backward[target[e]!] !== 0) backward[source[e]!] = 1
      }
    }
    if (backward[0] !== 0) return false
    forward.fill(0)
    forward[0] = 1
    const cuts = new Set<number>()
    for (let i = 0; i < layers; i++) {
      const from = layerFrom[i]!
      const to = layerFrom[i + 1]!
      if (i !== layer) {
        for (let e = from; e < to; e++) {
          if (forward[source[e]!] !== 0 && backward[target[e]!] !== 0) cuts.add(literal[e]!)
        }
      }
      for (let e = from; e < to; e++) {
        if (forward[source[e]!] === 0) continue
        if (i === layer ? literal[e] === value : !cuts.has(literal[e]!)) forward[target[e]!] = 1
      }
    }
    for (const q of cuts) out.push(q)
    return true
  }

  /** The row nearest to what M says, as a change to make: the first value of it that M does not have. */
  mend(s: State): number {
    const { d, cost, bestEdge } = this
    const { source, target, literal } = d
    if (this.guard !== 0) {
      const g = s.val[this.guard]!
      if (g < 0 || (g === 0 && s.M[this.guard >> 1] === (this.guard & 1))) return HOLDS
    }
    const { val, M } = s
    cost.fill(FAR)
    cost[d.nodes - 1] = 0
    for (let e = literal.length - 1; e >= 0; e--) {
      const q = literal[e]!
      const x = val[q]!
      if (x < 0) continue
      const c = cost[target[e]!]! + (x > 0 || M[q >> 1] !== (q & 1) ? 0 : 1)
      if (c < cost[source[e]!]!) {
        cost[source[e]!] = c
        bestEdge[source[e]!] = e
      }
    }
    if (cost[0] === 0) return HOLDS
    if (cost[0]! >= FAR) {
      if (s.val[this.guard] === 0) return this.guard ^ 1
      s.conflictList = []
      this.cut(s, -1, FALSE, s.trailSize, s.conflictList)
      if (this.guard !== 0) s.conflictList.push(this.guard ^ 1)
      return STUCK
    }
    for (let node = 0; node !== d.nodes - 1; ) {
      const e = bestEdge[node]!
      const q = literal[e]!
      if (val[q] === 0 && M[q >> 1] === (q & 1)) return q
      node = target[e]!
    }
    return HOLDS
  }
}
