/** The rows of a spreadsheet file as text, one row a line, cells with tabs between: what one would have copied from it. */
export async function readSheet(file: File): Promise<string> {
  if (/\.xlsx$/i.test(file.name)) {
    const { default: readExcelFile } = await import('read-excel-file/browser')
    const sheets: unknown = await readExcelFile(file)
    return textOfRows(rowsIn(sheets))
  }
  return file.text()
}

/** The first sheet that has rows; the library answers sheets with their data, or rows alone. */
function rowsIn(read: unknown): unknown[][] {
  if (!Array.isArray(read)) return []
  if (Array.isArray(read[0])) return read as unknown[][]
  const sheets = read as { data?: unknown[][] }[]
  return sheets.find((sheet) => (sheet.data?.length ?? 0) > 0)?.data ?? []
}

export function textOfRows(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row) => row.map(textOf).join('\t')).join('\n')
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return String(cell).replace(/[\t\r\n]+/g, ' ')
}
