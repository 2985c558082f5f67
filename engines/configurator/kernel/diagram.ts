/**
 * A table or an exact sum as a decision diagram: layers of nodes, one layer per variable; an edge carries the literal
 * of a value and leads to the next layer. Every path from the first node to the last one is an allowed row.
 */

import { HOLDS, type Propagator, STUCK } from './propagator.ts'
import { assign, BY_PROPAGATOR, FALSE, holds, type State } from './state.ts'

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
  /** Per literal of the diagram: where in `distinct` it is. */
  private readonly indexOf = new Map<number, number[]>()
  private readonly wasFalse: Uint8Array
  /** Which literals were false when `supported` was worked out. */
  private readonly lastFalse: Uint8Array
  private lastComplete = false
  /** Node → its edges; node → its layer. */
  private readonly edgesFrom: Int32Array
  private readonly layerOf: Int32Array
  private readonly isCut: Uint8Array
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
          const known = this.indexOf.get(diagram.literal[e]!)
          if (known) known.push(at)
          else this.indexOf.set(diagram.literal[e]!, [at])
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
    this.wasFalse = new Uint8Array(distinct.length)
    this.isCut = new Uint8Array(distinct.length)
    this.lastFalse = new Uint8Array(distinct.length)
    this.edgesFrom = new Int32Array(diagram.nodes + 1)
    this.layerOf = new Int32Array(diagram.nodes)
    for (const node of diagram.source) this.edgesFrom[node + 1]!++
    for (let n = 0; n < diagram.nodes; n++) this.edgesFrom[n + 1]! += this.edgesFrom[n]!
    for (let layer = 0; layer + 1 < diagram.layerFrom.length; layer++) {
      for (let e = diagram.layerFrom[layer]!; e < diagram.layerFrom[layer + 1]!; e++) {
        this.layerOf[diagram.source[e]!] = layer
      }
    }
    this.cost = new Int32Array(diagram.nodes)
    this.bestEdge = new Int32Array(diagram.nodes)
  }

  propagate(s: State, self: number): boolean {
    if (s.val[this.guard]! < 0) return true
    const { val } = s
    const { supported, distinct } = this
    if (!this.sameAsBefore(val)) {
      this.lastComplete = false
      if (!this.reach()) return this.fail(s, self)
      if (s.val[this.guard]! === 0) return true
      this.support()
      this.lastComplete = true
    } else if (s.val[this.guard]! === 0) return true
    for (let i = 0; i < supported.length; i++) {
      const l = distinct[i]!
      if (supported[i] === 0 && val[l] === 0) assign(s, l ^ 1, BY_PROPAGATOR + self)
    }
    return true
  }

  /** Notes which literals are false; true when that is as it was at the last time. */
  private sameAsBefore(val: Int8Array): boolean {
    const { distinct, lastFalse } = this
    let same = this.lastComplete
    for (let i = 0; i < distinct.length; i++) {
      const isFalse = val[distinct[i]!]! < 0 ? 1 : 0
      if (lastFalse[i] !== isFalse) {
        lastFalse[i] = isFalse
        same = false
      }
    }
    return same
  }

  /** Which nodes the first one leads to; false when the end is not among them. */
  private reach(): boolean {
    const { d, forward, edgesFrom, edgeOf, lastFalse } = this
    const { target } = d
    const end = d.nodes - 1
    forward.fill(0)
    forward[0] = 1
    for (let n = 0; n < end; n++) {
      if (forward[n] === 0) continue
      for (let e = edgesFrom[n]!, to = edgesFrom[n + 1]!; e < to; e++) {
        if (lastFalse[edgeOf[e]!] === 0) forward[target[e]!] = 1
      }
    }
    return forward[end] !== 0
  }

  /** Which literals lie on a path from the first node to the end. */
  private support(): void {
    const { d, forward, backward, supported, edgesFrom, edgeOf, lastFalse } = this
    const { target } = d
    const end = d.nodes - 1
    backward.fill(0)
    backward[end] = 1
    supported.fill(0)
    for (let n = end - 1; n >= 0; n--) {
      if (forward[n] === 0) continue
      for (let e = edgesFrom[n]!, to = edgesFrom[n + 1]!; e < to; e++) {
        if (backward[target[e]!] === 0 || lastFalse[edgeOf[e]!] !== 0) continue
        backward[n] = 1
        supported[edgeOf[e]!] = 1
      }
    }
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
    for (const i of this.indexOf.get(l ^ 1)!) {
      if (this.cut(s, this.distinctLayer[i]!, l ^ 1, before, out)) break
    }
    if (this.guard !== 0) out.push(this.guard ^ 1)
  }

  /**
   * Finds false literals that cut all paths (through the edges of `value` in `layer`, if given), going down from the
   * first node and cutting an edge only where the way behind it is open. False: the paths are not cut.
   */
  private cut(s: State, layer: number, value: number, before: number, out: number[]): boolean {
    const { d, forward, backward, edgeOf, wasFalse, isCut, distinct, edgesFrom, layerOf } = this
    const { target, literal } = d
    const { val, pos } = s
    for (let i = 0; i < distinct.length; i++) {
      const q = distinct[i]!
      wasFalse[i] = val[q]! < 0 && pos[q >> 1]! < before ? 1 : 0
    }
    const end = d.nodes - 1
    backward.fill(0)
    backward[end] = 1
    for (let n = end - 1; n >= 0; n--) {
      const special = layerOf[n] === layer
      for (let e = edgesFrom[n]!, to = edgesFrom[n + 1]!; e < to; e++) {
        if (backward[target[e]!] === 0) continue
        if (special ? literal[e] !== value : wasFalse[edgeOf[e]!] !== 0) continue
        backward[n] = 1
        break
      }
    }
    if (backward[0] !== 0) return false
    forward.fill(0)
    forward[0] = 1
    isCut.fill(0)
    // Layer by layer: an edge into the open part behind is cut, for all nodes of the layer, before going on.
    for (let first = 0; first < end; ) {
      let last = first
      while (last < end && layerOf[last] === layerOf[first]) last++
      const special = layerOf[first] === layer
      for (let n = first; n < last && !special; n++) {
        if (forward[n] === 0) continue
        for (let e = edgesFrom[n]!, to = edgesFrom[n + 1]!; e < to; e++) {
          if (backward[target[e]!] !== 0) isCut[edgeOf[e]!] = 1
        }
      }
      for (let n = first; n < last; n++) {
        if (forward[n] === 0) continue
        for (let e = edgesFrom[n]!, to = edgesFrom[n + 1]!; e < to; e++) {
          if (special ? literal[e] === value : isCut[edgeOf[e]!] === 0) forward[target[e]!] = 1
        }
      }
      first = last
    }
    for (let i = 0; i < distinct.length; i++) if (isCut[i] !== 0) out.push(distinct[i]!)
    return true
  }

  /** The row nearest to what M says, as a change to make: the first value of it that M does not have. */
  mend(s: State): number {
    const { d, cost, bestEdge } = this
    const { target, literal } = d
    if (this.guard !== 0) {
      const g = s.val[this.guard]!
      if (g < 0 || (g === 0 && s.M[this.guard >> 1] === (this.guard & 1))) return HOLDS
    }
    if (this.hasRow(s)) return HOLDS
    const { val, M } = s
    const { edgesFrom } = this
    cost.fill(FAR)
    cost[d.nodes - 1] = 0
    for (let n = d.nodes - 2; n >= 0; n--) {
      for (let e = edgesFrom[n]!, to = edgesFrom[n + 1]!; e < to; e++) {
        const q = literal[e]!
        const x = val[q]!
        if (x < 0) continue
        const c = cost[target[e]!]! + (x > 0 || M[q >> 1] !== (q & 1) ? 0 : 1)
        if (c < cost[n]!) {
          cost[n] = c
          bestEdge[n] = e
        }
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

  /** Do the values of M (with what is assigned) make up a row? At most one edge of a node can hold. */
  private hasRow(s: State): boolean {
    const { d, edgesFrom } = this
    const { target, literal } = d
    const end = d.nodes - 1
    let n = 0
    while (n !== end) {
      let next = -1
      for (let e = edgesFrom[n]!, to = edgesFrom[n + 1]!; e < to; e++) {
        if (!holds(s, literal[e]!)) continue
        next = target[e]!
        break
      }
      if (next < 0) return false
      n = next
    }
    return true
  }
}
