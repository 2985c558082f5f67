// What a spreadsheet could take for a formula, also in its wide spelling.
const startsFormula = /^'*[=+\-@\t\r\n＝＋－＠]/
const startsGuarded = /^'+[=+\-@\t\r\n＝＋－＠]/
const plainNumber = /^-?\d+(\.\d+)?$/

/** A text as a cell that no spreadsheet takes for a formula. */
export function guarded(text: string): string {
  return startsFormula.test(text) && !plainNumber.test(text) ? `'${text}` : text
}

/** The text behind a guarded cell. */
export function unguarded(cell: string): string {
  return startsGuarded.test(cell) ? cell.slice(1) : cell
}
