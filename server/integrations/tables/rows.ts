import type { Reading } from '../../../contract/exchange.ts'
import { guarded, unguarded } from '../../platform/index.ts'
import { fromCell, toCell } from './cells.ts'
import { type Field, fieldFor, nameOf } from './columns.ts'

type Body = Record<string, unknown>

/** A thing as named cells: `tiers.1.from`, `attributes.colour`. Empty ones are left out. */
export function toCells(fields: readonly Field[], body: Body): Map<string, string> {
  const cells = new Map<string, string>()
  for (const field of fields) {
    for (const [keys, value] of valuesAt(body, field.path)) {
      const text = toCell(field, value)
      if (text !== '') cells.set(keys.join('.'), guarded(text))
    }
  }
  return cells
}

function valuesAt(value: unknown, path: readonly string[]): [string[], unknown][] {
  const [part, ...rest] = path
  if (part === undefined) return [[[], value]]
  if (typeof value !== 'object' || value === null) return []
  const inside = (key: string, inner: unknown): [string[], unknown][] =>
    valuesAt(inner, rest).map(([keys, found]) => [[key, ...keys], found])
  if (part === '#') return (value as unknown[]).flatMap((each, index) => inside(String(index + 1), each))
  if (part === '*') return Object.entries(value).flatMap(([key, inner]) => inside(key, inner))
  return inside(part, (value as Body)[part])
}

/** Headings in the order of the schema: numbered families by number, named ones by name. */
export function inOrder(fields: readonly Field[], names: Iterable<string>): string[] {
  const placed = [...names].map((name) => {
    const found = fieldFor(fields, name)
    const place = found ? fields.indexOf(found.field) : fields.length
    const family = fields.findIndex((each) => each.path[0] === found?.field.path[0])
    const number = found && found.field.path[1] === '#' ? Number(found.keys[1]) : 0
    return { name, order: [family, number, place] as const }
  })
  placed.sort((a, b) => {
    for (const index of [0, 1, 2] as const) {
      if (a.order[index] !== b.order[index]) return a.order[index] - b.order[index]
    }
    return a.name < b.name ? -1 : 1
  })
  return placed.map(({ name }) => name)
}

/** Headings of an empty table: every column, families of them three times. */
export function templateHeadings(fields: readonly Field[]): string[] {
  const names = fields
    .filter((field) => !field.path.includes('*'))
    .flatMap((field) =>
      field.path.includes('#') ? ['1', '2', '3'].map((n) => nameOf(field).replace('#', n)) : [nameOf(field)],
    )
  return inOrder(fields, names)
}

/** How the headings of a file are understood. */
export type Header = { headings: string[]; columns: ({ field: Field; keys: string[] } | undefined)[] }

/** `passedOver` are headings that are not looked at, such as those of figures who handed the file in may not see. */
export function readHeader(
  fields: readonly Field[],
  headings: readonly string[],
  passedOver: readonly string[] = [],
): Header {
  const names = headings.map((heading) => unguarded(heading).trim())
  return {
    headings: names,
    columns: names.map((name) => (passedOver.includes(name) ? undefined : fieldFor(fields, name))),
  }
}

/**
 * A row on top of what is there. A column the file does not have leaves its value as it is, an empty cell clears it; a
 * numbered family, such as tiers, is replaced as a whole.
 */
export function fromCells(
  header: Header,
  cells: readonly string[],
  mark: Reading['decimalMark'],
  before: Body = {},
): Body {
  const body = structuredClone(before)
  const families = new Map<string, Body[]>()
  header.columns.forEach((column, index) => {
    if (!column) return
    const { field, keys } = column
    const value = fromCell(field, unguarded(cells[index] ?? ''), mark)
    const [family = '', number = '', name = ''] = keys
    if (field.path[1] === '#') {
      const list = families.get(family) ?? []
      families.set(family, list)
      list[Number(number) - 1] ??= {}
      if (value !== undefined) Object.assign(list[Number(number) - 1] ?? {}, { [name]: value })
    } else put(body, keys, value)
  })
  for (const [family, list] of families) {
    const items = [...list].filter((item) => item !== undefined && Object.keys(item).length > 0)
    if (items.length > 0) body[family] = items
    else delete body[family]
  }
  return body
}

function put(body: Body, keys: readonly string[], value: unknown): void {
  const [key = '', ...rest] = keys
  if (rest.length > 0) {
    const inner = typeof body[key] === 'object' && body[key] !== null ? (body[key] as Body) : {}
    put(inner, rest, value)
    if (Object.keys(inner).length > 0) Object.defineProperty(body, key, own(inner))
    else delete body[key]
  } else if (value === undefined) delete body[key]
  else Object.defineProperty(body, key, own(value))
}

/** As a property of its own, whatever it is called. */
const own = (value: unknown) => ({ value, enumerable: true, configurable: true, writable: true })
