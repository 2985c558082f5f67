import { stringify } from 'csv-stringify/sync'

/** The mark that tells spreadsheets that a file is UTF-8; it stands at its beginning. */
export const utf8Mark = '\ufeff'

/** Takes rows of cells and returns them as CSV after RFC 4180. Formulas are not its matter: see `guarded`. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], { record_delimiter: '\r\n' })
}
