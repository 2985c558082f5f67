import writeWorkbook from 'write-excel-file/node'
import { familiesOf } from '../families.ts'
import { labelsIn } from '../labels.ts'
import { type Passage, paragraphs, termsOf } from '../layout.ts'
import type { QuoteDocument } from '../quote-document.ts'
import { termOf } from '../sections.ts'
import { totalsOf } from '../sums.ts'
import { fillingOf, wordsOf } from '../words.ts'
import { writtenIn } from '../written.ts'

type Cell = {
  value: string | number
  type: typeof String | typeof Number
  fontWeight?: 'bold'
  format?: string
  columnSpan?: number
  wrap?: boolean
  alignVertical?: 'top'
  height?: number
} | null

const columnWidths = [6, 46, 22, 10, 14, 12, 16, 40]

/** The quote as a workbook: its lines as rows to compute with, then its totals, its notes and its terms. */
export async function xlsxOf(document: QuoteDocument): Promise<Buffer> {
  const { quote } = document
  const { labels, language } = labelsIn(document.language)
  const written = writtenIn(language, quote.currency)
  const places = (quote.totals.total.split('.')[1] ?? '').length
  const money = (value: string | undefined) => figure(value, places)
  const headings = [
    labels.position,
    labels.item,
    'SKU',
    labels.quantity,
    labels.unitPrice,
    labels.discount,
    `${labels.amount} (${quote.currency})`,
    labels.notes,
  ]
  const rows = familiesOf(quote.lines).flatMap(({ head, parts }, index) =>
    [head, ...parts].map((line, place): Cell[] => [
      cell(place === 0 ? String(index + 1) : ''),
      cell(place === 0 ? line.productName : `   ${line.productName}`),
      cell(line.product),
      figure(line.effectiveQuantity ?? line.quantity, line.quantityDecimals),
      money(line.unitPrice),
      money(line.discount),
      money(line.net),
      cell(
        [line.optional && labels.optional, line.planName, ...termOf(line, labels, written), line.notes]
          .filter(Boolean)
          .join(' · '),
      ),
    ]),
  )
  const totals = totalsOf(quote, labels, written).map(({ label, amount, kind }): Cell[] => [
    null,
    bold(label, kind !== 'plain'),
    ...Array.from({ length: 4 }, () => null),
    bold(amount, kind !== 'plain'),
  ])
  const facts: Cell[][] = [
    [
      bold(
        [`${labels.quote} ${quote.number}`, document.preview && labels.draft].filter(Boolean).join(' · '),
        true,
      ),
    ],
    [cell(document.customer?.company ?? quote.customerName ?? '')],
    [cell(`${labels.validUntil} ${written.day(quote.validUntil)} · ${labels.version} ${quote.version}`)],
    [],
  ]
  const terms = termsRows(
    document,
    columnWidths.reduce((sum, width) => sum + width),
  )
  const heads = headings.map((heading) => bold(heading, true))
  const data = [...facts, heads, ...rows, [], ...totals, ...terms]
  const columns = columnWidths.map((width) => ({ width }))
  return writeWorkbook(data, { sheet: quote.number.slice(0, 31), columns, stickyRowsCount: 5 }).toBuffer()
}

/** Notes, the quote's terms and the clauses that hold, each paragraph a row over all columns, as high as its text. */
function termsRows(document: QuoteDocument, width: number): Cell[][] {
  const words = wordsOf(document)
  const { labels } = words
  const over = (value: string): Cell[] => {
    const lines = value
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0)
    const columnSpan = columnWidths.length
    return [{ value, type: String, columnSpan, wrap: true, alignVertical: 'top', height: 15 * lines }]
  }
  const part = (title: string, passages: readonly Passage[]): Cell[][] =>
    passages.length === 0
      ? []
      : [
          [],
          [bold(title, true)],
          ...passages.flatMap((each) => [
            ...(each.title ? [[bold(each.title, true)]] : []),
            ...each.paragraphs.map(over),
          ]),
        ]
  const notes = paragraphs(document.quote.notes)
  return [
    ...part(labels.notes, notes.length > 0 ? [{ paragraphs: notes }] : []),
    ...part(labels.terms, termsOf(document, fillingOf(document, words))),
  ]
}

const cell = (value: string): Cell => (value === '' ? null : { value, type: String })
const bold = (value: string, strong: boolean): Cell =>
  value === '' ? null : { value, type: String, ...(strong && { fontWeight: 'bold' as const }) }

/** A figure to compute with, where the spreadsheet's numbers hold all its digits; a text where they would not. */
function figure(value: string | undefined, places: number): Cell {
  if (value === undefined) return null
  if (value.replace(/[-.]/g, '').replace(/^0+/, '').length > 15) return cell(value)
  const decimals = Math.max(places, (value.split('.')[1] ?? '').replace(/0+$/, '').length)
  return {
    value: Number(value),
    type: Number,
    format: decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`,
  }
}
