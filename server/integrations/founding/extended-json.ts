import { refuse } from '../tables/detect.ts'

/** A document whose numbers are still as they were written. */
export type Document = { id: string; text: string; fields: Fields }
/** Values as we read them: numbers as decimal text, dates as instants, ids as text. */
export type Value = string | boolean | null | Value[] | Fields
export type Fields = { [name: string]: Value }

/** Documents of an export: an array, one document, or a document a line. Nothing of them is lost, not even a zero. */
export function readDocuments(bytes: Uint8Array): Document[] {
  const text = new TextDecoder('utf-8', { fatal: false })
    .decode(bytes)
    .replace(/^\ufeff/, '')
    .trim()
  if (text === '') return []
  const whole = exactly(text)
  const raw = Array.isArray(whole)
    ? whole
    : whole !== undefined
      ? [whole]
      : text.split(/\r?\n/).flatMap((line, index) => {
          if (line.trim() === '') return []
          const parsed = exactly(line)
          if (parsed === undefined)
            refuse(`line ${index + 1} is no JSON document; does the file end in the middle?`)
          return [parsed]
        })
  return raw.map((each, index) => {
    const fields = plain(each)
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
      refuse(`document ${index + 1} is no object.`)
    }
    const { _id: id } = fields
    if (typeof id !== 'string') refuse(`document ${index + 1} has no _id.`)
    return { id, text: JSON.stringify(each), fields }
  })
}

/** The fields of a document that is kept. */
export function fieldsOfText(text: string): Fields {
  return plain(exactly(text)) as Fields // it was read as an object when it came in
}

/** A document for people to read, its numbers still as they were written. */
export const inLines = (text: string): string => JSON.stringify(exactly(text), null, 2)

// Newer than the types: how a number was written, and writing it so again.
type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown
const { rawJSON, isRawJSON } = JSON as unknown as {
  rawJSON(text: string): { rawJSON: string }
  isRawJSON(value: unknown): value is { rawJSON: string }
}

/** JSON with each number as it stands there; undefined where it is none. */
function exactly(text: string): unknown {
  try {
    return parse(text, (_, value, { source }) =>
      typeof value === 'number' && source !== undefined ? rawJSON(source) : value,
    )
  } catch {
    return undefined
  }
}

function plain(value: unknown): Value {
  if (isRawJSON(value)) return decimalText(value.rawJSON)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value as string | boolean | null
  const entries = Object.entries(value)
  const [only] = entries
  if (only && entries.length === 1 && only[0].startsWith('$')) return typed(only[0], only[1])
  return Object.fromEntries(entries.map(([name, inner]) => [name, plain(inner)]))
}

/** Extended JSON's ways to say what JSON cannot. */
function typed(type: string, inner: unknown): Value {
  const value = plain(inner)
  switch (type) {
    case '$numberDecimal':
    case '$numberDouble':
    case '$numberLong':
    case '$numberInt':
      return typeof value === 'string' ? decimalText(value) : value
    case '$date': {
      const text = typeof value === 'string' ? value : ''
      const date = new Date(/^-?\d+$/.test(text) ? Number(text) : text)
      return Number.isNaN(date.getTime()) ? text : date.toISOString().replace('.000Z', 'Z')
    }
    case '$oid':
      return value
    default:
      return { [type]: value }
  }
}

/** "1.2E+3" → "1200", so that it is a decimal of ours. */
function decimalText(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d+)$/.exec(text)
  if (!match) return text
  const [, sign = '', whole = '', decimals = '', power = '0'] = match
  const exponent = Number(power)
  if (Math.abs(exponent) > 40) return text
  const digits = whole + decimals
  const point = whole.length + exponent
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

/** Our decimals in a document: a number written as it is. */
export function number(text: string | number | undefined): unknown {
  return text === undefined ? null : rawJSON(String(text))
}

/** The document without a field, for what must not be kept. */
export function withoutField(document: Document, name: string): Document {
  const raw = exactly(document.text) as Record<string, unknown>
  const { [name]: _, ...rest } = raw
  return { ...document, text: JSON.stringify(rest) }
}

/** The document with some fields as they are now, in the places they had. */
export function withFields(text: string, fields: Record<string, unknown>): string {
  const raw = exactly(text) as Record<string, unknown>
  return JSON.stringify({ ...raw, ...fields })
}
