import type { Reading } from '../../../contract/exchange.ts'
import { separators } from '../../../contract/exchange.ts'
import { DomainError, unguarded } from '../../platform/index.ts'
import { type Field, fieldFor } from './columns.ts'

const utf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** In which letters a text file is written. */
export function detectEncoding(bytes: Uint8Array): Reading['encoding'] {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 4096)
  const zeros = (odd: number) => head.filter((byte, index) => byte === 0 && index % 2 === odd).length
  if (zeros(1) > head.length / 5) return 'utf-16le'
  if (zeros(0) > head.length / 5) return 'utf-16be'
  if (utf8(bytes)) return 'utf-8'
  // Cut in the middle of a letter: all but the last bytes are right.
  const cut = [1, 2, 3].some((tail) => bytes.length > 16 && utf8(bytes.subarray(0, bytes.length - tail)))
  if (cut && bytes.some((byte) => byte > 0x7f))
    refuse('it ends in the middle of a letter. Save and send it again.')
  return 'windows-1252'
}

export function decode(bytes: Uint8Array, encoding: Reading['encoding']): string {
  if (encoding.startsWith('utf-16') && bytes.length % 2 === 1) {
    refuse('it ends in the middle of a letter. Save and send it again.')
  }
  const text = new TextDecoder(encoding).decode(bytes)
  if (text.slice(0, 4096).includes('\0')) {
    refuse('it is not a table of text. CSV and XLSX are understood; save it as one of these.')
  }
  return text
}

/** The sign between cells: the one the first line has most of, outside quotes. */
export function detectSeparator(text: string): Reading['separator'] {
  const line =
    text
      .slice(0, 20_000)
      .split(/\r?\n/, 1)[0]
      ?.replace(/"(?:[^"]|"")*"/g, '') ?? ''
  const counted = separators.map((separator) => ({ separator, count: line.split(separator).length }))
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).separator
}

/** Which sign stands before the decimals, and whether the numbers leave it open. */
export function detectDecimalMark(
  fields: readonly Field[],
  sample: readonly (readonly string[])[],
): { mark: Reading['decimalMark']; unsure: string | undefined } {
  const [headings = [], ...rows] = sample
  const numeric = headings.flatMap((heading, index) => {
    const takes = fieldFor(fields, unguarded(heading))?.field.takes
    return takes === 'decimal' ? [index] : []
  })
  const values = rows.flatMap((row) => numeric.map((index) => (row[index] ?? '').trim())).filter(Boolean)
  const comma = values.filter((value) => /^-?[\d.]*,\d+$/.test(value) && !/^-?\d{1,3}(,\d{3})+$/.test(value))
  const point = values.filter(
    (value) => /^-?[\d,]*\.\d+$/.test(value) && !/^-?\d{1,3}(\.\d{3})+$/.test(value),
  )
  const open = values.find((value) => /^-?\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(value))
  const mark = comma.length > point.length ? 'comma' : 'point'
  const settled = (comma.length === 0) !== (point.length === 0)
  return { mark, unsure: settled ? undefined : (open ?? (comma.length > 0 ? comma[0] : undefined)) }
}

/** What a person should look at before anything is made of the file. */
export function questionsAbout(reading: Reading, unsure: string | undefined): string[] {
  const questions: string[] = []
  if (reading.format === 'csv' && reading.encoding !== 'utf-8') {
    questions.push(`The file is written in ${encodingNames[reading.encoding]}, not in UTF-8.`)
  }
  if (reading.format === 'csv' && reading.separator !== ',') {
    questions.push(`Cells end with ${separatorNames[reading.separator]}, not with a comma.`)
  }
  if (reading.decimalMark === 'comma') questions.push('Numbers have a decimal comma: 9,99 is read as 9.99.')
  if (unsure !== undefined) questions.push(`A number such as "${unsure}" can be understood in two ways.`)
  return questions
}

const encodingNames = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16 (big-endian)',
  'windows-1252': 'Windows-1252',
} as const
const separatorNames = { ',': 'a comma', ';': 'a semicolon', '\t': 'a tab', '|': 'a bar' } as const

export function refuse(reason: string): never {
  throw new DomainError('import.unreadable', { reason })
}
