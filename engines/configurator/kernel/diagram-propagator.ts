/** Keeps a decision diagram: a value stays as long as a path of open values goes through one of its edges. */
import { type Diagram, type IndexedDiagram, indexDiagram } from './diagram.ts'
import { HOLDS, type Propagator, STUCK } from './propagator.ts'
import { assign, BY_PROPAGATOR, FALSE, holds, type State } from './state.ts'

const FAR = 1 << 29

/** The rows of the diagram are the only ones allowed where `guard` is true. */
export class DiagramPropagator implements Propagator {
  readonly literals: number[]
  readonly integers: number[] = []
  private readonly d: IndexedDiagram
  private readonly guard: number
  /** Value → 1 while it is false, as of the last time. */
  private readonly isFalse: Uint8Array
  private readonly added: Int32Array
  private addedSize = 0
  private isSettled = false
  /** Value → an edge that held it up last; looked at first. */
  private readonly support: Int32Array
  /** Node → can it be reached from the first node, and does it lead to the end? */
  private readonly forward: Uint8Array
  private readonly backward: Uint8Array
  /** Arc → a value that held it open last; looked at first. */
  private readonly opener: Int32Array
  private readonly wasReached: Uint8Array
  private readonly wasLeading: Uint8Array
  private readonly wasFalse: Uint8Array
  private readonly isCut: Uint8Array
  private readonly cost: Int32Array
  private readonly bestEdge: Int32Array

  constructor(diagram: Diagram, guard: number) {
    const d = indexDiagram(diagram)
    this.d = d
    this.guard = guard
    this.literals = guard === 0 ? [...d.values] : [...d.values, guard]
    const values = d.values.length
    this.isFalse = new Uint8Array(values)
    this.added = new Int32Array(values)
    this.support = Int32Array.from(d.values, (_, i) => d.valueEdges[d.valueEdgesFrom[i]!]!)
    this.forward = new Uint8Array(d.nodes)
    this.backward = new Uint8Array(d.nodes)
    this.opener = Int32Array.from(d.arcTarget, (_, a) => d.arcValues[d.arcValuesFrom[a]!]!)
    this.wasReached = new Uint8Array(d.nodes)
    this.wasLeading = new Uint8Array(d.nodes)
    this.wasFalse = new Uint8Array(values)
    this.isCut = new Uint8Array(values)
    this.cost = new Int32Array(d.nodes)
    this.bestEdge = new Int32Array(d.nodes)
  }

  propagate(s: State, self: number): boolean {
    const guard = s.val[this.guard]!
    if (guard < 0) return true
    const isNarrower = this.compare(s.val) && this.isSettled
    if (isNarrower && this.allArcsStay()) return true
    this.isSettled = false
    if (!this.reach(isNarrower)) return this.fail(s, self)
    if (guard === 0) return true
    this.lead()
    this.dropUnsupported(s, self)
    this.isSettled = true
    return true
  }

  /** Notes which values are false, and which of them were not the last time; false when others no longer are. */
  private compare(val: Int8Array): boolean {
    const { isFalse, added } = this
    const { values } = this.d
    let isNarrower = true
    this.addedSize = 0
    for (let i = 0; i < values.length; i++) {
      const now = val[values[i]!]! < 0 ? 1 : 0
      if (isFalse[i] === now) continue
      isFalse[i] = now
      if (now === 0) isNarrower = false
      else added[this.addedSize++] = i
    }
    return isNarrower
  }

  /** Do all ways that the added values were part of stay open by other values? Then nothing new follows. */
  private allArcsStay(): boolean {
    const { forward, backward, added } = this
    const { source, target, arcOf, valueEdgesFrom, valueEdges } = this.d
    for (let k = 0; k < this.addedSize; k++) {
      const value = added[k]!
      for (let i = valueEdgesFrom[value]!, to = valueEdgesFrom[value + 1]!; i < to; i++) {
        const e = valueEdges[i]!
        if (forward[source[e]!] === 0 || backward[target[e]!] === 0) continue
        if (!this.isOpen(arcOf[e]!)) return false
      }
    }
    return true
  }

  private isOpen(arc: number): boolean {
    const { isFalse, opener } = this
    if (isFalse[opener[arc]!] === 0) return true
    const { arcValuesFrom, arcValues } = this.d
    for (let i = arcValuesFrom[arc]!, to = arcValuesFrom[arc + 1]!; i < to; i++) {
      if (isFalse[arcValues[i]!] !== 0) continue
      opener[arc] = arcValues[i]!
      return true
    }
    return false
  }

  /** Which nodes the first one leads to; false when the end is not among them. Narrower: looks at no others than before. */
  private reach(isNarrower: boolean): boolean {
    const { forward, backward } = this
    const { end, arcsFrom, arcTarget } = this.d
    forward.fill(0)
    forward[0] = 1
    for (let n = 0; n < end; n++) {
      if (forward[n] === 0) continue
      for (let a = arcsFrom[n]!, to = arcsFrom[n + 1]!; a < to; a++) {
        const t = arcTarget[a]!
        if (forward[t] !== 0 || (isNarrower && backward[t] === 0)) continue
        if (this.isOpen(a)) forward[t] = 1
      }
    }
    return forward[end] !== 0
  }

  /** Which of these nodes lead to the end. */
  private lead(): void {
    const { forward, backward } = this
    const { end, arcsFrom, arcTarget } = this.d
    backward.fill(0)
    backward[end] = 1
    for (let n = end - 1; n >= 0; n--) {
      if (forward[n] === 0) continue
      for (let a = arcsFrom[n]!, to = arcsFrom[n + 1]!; a < to; a++) {
        if (backward[arcTarget[a]!] === 0 || !this.isOpen(a)) continue
        backward[n] = 1
        break
      }
    }
  }

