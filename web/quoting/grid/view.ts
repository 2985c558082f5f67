import type { QuoteLine } from '../../../contract/quotes.ts'
import { compare, type Exact, exact, zero } from '../../../engines/money/index.ts'
import type { ColumnId } from './columns.ts'

/** How a person looks at the lines now; the quote itself keeps its order and all its lines. */
export type View = { words: string; sort: { column: ColumnId; down: boolean } | undefined }
export const plainView: View = { words: '', sort: undefined }

const numbers: Partial<Record<ColumnId, (line: QuoteLine) => string | undefined>> = {
  quantity: (line) => line.effectiveQuantity ?? line.quantity,
  list: (line) => line.listUnitPrice,
  discount: (line) => line.discount,
  unitNet: (line) => line.unitPrice,
  net: (line) => line.net,
  tax: (line) => line.tax,
  total: (line) => line.total,
  margin: (line) => line.margin,
}
const texts: Partial<Record<ColumnId, (line: QuoteLine) => string>> = {
  product: (line) => line.productName,
  billing: (line) => line.interval ?? '',
  term: (line) => line.serviceTerm?.start ?? '',
  notes: (line) => line.notes ?? '',
  status: (line) => line.status,
}

export function isSortable(column: ColumnId): boolean {
  return column in numbers || column in texts
}

/** From unsorted to rising to falling, and back. */
export function nextSort(sort: View['sort'], column: ColumnId): View['sort'] {
  if (sort?.column !== column) return { column, down: false }
  return sort.down ? undefined : { column, down: true }
}

/** The lines that fit the words, with what they belong to and what belongs to them, in the order asked for. */
export function viewed(lines: QuoteLine[], { words, sort }: View): QuoteLine[] {
  const found = words.trim() === '' ? lines : fitting(lines, words)
  return sort ? sorted(found, sort) : found
}

function fitting(lines: QuoteLine[], text: string): QuoteLine[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const byId = new Map(lines.map((line) => [line.id as string, line]))
  const kept = new Set<string>()
  for (const line of lines) {
    const said =
      `${line.product} ${line.productName} ${line.planName} ${line.notes ?? ''} ${line.status}`.toLowerCase()
    const above = line.parent !== undefined && kept.has(line.parent) && kept.has(`${line.parent} fits`)
    if (!above && !words.every((word) => said.includes(word))) continue
    kept.add(line.id)
    kept.add(`${line.id} fits`)
    for (let up = line.parent; up !== undefined; up = byId.get(up)?.parent) kept.add(up)
  }
  return lines.filter((line) => kept.has(line.id))
}

function sorted(lines: QuoteLine[], { column, down }: NonNullable<View['sort']>): QuoteLine[] {
  const sign = down ? -1 : 1
  const number = numbers[column]
  if (number) {
    const keyed = lines.map((line): [QuoteLine, Exact] => [line, exact(number(line) ?? '0')])
    return keyed.sort(([, a], [, b]) => sign * compare(a ?? zero, b ?? zero)).map(([line]) => line)
  }
  const text = texts[column] ?? (() => '')
  return [...lines].sort((a, b) => sign * text(a).localeCompare(text(b)))
}
