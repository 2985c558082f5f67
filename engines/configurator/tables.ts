/** Allowed rows and exact sums as decision diagrams. */
import type { Diagram } from './kernel/diagram.ts'
import { add, type Rational, reduce } from './rational.ts'

/** A model asks for more than can be worked out; `message` says of what. */
export class TooLarge extends Error {}

const MOST_EDGES = 400_000
const MOST_VISITS = 8_000_000

type Edge = { literal: number; to: number }

/** Layers of nodes, each a list of edges to nodes of the next layer (the last layer leads to node 0, the end). */
function layOut(layers: Edge[][][]): Diagram {
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
        literal.push(e.literal)
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

/**
 * Reduced diagram of rows; a row holds per column the index into `columns[i]` (the literals of its values), −1 for
 * any. Equal rests are shared.
 */
export function diagramOfRows(columns: number[][], rows: Int32Array[]): Diagram {
  const layers: Edge[][][] = columns.map(() => [])
  const known: Map<string, number>[] = columns.map(() => new Map())
  let visits = 0
  const build = (part: Int32Array[], column: number): number => {
    if (column === columns.length) return 0
    visits += part.length
    if (visits > MOST_VISITS) throw new TooLarge('the table has too many combinations')
    const groups = new Map<number, Int32Array[]>()
    const any = part.filter((r) => r[column] === -1)
    for (const row of part) {
      const value = row[column]!
      if (value < 0) continue
      const group = groups.get(value)
      if (group) group.push(row)
      else groups.set(value, [row])
    }
    if (any.length > 0) {
      for (let value = 0; value < columns[column]!.length; value++) {
        groups.set(value, [...(groups.get(value) ?? []), ...any])
      }
    }
    const edges: Edge[] = []
    let key = ''
    for (const value of [...groups.keys()].sort((a, b) => a - b)) {
      const to = build(groups.get(value)!, column + 1)
      edges.push({ literal: columns[column]![value]!, to })
      key += `${value}>${to};`
    }
    const same = known[column]!.get(key)
    if (same !== undefined) return same
    const id = layers[column]!.push(edges) - 1
    known[column]!.set(key, id)
    return id
  }
  build(rows, 0)
  // The first layer has one node; it was made last, and so is node 0 of its layer.
  return layOut(layers)
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
  const layers: Edge[][][] = terms.map(() => [])
  let nodes = new Map<string, number>()
  for (const [key, s] of sumsAt[terms.length]!) if (fits(s)) nodes.set(key, 0)
  for (let i = terms.length - 1; i >= 0; i--) {
    const here = new Map<string, number>()
    const { literals, amounts } = terms[i]!
    const shared = new Map<string, number>()
    for (const [key, s] of sumsAt[i]!) {
      const edges: Edge[] = []
      amounts.forEach((a, k) => {
        const to = nodes.get(keyOf(reduce(add(s, a))))
        if (to !== undefined) edges.push({ literal: literals[k]!, to })
      })
      if (edges.length === 0) continue
      const signature = edges.map((e) => `${e.literal}>${e.to}`).join(';')
      let id = shared.get(signature)
      if (id === undefined) {
        id = layers[i]!.push(edges) - 1
        shared.set(signature, id)
      }
      here.set(key, id)
    }
    nodes = here
  }
  return layers[0]!.length === 0 ? layOut([[]]) : layOut(layers)
}

/** Has the diagram no row at all? */
export function isEmpty(d: Diagram): boolean {
  return d.literal.length === 0
}
