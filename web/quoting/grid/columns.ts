import type { QuoteLine } from '../../../contract/quotes.ts'
import type { Figure, Sight } from '../../../contract/sight.ts'

export type ColumnId =
  | 'product' | 'quantity' | 'list' | 'discount' | 'unitNet' | 'net' | 'billing' | 'tax' | 'total' | 'cost' | 'margin' | 'floor' | 'term' | 'notes' | 'status' | 'menu' // biome-ignore format: one list

export type Column = {
  id: ColumnId
  title: string
  /** In pixels; the product column takes what is left. */
  width: number
  align: 'start' | 'end'
  /** A cell people may type into. */
  editable?: true
  /** An amount with a story: opens the waterfall. */
  explained?: true
  /** Not shown until asked for. */
  hidden?: true
  /** Only where this may be seen and is known. */
  figure?: Figure
}

const all: Column[] = [
  { id: 'product', title: 'Product', width: 220, align: 'start' },
  { id: 'quantity', title: 'Quantity', width: 92, align: 'end', editable: true },
  { id: 'list', title: 'List price', width: 86, align: 'end', explained: true },
  { id: 'discount', title: 'Discount', width: 72, align: 'end', editable: true },
  { id: 'unitNet', title: 'Unit net', width: 86, align: 'end', explained: true },
  { id: 'billing', title: 'Billing', width: 80, align: 'start' },
  { id: 'net', title: 'Net', width: 94, align: 'end', explained: true },
  { id: 'tax', title: 'Tax', width: 96, align: 'end', explained: true, hidden: true },
  { id: 'total', title: 'Total', width: 116, align: 'end', explained: true, hidden: true },
  { id: 'cost', title: 'Unit cost', width: 90, align: 'end', figure: 'cost', hidden: true },
  { id: 'margin', title: 'Margin', width: 72, align: 'end', figure: 'margin' },
  { id: 'floor', title: 'Floor', width: 90, align: 'end', figure: 'floor', hidden: true },
  { id: 'term', title: 'Term', width: 184, align: 'start', hidden: true },
  { id: 'notes', title: 'Notes', width: 200, align: 'start', editable: true, hidden: true },
  { id: 'status', title: 'Status', width: 112, align: 'start', hidden: true },
  { id: 'menu', title: 'Actions', width: 44, align: 'start' },
]

/** The columns a person can have on a quote that shows these figures. */
export function columnsFor(shown: Sight): Column[] {
  return all.filter(({ figure }) => !figure || shown[figure])
}

/** Those the person wants to see; product and actions always. `chosen` is undefined as long as nobody chose. */
export function shownColumns(columns: Column[], chosen: readonly ColumnId[] | undefined): Column[] {
  return columns.filter(
    (column) => isFixed(column.id) || (chosen ? chosen.includes(column.id) : !column.hidden),
  )
}

export function isFixed(id: ColumnId): boolean {
  return id === 'product' || id === 'menu'
}

/** Whether a cell can be typed into: parts follow their parent's configuration, so only their notes can. */
export function isEditable(column: Column, line: QuoteLine, editable: boolean): boolean {
  if (!column.editable || !editable || line.status === 'CANCELLED' || line.givesBack) return false
  if (column.id === 'notes') return true
  return line.variable === undefined
}
