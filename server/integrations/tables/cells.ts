import type { Reading } from '../../../contract/exchange.ts'
import type { Field } from './columns.ts'

/** A value as the text of a cell. */
export function toCell(field: Field, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (field.takes === 'list' && Array.isArray(value)) {
    const plain = value.every((each) => typeof each === 'string' && !/[|\n]|^\[|^\s|\s$/.test(each))
    return plain ? value.join(' | ') : JSON.stringify(value)
  }
  if (field.takes === 'condition' || field.takes === 'any') return anyToCell(field, value)
  return String(value)
}

function anyToCell(field: Field, value: unknown): string {
  if (field.takes === 'condition') {
    const keys = Object.keys(value as object)
    const { expression } = value as { expression?: unknown }
    if (keys.length === 1 && typeof expression === 'string' && !/^\s*\{/.test(expression)) return expression
    return JSON.stringify(value)
  }
  // A text that would be read as something else is written with its quotes.
  return typeof value === 'string' && readAny(value) === value ? value : JSON.stringify(value)
}

/** The value a cell stands for; what cannot be understood stays text, for the schema to refuse. */
export function fromCell(field: Field, cell: string, mark: Reading['decimalMark']): unknown {
  const text = cell.trim()
  if (text === '') return undefined
  switch (field.takes) {
    case 'text':
      return text
    case 'decimal':
      return toDecimal(text, mark)
    case 'integer': {
      const number = toDecimal(text, mark).replace(/\.0+$/, '')
      return /^-?\d{1,15}$/.test(number) ? Number(number) : text
    }
    case 'boolean':
      return booleans.get(text.toLowerCase()) ?? text
    case 'choice':
      return field.choices.find((choice) => choice.toLowerCase() === text.toLowerCase()) ?? text
    case 'instant':
      return toInstant(text)
    case 'list':
      return toList(text)
    case 'condition':
      return text.startsWith('{') ? parsed(text) : { expression: text }
    case 'any':
      return mark === 'comma' && /^-?\d+,\d+$/.test(text) ? Number(text.replace(',', '.')) : readAny(cell)
  }
}

const booleans = new Map<string, boolean>([
  ...['true', 'yes', 'y', '1', 'x', 'wahr', 'ja', 'vrai', 'oui'].map((text) => [text, true] as const),
  ...['false', 'no', 'n', '0', '-', 'falsch', 'nein', 'faux', 'non'].map((text) => [text, false] as const),
])

/** "1.234,50" or "1,234.50" as "1234.50"; groups only where they are groups. */
export function toDecimal(text: string, mark: Reading['decimalMark']): string {
  const plain = text.replace(/[\s\u00a0\u202f'’]/g, '').replace(/^\+/, '')
  const [group, point] = mark === 'comma' ? ['.', ','] : [',', '.']
  const grouped = new RegExp(`^-?\\d{1,3}(\\${group}\\d{3})+(\\${point}\\d+)?$`)
  const simple = new RegExp(`^-?\\d*(\\${point}\\d+)?$`)
  if (!grouped.test(plain) && !simple.test(plain)) return text
  const number = plain.replaceAll(group, '').replace(point, '.')
  return number.replace(/^(-?)\./, '$10.')
}

function toInstant(text: string): string {
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text)
  if (german) return `${german[3]}-${german[2]?.padStart(2, '0')}-${german[1]?.padStart(2, '0')}T00:00:00Z`
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?Z?)?$/.exec(text)
  if (!iso) return text
  if (text.endsWith('Z') && iso[3]) return text.replace(' ', 'T')
  return `${iso[1]}T${iso[2] ?? '00:00'}${iso[3] ?? ':00'}Z`
}

function toList(text: string): unknown {
  if (text.startsWith('[')) return parsed(text)
  return text
    .split(/[|\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
}

/** A value without a type of its own: JSON where it is exactly that, else the text. "1.10" and "007" stay text. */
function readAny(cell: string): unknown {
  if (/^[[{"]/.test(cell)) return parsed(cell)
  const value = parsed(cell)
  return typeof value !== 'string' && JSON.stringify(value) === cell ? value : cell
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
