/**
 * A table or an exact sum as a decision diagram: layers of nodes, one layer per variable; an edge carries the literal
 * of a value and leads to the next layer. Every path from the first node to the last one is an allowed row.
 */

/** Edges sorted by layer and node; node 0 is the first, the last node is the end. Layer i has edges layerFrom[i] … */
export type Diagram = {
  nodes: number
  layerFrom: Int32Array
  source: Int32Array
  target: Int32Array
  literal: Int32Array
}

/** A diagram with everything looked up in it at hand. A *value* is one literal in one layer. */
export type IndexedDiagram = Diagram & {
  end: number
  layerOf: Int32Array
  /** Node → its edges. */
  edgesFrom: Int32Array
  /** Edge → its value; value → its literal, its layer, its edges. */
  valueOf: Int32Array
  values: Int32Array
  valueLayer: Int32Array
  valueEdgesFrom: Int32Array
  valueEdges: Int32Array
  /** Literal → its values: one, unless it appears in several layers. */
  valuesOf: Map<number, number[]>
  /** Node → its arcs: all edges that lead to the same node are one arc, open while one of its values is; edge → arc. */
  arcsFrom: Int32Array
  arcTarget: Int32Array
  arcOf: Int32Array
  arcValuesFrom: Int32Array
  arcValues: Int32Array
}

export function indexDiagram(d: Diagram): IndexedDiagram {
  const layerOf = new Int32Array(d.nodes)
  const valueOf = new Int32Array(d.literal.length)
  const values: number[] = []
  const valueLayer: number[] = []
  const valuesOf = new Map<number, number[]>()
  for (let layer = 0; layer + 1 < d.layerFrom.length; layer++) {
    const known = new Map<number, number>()
    for (let e = d.layerFrom[layer]!; e < d.layerFrom[layer + 1]!; e++) {
      layerOf[d.source[e]!] = layer
      const l = d.literal[e]!
      let value = known.get(l)
      if (value === undefined) {
        value = values.push(l) - 1
        valueLayer.push(layer)
        known.set(l, value)
        const list = valuesOf.get(l)
        if (list) list.push(value)
        else valuesOf.set(l, [value])
      }
      valueOf[e] = value
    }
  }
  const byNode = grouped(d.nodes, d.source)
  const byValue = grouped(values.length, valueOf)
  return {
    ...d,
    end: d.nodes - 1,
    layerOf,
    edgesFrom: byNode.from,
    valueOf,
    values: Int32Array.from(values),
    valueLayer: Int32Array.from(valueLayer),
    valueEdgesFrom: byValue.from,
    valueEdges: byValue.items,
    valuesOf,
    ...arcsOf(d, byNode.from, valueOf),
  }
}

/** The numbers 0 … sorted into their groups, in order. */
function grouped(groups: number, groupOf: Int32Array) {
  const from = new Int32Array(groups + 1)
  for (const g of groupOf) from[g + 1]!++
  for (let g = 0; g < groups; g++) from[g + 1]! += from[g]!
  const next = from.slice()
  const items = new Int32Array(groupOf.length)
  for (let i = 0; i < groupOf.length; i++) items[next[groupOf[i]!]!++] = i
  return { from, items }
}

function arcsOf(d: Diagram, edgesFrom: Int32Array, valueOf: Int32Array) {
  const arcsFrom = new Int32Array(d.nodes + 1)
  const arcTarget: number[] = []
  const arcValuesFrom: number[] = []
  const arcValues: number[] = []
  const arcOf = new Int32Array(d.literal.length)
  for (let n = 0; n < d.nodes; n++) {
    const byTarget = new Map<number, number[]>()
    for (let e = edgesFrom[n]!; e < edgesFrom[n + 1]!; e++) {
      const list = byTarget.get(d.target[e]!)
      if (list) list.push(e)
      else byTarget.set(d.target[e]!, [e])
    }
    for (const [target, list] of byTarget) {
      arcValuesFrom.push(arcValues.length)
      for (const e of list) {
        arcOf[e] = arcTarget.length
        arcValues.push(valueOf[e]!)
      }
      arcTarget.push(target)
    }
    arcsFrom[n + 1] = arcTarget.length
  }
  arcValuesFrom.push(arcValues.length)
  return {
    arcsFrom,
    arcTarget: Int32Array.from(arcTarget),
    arcOf,
    arcValuesFrom: Int32Array.from(arcValuesFrom),
    arcValues: Int32Array.from(arcValues),
  }
}
