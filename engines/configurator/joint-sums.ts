/**
 * Sums that share choices, seen as one table: a weight and a volume of the same bags exclude values together that
 * neither excludes alone. It follows from the sums themselves, so that leaving it out would change no answer.
 */
import { linearOf } from './arithmetic.ts'
import { wholeSum } from './comparisons.ts'
import type { Scope } from './flat.ts'
import { DiagramPropagator } from './kernel/diagram-propagator.ts'
import { type LinearForm, plus, scale } from './linear-form.ts'
import type { Lowered } from './lowered.ts'
import type { Comparison, NumberExpression } from './model.ts'
import { reduce, whole } from './rational.ts'
import { type Layers, layOut } from './tables.ts'

/** A comparison that holds always. */
export type PlainComparison = {
  op: Comparison
  left: NumberExpression
  right: NumberExpression
  scope: Scope
}

/** "form op 0", over choices only. */
type SumRule = { op: Comparison; form: LinearForm }

const MOST_EDGES = 20_000
/** A sum of two terms is a table by itself. */
const FEWEST_TERMS = 3

/** In whole numbers: low ≤ the amounts of all columns together ≤ high. */
type Range = { amounts: (number[] | null)[]; low: number; high: number }
type Column = { key: string; literals: number[] }

export function joinSums(lowered: Lowered, comparisons: readonly PlainComparison[]): void {
  for (const group of groupsOf(comparisons.flatMap((c) => ruleOf(lowered, c) ?? []))) {
    const columns = columnsOf(group)
    const ranges = group.flatMap((r) => rangeOf(r, columns) ?? [])
    const layers = ranges.length < 2 ? null : layersOf(columns, ranges)
    if (!layers) continue
    const literals = columns.map((c) => c.literals)
    lowered.builder.propagator(new DiagramPropagator(layOut(literals, layers), 0))
  }
}

function ruleOf(lowered: Lowered, { op, left, right, scope }: PlainComparison): SumRule | null {
  if (op === '!=' || !isPlain(left) || !isPlain(right)) return null
  const a = linearOf(lowered, left, scope)
  const b = linearOf(lowered, right, scope)
  if (!a || !b) return null
  const form = plus(a, b, whole(-1))
  return form.numbers.size === 0 && form.choices.size >= FEWEST_TERMS ? { op, form } : null
}

/** Made of variables and attributes alone, so that looking at it adds nothing to the problem. */
function isPlain(e: NumberExpression): boolean {
  if (typeof e === 'string' || e[0] === 'variable' || e[0] === 'attribute') return true
  if (e[0] === '+' || e[0] === '-' || e[0] === '*' || e[0] === '/') {
    return e.slice(1).every((part) => isPlain(part as NumberExpression))
  }
  return e[0] === 'sumOf' && isPlain(e[2])
}

/** Rules that share a choice, directly or through others; the ones that stand alone are left out. */
function groupsOf(rules: readonly SumRule[]): SumRule[][] {
  let groups: SumRule[][] = []
  for (const rule of rules) {
    const shares = (g: SumRule[]) =>
      g.some((r) => [...r.form.choices.keys()].some((k) => rule.form.choices.has(k)))
    const joined = groups.filter(shares).flat()
    groups = [...groups.filter((g) => !shares(g)), [...joined, rule]]
  }
  return groups.filter((g) => g.length > 1)
}

/** Shared columns first; then always the one that completes a sum soonest, so that little is kept in mind. */
function columnsOf(rules: readonly SumRule[]): Column[] {
  const columns = new Map<string, Column & { rules: SumRule[] }>()
  for (const rule of rules) {
    for (const [key, { literals }] of rule.form.choices) {
      const known = columns.get(key)
      if (known) known.rules.push(rule)
      else columns.set(key, { key, literals, rules: [rule] })
    }
  }
  const missing = new Map(rules.map((r) => [r, r.form.choices.size]))
  const rest = [...columns.values()]
  const order: Column[] = []
  while (rest.length > 0) {
    const left = (c: (typeof rest)[number]) => Math.min(...c.rules.map((r) => missing.get(r)!))
    rest.sort(
      (a, b) => b.rules.length - a.rules.length || left(a) - left(b) || a.literals.length - b.literals.length,
    )
    const next = rest.shift()!
    for (const r of next.rules) missing.set(r, missing.get(r)! - 1)
    order.push(next)
  }
  return order
}

