import { parentPort, workerData } from 'node:worker_threads'
import readWorkbook, { InvalidSpreadsheetError } from 'read-excel-file/node'

/** Numbers as they stand in the file: text here, so that none passes through a float. */
type Cell = string | boolean | Date | null

export type WorkbookRequest = { bytes: Uint8Array; sheet: string | undefined }
export type WorkbookReply = { sheets: string[]; sheet: string; rows: string[][] } | { problem: string }

// Another thread, so that the server answers meanwhile and a workbook too large ends this thread only.
const { bytes, sheet } = workerData as WorkbookRequest
parentPort?.postMessage(await read())

async function read(): Promise<WorkbookReply> {
  try {
    const sheets = await readWorkbook(Buffer.from(bytes), { parseNumber: numberText as never, trim: false })
    const chosen = sheets.find((each) => each.sheet === sheet) ?? sheets[0]
    if (!chosen) return { problem: 'the workbook has no sheet.' }
    return {
      sheets: sheets.map((each) => each.sheet),
      sheet: chosen.sheet,
      rows: (chosen.data as Cell[][]).map((row) => row.map(cellText)),
    }
  } catch (error) {
    if (error instanceof InvalidSpreadsheetError) return { problem: 'the workbook is damaged.' }
    return { problem: 'the workbook cannot be read. Save it again as .xlsx.' }
  }
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (cell instanceof Date) return cell.toISOString().replace('.000Z', 'Z')
  return String(cell)
}

/** "0.10000000000000001" → "0.1", "1E-3" → "0.001": what the person typed, as spreadsheets keep 15 digits. */
function numberText(text: string): string {
  const digits = text.replace(/[^\d]/g, '').replace(/^0+/, '')
  if (digits.length <= 15 && !/e/i.test(text)) return text
  const number = Number(text)
  if (!Number.isFinite(number)) return text
  const [mantissa = '', exponent = '0'] = Number(number.toPrecision(15)).toExponential().split('e')
  return shifted(mantissa, Number(exponent))
}

function shifted(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : ''
  const [whole = '', decimals = ''] = mantissa.replace('-', '').split('.')
  const all = whole + decimals
  const point = whole.length + exponent
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`
  if (point >= all.length) return `${sign}${all}${'0'.repeat(point - all.length)}`
  return `${sign}${all.slice(0, point)}.${all.slice(point)}`
}