  private dropUnsupported(s: State, self: number): void {
    const { values } = this.d
    for (let i = 0; i < values.length; i++) {
      const l = values[i]!
      if (s.val[l] !== 0 || this.hasSupport(i)) continue
      assign(s, l ^ 1, BY_PROPAGATOR + self)
      // Without a path through it no other value loses any.
      this.isFalse[i] = 1
    }
  }

  private hasSupport(value: number): boolean {
    const { forward, backward, support } = this
    const { source, target, valueEdgesFrom, valueEdges } = this.d
    const last = support[value]!
    if (forward[source[last]!] !== 0 && backward[target[last]!] !== 0) return true
    for (let i = valueEdgesFrom[value]!, to = valueEdgesFrom[value + 1]!; i < to; i++) {
      const e = valueEdges[i]!
      if (forward[source[e]!] === 0 || backward[target[e]!] === 0) continue
      support[value] = e
      return true
    }
    return false
  }

  /** No row is left: the guard goes, or (when it stands) this is a conflict. */
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
    this.cut(s, -1, FALSE, s.trailSize, s.conflictList)
    if (this.guard !== 0) s.conflictList.push(this.guard ^ 1)
  }

  explain(s: State, l: number, out: number[]): void {
    const before = s.pos[l >> 1]!
    if ((l ^ 1) === this.guard && this.guard !== 0) {
      this.cut(s, -1, FALSE, before, out)
      return
    }
    // In which layer the value lost its support: every layer that has it (one, in practice).
    for (const i of this.d.valuesOf.get(l ^ 1)!) {
      if (this.cut(s, this.d.valueLayer[i]!, l ^ 1, before, out)) break
    }
    if (this.guard !== 0) out.push(this.guard ^ 1)
  }

  /**
   * Finds false literals that cut all paths (through the edges of `value` in `layer`, if given), going down from the
   * first node and cutting an edge only where the way behind it is open. False: the paths are not cut.
   */
  private cut(s: State, layer: number, value: number, before: number, out: number[]): boolean {
    const { d, wasReached, wasLeading, wasFalse, isCut } = this
    const { target, literal, end, edgesFrom, layerOf, valueOf, values } = d
    const { val, pos } = s
    for (let i = 0; i < values.length; i++) {
      const q = values[i]!
      wasFalse[i] = val[q]! < 0 && pos[q >> 1]! < before ? 1 : 0
    }
    wasLeading.fill(0)
    wasLeading[end] = 1
    for (let n = end - 1; n >= 0; n--) {
      const special = layerOf[n] === layer
      for (let e = edgesFrom[n]!, to = edgesFrom[n + 1]!; e < to; e++) {
        if (wasLeading[target[e]!] === 0) continue
        if (special ? literal[e] !== value : wasFalse[valueOf[e]!] !== 0) continue
        wasLeading[n] = 1
        break
      }
    }
    if (wasLeading[0] !== 0) return false
    wasReached.fill(0)
    wasReached[0] = 1
    isCut.fill(0)
    // Layer by layer: an edge into the open part behind is cut, for all nodes of the layer, before going on.
    for (let first = 0; first < end; ) {
      let last = first
      while (last < end && layerOf[last] === layerOf[first]) last++
      const special = layerOf[first] === layer
      for (let n = first; n < last && !special; n++) {
        if (wasReached[n] === 0) continue
        for (let e = edgesFrom[n]!, to = edgesFrom[n + 1]!; e < to; e++) {
          if (wasLeading[target[e]!] !== 0) isCut[valueOf[e]!] = 1
        }
      }
      for (let n = first; n < last; n++) {
        if (wasReached[n] === 0) continue
        for (let e = edgesFrom[n]!, to = edgesFrom[n + 1]!; e < to; e++) {
          if (special ? literal[e] === value : isCut[valueOf[e]!] === 0) wasReached[target[e]!] = 1
        }
      }
      first = last
    }
    for (let i = 0; i < values.length; i++) if (isCut[i] !== 0) out.push(values[i]!)
    return true
  }

  /** The row nearest to what M says, as a change to make: the first value of it that M does not have. */
  mend(s: State): number {
    if ((this.guard !== 0 && !holds(s, this.guard)) || this.hasRow(s)) return HOLDS
    this.findNearestRow(s)
    const { end, literal, target } = this.d
    if (this.cost[0]! >= FAR) {
      if (s.val[this.guard] === 0) return this.guard ^ 1
      this.conflict(s)
      return STUCK
    }
    for (let node = 0; node !== end; ) {
      const e = this.bestEdge[node]!
      const q = literal[e]!
      if (s.val[q] === 0 && s.M[q >> 1] === (q & 1)) return q
      node = target[e]!
    }
    return HOLDS
  }

  /** From each node on: the fewest values that M does not have, and where that row goes on. */
  private findNearestRow(s: State): void {
    const { cost, bestEdge } = this
    const { end, edgesFrom, target, literal } = this.d
    const { val, M } = s
    cost.fill(FAR)
    cost[end] = 0
    for (let n = end - 1; n >= 0; n--) {
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
  }

  /** Do the values of M (with what is assigned) make up a row? At most one edge of a node can hold. */
  private hasRow(s: State): boolean {
    const { end, edgesFrom, target, literal } = this.d
    for (let n = 0; n !== end; ) {
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