function rangeOf({ op, form }: SumRule, columns: readonly Column[]): Range | null {
  const greater = op === '>=' || op === '>'
  const sum = wholeSum(greater ? scale(form, whole(-1)) : form, op === '<' || op === '>')
  if (!sum) return null
  const keys = [...form.choices.keys()]
  const amounts = columns.map((c) => sum.choices[keys.indexOf(c.key)]?.amounts ?? null)
  const isWhole = reduce({ n: form.constant.n * sum.denominator, d: form.constant.d }).d === 1n
  if (op === '=' && !isWhole) return null
  return { amounts, low: op === '=' ? sum.limit : Number.NEGATIVE_INFINITY, high: sum.limit }
}

/** What the columns from `i` on can add at least and at most. */
function restsOf({ amounts }: Range): { least: number[]; most: number[] } {
  const least = [0]
  const most = [0]
  for (const a of amounts.toReversed()) {
    least.unshift(least[0]! + (a ? Math.min(...a) : 0))
    most.unshift(most[0]! + (a ? Math.max(...a) : 0))
  }
  return { least, most }
}

/** All ways through the columns that keep every sum in its range; null when they are too many, or none. */
function layersOf(columns: readonly Column[], ranges: readonly Range[]): Layers | null {
  const rests = ranges.map(restsOf)
  // A state is the sum so far of each range; a sum that cannot leave its range any more counts as 'kept'.
  const step = (state: readonly (number | null)[], i: number, value: number): (number | null)[] | null => {
    const next: (number | null)[] = []
    for (const [k, range] of ranges.entries()) {
      const before = state[k]!
      const sum = before === null ? null : before + (range.amounts[i]?.[value] ?? 0)
      if (sum === null) {
        next.push(null)
        continue
      }
      const least = sum + rests[k]!.least[i + 1]!
      const most = sum + rests[k]!.most[i + 1]!
      if (least > range.high || most < range.low) return null
      next.push(least >= range.low && most <= range.high ? null : sum)
    }
    return next
  }
  type Node = { state: (number | null)[]; edges: { value: number; to: string }[] }
  const nodes: Map<string, Node>[] = [new Map([['', { state: ranges.map(() => 0), edges: [] }]])]
  let edges = 0
  for (const [i, column] of columns.entries()) {
    const next = new Map<string, Node>()
    for (const node of nodes[i]!.values()) {
      for (let value = 0; value < column.literals.length; value++) {
        const state = step(node.state, i, value)
        if (!state) continue
        const to = state.join()
        if (!next.has(to)) next.set(to, { state, edges: [] })
        node.edges.push({ value, to })
        if (++edges > MOST_EDGES) return null
      }
    }
    nodes.push(next)
  }
  return shared(nodes)
}

/** Leaves out what leads nowhere and keeps nodes with the same rest once. */
function shared(nodes: Map<string, { edges: { value: number; to: string }[] }>[]): Layers | null {
  const layers: Layers = []
  let below = new Map<string, number>([...nodes.at(-1)!.keys()].map((key) => [key, 0]))
  for (const level of nodes.slice(0, -1).reverse()) {
    const layer: Layers[number] = []
    const known = new Map<string, number>()
    const here = new Map<string, number>()
    for (const [key, node] of level) {
      const edges = node.edges.flatMap(({ value, to }) =>
        below.has(to) ? [{ value, to: below.get(to)! }] : [],
      )
      if (edges.length === 0) continue
      const signature = edges.map((e) => `${e.value}>${e.to}`).join(';')
      let id = known.get(signature)
      if (id === undefined) {
        id = layer.push(edges) - 1
        known.set(signature, id)
      }
      here.set(key, id)
    }
    layers.unshift(layer)
    below = here
  }
  return layers[0]!.length === 0 ? null : layers
}
