import { z } from 'zod'
import { endpoint } from './http.ts'
import { type Quote, type QuoteLine, quote } from './quotes.ts'
import { id } from './values.ts'

/** One field of all lines: its different values, and which of them each line has (−1: none). */
export type SheetColumn = {
  values: unknown[]
  /** Absent where every line has the only value, or each its own in turn. */
  at?: number[]
}

export const quoteSheet = quote
  .omit({ lines: true })
  .extend({
    count: z.number().int(),
    columns: z.record(
      z.string(),
      z.custom<SheetColumn>(() => true),
    ),
  })
  .meta({ id: 'QuoteSheet' })
export type QuoteSheet = z.infer<typeof quoteSheet>

export const getQuoteSheet = endpoint({
  method: 'GET',
  path: '/quotes/:id/sheet',
  tag: 'Quotes',
  summary: 'A quote with its lines as columns: a fraction of the size where there are thousands',
  description:
    'As `GET /quotes/{id}`, but each field of the lines is a column with its different `values`; `at` says for each of ' +
    'the `count` lines which of them it has, −1 where it has none. Without `at` all lines have the only value, or each ' +
    'the one at its own place. The `position` of a line is its place.',
  permission: 'quotes.read',
  params: z.object({ id: id('quo') }),
  response: quoteSheet,
  errors: ['quote.not-found'],
})

export function toSheet({ lines, ...rest }: Quote): QuoteSheet {
  const fields = new Set<string>()
  for (const line of lines) for (const field in line) fields.add(field)
  fields.delete('position')
  const columns: Record<string, SheetColumn> = {}
  for (const field of fields) {
    const column = columnOf(lines, field as keyof QuoteLine)
    if (column.values.length > 0) columns[field] = column
  }
  return { ...rest, count: lines.length, columns }
}

function columnOf(lines: readonly QuoteLine[], field: keyof QuoteLine): SheetColumn {
  const values: unknown[] = []
  const at: number[] = []
  const known = new Map<unknown, number>()
  let inTurn = true
  for (const line of lines) {
    const value = line[field]
    let place = -1
    if (value !== undefined) {
      const key = typeof value === 'object' ? JSON.stringify(value) : value
      place = known.get(key) ?? values.length
      if (place === values.length) {
        known.set(key, place)
        values.push(value)
      }
    }
    inTurn &&= place === at.length
    at.push(place)
  }
  const forAll = values.length === 1 && at.every((place) => place === 0)
  return inTurn || forAll ? { values } : { values, at }
}

/** The quote again; lines with the same value share it. */
export function fromSheet({ count, columns, ...rest }: QuoteSheet): Quote {
  const lines: Record<string, unknown>[] = Array.from({ length: count }, (_, position) => ({ position }))
  for (const [field, { values, at }] of Object.entries(columns)) {
    lines.forEach((line, place) => {
      const which = at ? (at[place] as number) : values.length === 1 ? 0 : place
      if (which >= 0) line[field] = values[which]
    })
  }
  return { ...rest, lines: lines as unknown as QuoteLine[] }
}
