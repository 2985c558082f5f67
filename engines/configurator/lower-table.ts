/** Allowed and forbidden rows as clauses (one or two columns, forbidden rows) or as a decision diagram. */
import { type FlatVariable, resolveName, type Scope } from './flat.ts'
import { DiagramPropagator } from './kernel/diagram-propagator.ts'
import { FALSE, TRUE } from './kernel/state.ts'
import type { Lowered } from './lowered.ts'
import type { Condition, Value } from './model.ts'
import { layOut, type Rows } from './tables.ts'

type Table = Extract<Condition, ['allowed' | 'forbidden', ...unknown[]]>

/** Adds the table to the problem; it holds where `guard` is true. */
export function lowerTable(lowered: Lowered, table: Table, scope: Scope, guard: number): void {
  const variables = table[1].map((name) => resolveName(lowered.flat, scope, name)!)
  if (table[0] === 'forbidden') {
    for (const row of table[2]) {
      const clause = row.flatMap((value, i) =>
        value === null ? [] : [lowered.literalOf(variables[i]!, value) ^ 1],
      )
      lowered.builder.clause([guard ^ 1, ...clause])
    }
    return
  }
  const columns = variables.map((v, i) => columnOf(lowered, v, table[2], i))
  const literals = columns.map((c) => c.literals)
  const rows = () => numberedRows(columns, table[2])
  if (columns.length < 3) return allowRows(lowered, literals, rows(), guard)
  const sizes = literals.map((c) => c.length)
  const layers = lowered.tables.diagram(table[2], variables, sizes, rows)
  if (layers[0]!.length === 0) return lowered.builder.clause([guard ^ 1])
  literals.forEach((c, i) => {
    const used = new Set(layers[i]!.flatMap((edges) => edges.map((e) => e.value)))
    allowValues(lowered, c, (k) => used.has(k), guard)
  })
  lowered.builder.propagator(new DiagramPropagator(layOut(literals, layers), guard))
}

type Column = { values: (Value | null)[]; literals: number[] }

/** Rows as numbers of values; those with a value that cannot be are left out. */
function numberedRows(columns: Column[], rows: (Value | null)[][]): Rows {
  const width = columns.length
  const index = columns.map((c) => new Map(c.values.map((value, k) => [value, k])))
  const cells = new Int32Array(rows.length * width)
  let at = 0
  for (const row of rows) {
    let i = 0
    for (; i < width; i++) {
      const value = row[i]!
      const k = value === null ? -1 : index[i]!.get(value)
      if (k === undefined) break
      cells[at + i] = k
    }
    if (i === width) at += width
  }
  return { width, cells: cells.subarray(0, at) }
}

/** Only these rows, of one or two columns, are allowed where `guard` is true. */
export function allowRows(
  lowered: Lowered,
  columns: number[][],
  { width, cells }: Rows,
  guard: number,
): void {
  if (cells.length === 0) return lowered.builder.clause([guard ^ 1])
  columns.forEach((c, i) => {
    const used = new Set<number>()
    for (let at = i; at < cells.length; at += width) used.add(cells[at]!)
    allowValues(lowered, c, (k) => used.has(-1) || used.has(k), guard)
  })
  if (width === 1) return
  supports(lowered, columns[0]!, columns[1]!, cells, 0, guard)
  supports(lowered, columns[1]!, columns[0]!, cells, 1, guard)
}

/** One of the values that are used, and none of the others. */
function allowValues(lowered: Lowered, literals: number[], isUsed: (k: number) => boolean, guard: number) {
  const b = lowered.builder
  literals.forEach((l, k) => {
    if (!isUsed(k)) b.clause([guard ^ 1, l ^ 1])
  })
  b.clause([guard ^ 1, ...literals.filter((_, k) => isUsed(k))])
}

/** For each value of one column: one of the values of the other that go with it. */
function supports(
  lowered: Lowered,
  own: number[],
  other: number[],
  cells: Int32Array,
  column: 0 | 1,
  guard: number,
) {
  const partners = own.map(() => new Set<number>())
  for (let at = 0; at < cells.length; at += 2) {
    const mine = cells[at + column]!
    const theirs = cells[at + 1 - column]!
    const targets = theirs < 0 ? [...other.keys()] : [theirs]
    for (const k of mine < 0 ? own.keys() : [mine]) for (const t of targets) partners[k]!.add(t)
  }
  own.forEach((l, k) => {
    if (partners[k]!.size === 0 || partners[k]!.size === other.length) return
    lowered.builder.clause([guard ^ 1, l ^ 1, ...[...partners[k]!].map((t) => other[t]!)])
  })
}

/** The values a column can show and their literals; of a large number variable only those the table names. */
function columnOf(lowered: Lowered, v: FlatVariable, rows: (Value | null)[][], i: number): Column {
  const e = lowered.encoding(v)
  const values = new Map<Value, number>()
  if (v.kind === 'boolean') for (const value of [false, true]) values.set(value, lowered.literalOf(v, value))
  else if (v.kind === 'choice') v.options.forEach((o, k) => values.set(o, e.literals[k]!))
  else {
    for (const row of rows) {
      const value = row[i]!
      if (value === null || values.has(value)) continue
      const l = lowered.literalOf(v, value)
      if (l !== FALSE) values.set(value, l)
    }
    addOthers(lowered, v, rows, i, values)
  }
  const literals = [...values.values()]
  const names: (Value | null)[] = [...values.keys()]
  if (e.presence !== TRUE) {
    literals.push(e.presence ^ 1)
    names.push(null)
  }
  return { values: names, literals }
}

/** Where a row allows any number, one literal stands for all numbers the table does not name. */
function addOthers(
  lowered: Lowered,
  v: FlatVariable,
  rows: (Value | null)[][],
  i: number,
  values: Map<Value, number>,
): void {
  if (!rows.some((r) => r[i] === null)) {
    if (lowered.encoding(v).indices.length > 0) {
      for (const l of lowered.encoding(v).literals)
        if (![...values.values()].includes(l)) values.set(`#${l}`, l)
    }
    return
  }
  const other = lowered.builder.literal()
  const named = [...values.values()]
  for (const l of named) lowered.builder.clause([other ^ 1, l ^ 1])
  const presence = lowered.encoding(v).presence
  if (presence !== TRUE) lowered.builder.clause([other ^ 1, presence])
  lowered.builder.clause([presence ^ 1, other, ...named])
  values.set('#other', other)
}
