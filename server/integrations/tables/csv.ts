import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { importLimits, type Reading } from '../../../contract/exchange.ts'
import { refuse } from './detect.ts'

const sliceLength = 65_536
const maximumCell = 1_000_000

/** The rows of a CSV text, the first one being the heading. A file that ends in the middle is refused. */
export async function* csvRows(text: string, separator: Reading['separator']): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter: separator,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: maximumCell,
  })
  let row = 0
  let columns = 0
  let last: string[] = []
  try {
    for await (const cells of Readable.from(slices(text)).pipe(parser) as AsyncIterable<string[]>) {
      row++
      if (row === 1) columns = cells.length
      if (columns > importLimits.columns)
        refuse(`it has ${columns} columns; ${importLimits.columns} are allowed.`)
      if (row > importLimits.rows + 1) refuse(`it has more than ${importLimits.rows} rows. Cut it in parts.`)
      if (last.length > 0) yield last
      last = cells
    }
  } catch (error) {
    // Rows before the mistake may have been read without having come here yet.
    if (error instanceof CsvError) refuse(sentence(error, Math.max(row, recordsBefore(error)) + 1))
    throw error
  }
  const complete = row <= 1 || last.length >= columns || last.join('') === '' || /[\r\n]$/.test(text)
  if (!complete) {
    refuse(
      `it ends in the middle of row ${row}, which has ${last.length} of ${columns} cells. Send it again whole.`,
    )
  }
  if (last.length > 0) yield last
}

function* slices(text: string): Generator<string> {
  const begin = text.startsWith('\ufeff') ? 1 : 0
  for (let at = begin; at < text.length; at += sliceLength) yield text.slice(at, at + sliceLength)
}

const recordsBefore = (error: CsvError) => ('records' in error ? Number(error.records) || 0 : 0)

function sentence(error: CsvError, row: number): string {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return `it ends in the middle of row ${row}: a quoted cell is not closed. Send it again whole.`
    case 'CSV_MAX_RECORD_SIZE':
      return `row ${row} is longer than a million letters; is a quote missing before it?`
    default:
      return `row ${row} has a quote in the wrong place.`
  }
}
