import { readNumber } from '../values/read-number.ts'

/** One pasted row: understood, or with what stands in the way. Nothing is dropped without being shown. */
export type PastedRow = {
  /** Number of the row in what was pasted, from 1. */
  row: number
  /** As it was pasted. */
  text: string
  code: string
  quantity: string
  notes?: string
  problem?: string
  /** Both readings of a quantity that can mean two numbers. */
  either?: [string, string]
}

/** What was pasted, or how it can be read: which column holds what. */
export type Pasted = { rows: PastedRow[]; header: boolean }

const codeNames =
  /^(code|sku|product( code)?|item( no\.?)?|article|artikel(nummer|-?nr\.?)?|part( no\.?| number)?)$/i
const quantityNames = /^(qty\.?|quantity|menge|anzahl|stück|pcs\.?|units|count|antal|cantidad|quantité)$/i
const notesNames = /^(notes?|remarks?|comment|bemerkung)$/i
/** A word for a sum, alone or with what belongs to one: "Total (EUR):", "Zwischensumme ......". */
const sums =
  /^((grand|net|sub|zwischen|gesamt|end|net+o|brut+o)[ -]?)?(total(e|es)?|totaal|sum(me|a)?|som|gesamt(betrag)?|betrag|合計|小計|总计|合计)(?![\p{L}\d_-])/iu

/**
 * Reads rows copied from a spreadsheet: codes and quantities, in either order, with or without a heading. Rows it does
 * not understand come back with a sentence, so that the person decides.
 */
export function parsePaste(text: string): Pasted {
  const lines = splitRows(text)
  const first = lines[0]?.cells ?? []
  const header =
    first.some((cell) => codeNames.test(cell.trim())) || first.some((cell) => quantityNames.test(cell.trim()))
  const body = header ? lines.slice(1) : lines
  const columns = header ? namedColumns(first) : guessedColumns(body.map((line) => line.cells))
  return {
    header,
    rows: body
      .map((line, index) => ({ ...line, row: index + (header ? 2 : 1) }))
      .filter((line) => line.cells.some((cell) => cell.trim() !== ''))
      .map((line) => readRow(line.row, line.text, line.cells, columns)),
  }
}

/** True when the clipboard holds rows rather than one value for the cell at hand. */
export function looksLikeRows(text: string): boolean {
  return /[\t\n]/.test(text.trim())
}

type Columns = { code: number; quantity: number; notes: number }

function readRow(row: number, text: string, cells: string[], columns: Columns): PastedRow {
  const code = (cells[columns.code] ?? '').trim()
  const typed = (cells[columns.quantity] ?? '').trim()
  const notes = columns.notes >= 0 ? (cells[columns.notes] ?? '').trim() : ''
  const known = { row, text, code, ...(notes === '' ? {} : { notes }) }
  // A product may be called "Total protection": where a code stands, only the code itself can give a sum away.
  const sum = code === '' ? cells.some((cell) => sums.test(cell.trim())) : sums.test(code)
  if (sum) return { ...known, quantity: '', problem: 'This looks like a total, not like a product.' }
  if (code === '') return { ...known, quantity: typed, problem: 'There is no product code in this row.' }
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(code)) {
    return { ...known, quantity: typed, problem: `“${code}” is not a product code.` }
  }
  if (typed === '') return { ...known, quantity: '1' }
  const read = readNumber(typed)
  const wrong = { ...known, quantity: typed }
  if (read.kind === 'ambiguous') {
    const [one, other] = read.either
    return { ...wrong, problem: `${typed} could be ${one} or ${other}.`, either: read.either }
  }
  if (read.kind === 'none') return { ...wrong, problem: `“${typed}” is not a quantity.` }
  if (read.value === '0' || read.value.startsWith('-')) {
    return { ...wrong, problem: `The quantity ${read.value} cannot be sold.` }
  }
  if ((read.value.split('.')[0] ?? '').length > 12) {
    return { ...wrong, problem: 'That is more than can be sold.' }
  }
  return { ...known, quantity: read.value }
}

function namedColumns(cells: string[]): Columns {
  const at = (names: RegExp) => cells.findIndex((cell) => names.test(cell.trim()))
  const code = at(codeNames)
  const quantity = at(quantityNames)
  return {
    code: code < 0 ? (quantity === 0 ? 1 : 0) : code,
    quantity: quantity < 0 ? -1 : quantity,
    notes: at(notesNames),
  }
}

/** Without a heading: the code stands in the first column that holds letters, the quantity in the first
 * that holds whole numbers, or else numbers. */
function guessedColumns(rows: string[][]): Columns {
  const width = Math.max(0, ...rows.map((row) => row.length))
  const share = (column: number, fits: (cell: string) => boolean) =>
    rows.filter((row) => fits((row[column] ?? '').trim())).length / Math.max(1, rows.length)
  const numeric = (cell: string) => cell !== '' && readNumber(cell).kind !== 'none'
  const columns = [...Array(width).keys()]
  const code = columns.find((column) => share(column, (cell) => /[A-Za-z]/.test(cell)) >= 0.5) ?? 0
  const numbers = columns.filter((column) => column !== code && share(column, numeric) >= 0.5)
  // A price may stand before the quantity: prices are written with cents, most quantities are not.
  const whole = (column: number) => share(column, (cell) => cell === '' || /^[+-]?\d+$/.test(cell)) >= 0.5
  const quantity = numbers.find(whole) ?? numbers[0] ?? -1
  return { code, quantity, notes: -1 }
}

/** A code or a heading before the first comma, or a quantity and then a code; "Cable, 2 m 1,5" is neither. */
const commaSeparated = /^(\s*"?[A-Za-z][\w.-]*"?\s*,|\s*\d+\s*,\s*[A-Za-z])/

function splitRows(text: string): { text: string; cells: string[] }[] {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n')
  const mark = lines.some((line) => line.includes('\t'))
    ? '\t'
    : lines.some((line) => line.includes(';'))
      ? ';'
      : lines.filter((line) => commaSeparated.test(line)).length * 2 > lines.length
        ? /,(?=(?:[^"]*"[^"]*")*[^"]*$)/ // a comma inside quotation marks separates nothing
        : /\s+(?=[\d.,'’]+$)/
  return lines.map((line) => ({ text: line, cells: line.split(mark).map(unquote) }))
}

function unquote(cell: string): string {
  const quoted = /^"(.*)"$/s.exec(cell.trim())
  return quoted ? (quoted[1] ?? '').replaceAll('""', '"') : cell
}
