/** Allowed and forbidden rows as clauses (one or two columns, forbidden rows) or as a decision diagram. */
import { type FlatVariable, resolveName, type Scope } from './flat.ts'
import { DiagramPropagator } from './kernel/diagram.ts'
import { FALSE, TRUE } from './kernel/state.ts'
import type { Lowered } from './lowered.ts'
import type { Condition, Value } from './model.ts'
import { diagramOfRows } from './tables.ts'

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
  const index = columns.map((c) => new Map(c.values.map((value, k) => [value, k])))
  const rows: Int32Array[] = []
  const known = new Set<string>()
  for (const row of table[2]) {
    const r = Int32Array.from(row, (value, i) => (value === null ? -1 : (index[i]!.get(value) ?? -2)))
    if (r.includes(-2)) continue
    const key = r.join()
    if (known.has(key)) continue
    known.add(key)
    rows.push(r)
  }
  allowRows(
    lowered,
    columns.map((c) => c.literals),
    rows,
    guard,
  )
}

/** Only these rows (indices into the columns' literals, −1 for any) are allowed where `guard` is true. */
export function allowRows(lowered: Lowered, columns: number[][], rows: Int32Array[], guard: number): void {
  const b = lowered.builder
  if (rows.length === 0) {
    b.clause([guard ^ 1])
    return
  }
  const used = columns.map((c, i) =>
    new Set(rows.map((r) => r[i]!)).has(-1) ? new Set(c.keys()) : new Set(rows.map((r) => r[i]!)),
  )
  columns.forEach((c, i) => {
    c.forEach((l, k) => {
      if (!used[i]!.has(k)) b.clause([guard ^ 1, l ^ 1])
    })
    b.clause([guard ^ 1, ...[...used[i]!].map((k) => c[k]!)])
  })
  if (columns.length === 1) return
  if (columns.length === 2) {
    supports(lowered, columns[0]!, columns[1]!, rows, 0, guard)
    supports(lowered, columns[1]!, columns[0]!, rows, 1, guard)
    return
  }
  b.propagator(new DiagramPropagator(diagramOfRows(columns, rows), guard))
}

/** For each value of one column: one of the values of the other that go with it. */
function supports(
  lowered: Lowered,
  own: number[],
  other: number[],
  rows: Int32Array[],
  column: 0 | 1,
  guard: number,
) {
  const partners = own.map(() => new Set<number>())
  for (const row of rows) {
    const mine = row[column]!
    const theirs = row[1 - column]!
    const targets = theirs < 0 ? [...other.keys()] : [theirs]
    for (const k of mine < 0 ? own.keys() : [mine]) for (const t of targets) partners[k]!.add(t)
  }
  own.forEach((l, k) => {
    if (partners[k]!.size === 0 || partners[k]!.size === other.length) return
    lowered.builder.clause([guard ^ 1, l ^ 1, ...[...partners[k]!].map((t) => other[t]!)])
  })
}

/** The values a column can show and their literals; of a large number variable only those the table names. */
function columnOf(lowered: Lowered, v: FlatVariable, rows: (Value | null)[][], i: number) {
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
