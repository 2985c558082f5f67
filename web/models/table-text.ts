import type { Condition, Model, Value } from '../../engines/configurator/model.ts'

/** A compatibility table: the variables it is about, and the combinations. */
export type Table = { variables: string[]; rows: (Value | null)[][] }
type ReadTable = { ok: true; table: Table } | { ok: false; message: string }

/** As copied from a spreadsheet: the first row names variables; codes or labels; empty cells stand for any value. */
export function readTable(text: string, model: Model): ReadTable {
  const lines = text.replaceAll('\r', '').split('\n')
  const filled = lines.map((line, at) => ({ line, row: at + 1 })).filter(({ line }) => line.trim() !== '')
  const tabs = text.includes('\t')
  const cells = filled.map(({ line, row }) => ({
    row,
    cells: line.split(tabs ? '\t' : /[;,]/).map((cell) => cell.trim()),
  }))
  const [head, ...rest] = cells
  if (!head || rest.length === 0) {
    return {
      ok: false,
      message: 'A table has a row with the names of variables, and below it at least one combination.',
    }
  }
  const variables = head.cells.map((name) => model.variables.find((each) => isCalled(each, name)))
  const unknown = variables.indexOf(undefined)
  if (unknown >= 0) {
    const known = model.variables.map(({ code }) => code).slice(0, 8)
    return {
      ok: false,
      message: `Row ${head.row}: there is no variable “${head.cells[unknown]}”. There is ${known.join(', ')}.`,
    }
  }
  const rows: (Value | null)[][] = []
  for (const { row, cells: found } of rest) {
    if (found.length !== head.cells.length) {
      return {
        ok: false,
        message: `Row ${row} has ${found.length} cells, the first row ${head.cells.length}.`,
      }
    }
    const values = found.map((cell, at) => valueIn(variables[at] as Model['variables'][number], cell))
    const wrong = values.indexOf(undefined)
    if (wrong >= 0) {
      return { ok: false, message: `Row ${row}: “${variables[wrong]?.code}” cannot be “${found[wrong]}”.` }
    }
    rows.push(values as (Value | null)[])
  }
  return { ok: true, table: { variables: variables.map((each) => each?.code ?? ''), rows } }
}

const isCalled = ({ code, label }: { code: string; label?: string }, name: string) =>
  [code, label].some((each) => each?.toLowerCase() === name.toLowerCase())

/** Of an empty cell or `*` nothing is demanded. */
function valueIn(variable: Model['variables'][number], cell: string): Value | null | undefined {
  if (cell === '' || cell === '*') return null
  switch (variable.kind) {
    case 'choice':
      return variable.options.find((option) => isCalled(option, cell))?.code
    case 'boolean':
      return /^(true|yes|x|1)$/i.test(cell) ? true : /^(false|no|0|-)$/i.test(cell) ? false : undefined
    case 'integer':
    case 'decimal':
      return /^-?\d+(\.\d+)?$/.test(cell) ? cell : undefined
    case 'text':
      return undefined
  }
}

/** The table of a rule, in columns that stand below each other. */
export function writeTable({ variables, rows }: Table): string {
  const all = [variables, ...rows.map((row) => row.map((value) => (value === null ? '*' : String(value))))]
  const widths = variables.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join(' ; ')
        .trimEnd(),
    )
    .join('\n')
}

/** A rule that is a table over variables of the model itself. */
export function tableOf(
  rule: Condition | undefined,
): (Table & { operator: 'allowed' | 'forbidden' }) | undefined {
  if (!Array.isArray(rule) || (rule[0] !== 'allowed' && rule[0] !== 'forbidden')) return undefined
  const [operator, variables, rows] = rule
  return variables.some((each) => each.includes('.')) ? undefined : { operator, variables, rows }
}
