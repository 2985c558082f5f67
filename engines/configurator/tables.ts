/** Allowed rows and exact sums as decision diagrams. */
import type { Diagram } from './kernel/diagram.ts'
import { add, type Rational, reduce } from './rational.ts'

/** A model asks for more than can be worked out; `message` says of what. */
export class TooLarge extends Error {}

const MOST_EDGES = 400_000
const MOST_VISITS = 8_000_000

/** To the node `to` of the next layer by value number `value` of the column (or by a literal, once laid out). */
type Edge = { value: number; to: number }

/** Nodes of each column, each a list of edges (the last column leads to node 0, the end). */
export type Layers = Edge[][][]

/** Numbers all nodes through and puts the literals of its column at each edge. */
export function layOut(columns: readonly (readonly number[])[], layers: Layers): Diagram {
  const offsets: number[] = []
  let nodes = 0
  for (const layer of layers) {
    offsets.push(nodes)
    nodes += layer.length
  }
  offsets.push(nodes)
  const layerFrom: number[] = [0]
  const source: number[] = []
  const target: number[] = []
  const literal: number[] = []
  layers.forEach((layer, i) => {
    layer.forEach((edges, n) => {
      for (const e of edges) {
        source.push(offsets[i]! + n)
        target.push(offsets[i + 1]! + e.to)
        literal.push(columns[i]![e.value]!)
      }
    })
    layerFrom.push(source.length)
  })
  return {
    nodes: nodes + 1,
    layerFrom: Int32Array.from(layerFrom),
    source: Int32Array.from(source),
    target: Int32Array.from(target),
    literal: Int32Array.from(literal),
  }
}

/** Rows one after the other: per column the number of a value, −1 for any. */
export type Rows = { width: number; cells: Int32Array }

/** Reduced diagram of rows; column i has sizes[i] values. Equal rests are shared. */
export function diagramOfRows(sizes: readonly number[], { width, cells }: Rows): Layers {
  const layers: Layers = sizes.map(() => [])
  const known: Map<string, number>[] = sizes.map(() => new Map())
  let visits = 0
  const build = (part: Int32Array, column: number): number => {
    if (column === width) return 0
    const groups = groupsOf(part, column)
    visits += groups.rows.length
    if (visits > MOST_VISITS) throw new TooLarge('the table has too many combinations')
    const edges: Edge[] = []
    let key = ''
    for (let value = 0; value < sizes[column]!; value++) {
      const group = groups.rows.subarray(groups.from[value], groups.from[value + 1])
      if (group.length === 0) continue
      const to = build(group, column + 1)
      edges.push({ value, to })
      key += `${value}>${to};`
    }
    const same = known[column]!.get(key)
    if (same !== undefined) return same
    const id = layers[column]!.push(edges) - 1
    known[column]!.set(key, id)
    return id
  }
  /** The rows of each value of the column; rows for any value are in all groups. */
  const groupsOf = (part: Int32Array, column: number) => {
    const size = sizes[column]!
    const from = new Int32Array(size + 1)
    let any = 0
    for (const row of part) {
      const value = cells[row * width + column]!
      if (value < 0) any++
      else from[value + 1]!++
    }
    for (let value = 0; value < size; value++) from[value + 1]! += from[value]! + any
    const rows = new Int32Array(from[size]!)
    const next = from.slice()
    for (const row of part) {
      const value = cells[row * width + column]!
      if (value >= 0) rows[next[value]!++] = row
      else for (let v = 0; v < size; v++) rows[next[v]!++] = row
    }
    return { from, rows }
  }
  if (cells.length > 0)
    build(
      Int32Array.from({ length: cells.length / width }, (_, i) => i),
      0,
    )
  // The first layer has one node; it was made last, and so is node 0 of its layer.
  return layers
}

export type Amounts = { literals: number[]; amounts: Rational[] }

/** All sums of one amount per term; null when there are more than `most`. */
export function reachableSums(terms: Amounts[], start: Rational, most: number): Map<string, Rational> | null {
  let sums = new Map<string, Rational>([[keyOf(start), start]])
  for (const { amounts } of terms) {
    const next = new Map<string, Rational>()
    for (const s of sums.values()) {
      for (const a of amounts) {
        const t = reduce(add(s, a))
        next.set(keyOf(t), t)
      }
      if (next.size > most) return null
    }
    sums = next
  }
  return sums
}

function keyOf({ n, d }: Rational): string {
  return `${n}/${d}`
}

/** The diagram of "the terms add up to a sum that `fits`"; null when it would have too many edges. */
export function diagramOfSum(
  terms: Amounts[],
  constant: Rational,
  fits: (sum: Rational) => boolean,
  mostEdges: number,
): Diagram | null {
  const sumsAt: Map<string, Rational>[] = [new Map([[keyOf(constant), constant]])]
  let edgeCount = 0
  for (const { amounts } of terms) {
    const next = new Map<string, Rational>()
    for (const s of sumsAt.at(-1)!.values()) {
      for (const a of amounts) {
        const t = reduce(add(s, a))
        next.set(keyOf(t), t)
      }
    }
    edgeCount += sumsAt.at(-1)!.size * amounts.length
    if (edgeCount > Math.min(mostEdges, MOST_EDGES)) return null
    sumsAt.push(next)
  }
  // From the end: which sums lead to one that fits.
  const layers: Layers = terms.map(() => [])
  let nodes = new Map<string, number>()
  for (const [key, s] of sumsAt[terms.length]!) if (fits(s)) nodes.set(key, 0)
  for (let i = terms.length - 1; i >= 0; i--) {
    const here = new Map<string, number>()
    const { amounts } = terms[i]!
    const shared = new Map<string, number>()
    for (const [key, s] of sumsAt[i]!) {
      const edges: Edge[] = []
      amounts.forEach((a, value) => {
        const to = nodes.get(keyOf(reduce(add(s, a))))
        if (to !== undefined) edges.push({ value, to })
      })
      if (edges.length === 0) continue
      const signature = edges.map((e) => `${e.value}>${e.to}`).join(';')
      let id = shared.get(signature)
      if (id === undefined) {
        id = layers[i]!.push(edges) - 1
        shared.set(signature, id)
      }
      here.set(key, id)
    }
    nodes = here
  }
  const columns = terms.map((t) => t.literals)
  return layers[0]!.length === 0 ? layOut([[]], [[]]) : layOut(columns, layers)
}

/** Has the diagram no row at all? */
export function isEmpty(d: Diagram): boolean {
  return d.literal.length === 0
}
