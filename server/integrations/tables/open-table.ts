import type { Reading } from '../../../contract/exchange.ts'
import { csvLines, unguarded } from '../../platform/index.ts'
import type { Field } from './columns.ts'
import { csvRows } from './csv.ts'
import {
  decode,
  detectDecimalMark,
  detectEncoding,
  detectSeparator,
  questionsAbout,
  refuse,
} from './detect.ts'
import { readHeader } from './rows.ts'
import { readSheet } from './workbook.ts'

const sampleRows = 200
const shownRows = 6

/** A file as it was understood, and what a person should look at. */
export type OpenTable = {
  reading: Reading
  sheets: string[]
  sheetText: string | null
  questions: string[]
  sample: string[][]
  unknownColumns: string[]
  /** Lines below the heading: about as many rows, fewer where a cell has several lines. */
  lines: number
}

/** Looks at a file: how it is written, its headings and first rows. `fields` are those who hands it in may see, `wanted` is
 * what a person said about it. */
export async function openTable(
  fields: readonly Field[],
  file: Buffer,
  wanted: Partial<Omit<Reading, 'format'>> = {},
): Promise<OpenTable> {
  if (file.length === 0) refuse('it is empty.')
  if (file.readUInt32BE(0) === 0xd0cf11e0) refuse('it is an old Excel file (.xls). Save it as .xlsx.')
  const isWorkbook = file.subarray(0, 2).toString('latin1') === 'PK'
  const opened = isWorkbook ? await openWorkbook(file, wanted.sheet) : openText(file, wanted)
  const sample = await firstRows(opened.text, opened.separator)
  const { mark, unsure } = detectDecimalMark(fields, sample)
  const reading: Reading = {
    format: isWorkbook ? 'xlsx' : 'csv',
    encoding: opened.encoding,
    separator: opened.separator,
    decimalMark: wanted.decimalMark ?? mark,
    ...(opened.sheet !== undefined && { sheet: opened.sheet }),
  }
  const header = readHeader(fields, sample[0] ?? [])
  if (!header.columns.some((column) => column?.keys.join('.') === 'code')) {
    refuse('its first row has no heading "code". Take the headings of the template.')
  }
  const twice = header.headings.find((name, index) => name !== '' && header.headings.indexOf(name) < index)
  if (twice !== undefined) refuse(`the heading "${twice}" is there twice.`)
  return {
    reading,
    sheets: opened.sheets,
    sheetText: isWorkbook ? opened.text : null,
    questions: questionsAbout(reading, wanted.decimalMark === undefined ? unsure : undefined),
    sample: sample.slice(0, shownRows).map((row) => row.map((cell) => unguarded(cell).slice(0, 80))),
    unknownColumns: header.headings.filter((name, index) => name !== '' && !header.columns[index]),
    lines: linesOf(opened.text.trimEnd()),
  }
}

function linesOf(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

type Opened = Pick<Reading, 'encoding' | 'separator'> & { text: string; sheets: string[]; sheet?: string }

async function openWorkbook(file: Buffer, wanted?: string): Promise<Opened> {
  const { sheets, sheet, rows } = await readSheet(file, wanted)
  return { encoding: 'utf-8', separator: ',', text: csvLines(rows), sheets, sheet }
}

function openText(file: Buffer, wanted: Partial<Reading>): Opened {
  const encoding = wanted.encoding ?? detectEncoding(file)
  const text = decode(file, encoding)
  return { encoding, separator: wanted.separator ?? detectSeparator(text), text, sheets: [] }
}

async function firstRows(text: string, separator: Reading['separator']): Promise<string[][]> {
  const rows: string[][] = []
  for await (const row of csvRows(text, separator)) {
    rows.push(row)
    if (rows.length > sampleRows) break
  }
  return rows
}
