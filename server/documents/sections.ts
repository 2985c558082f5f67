import type { LineColumn } from '../../contract/document-templates.ts'
import type { Quote, QuoteLine } from '../../contract/quotes.ts'
import {
  add,
  type Exact,
  exact,
  isZero,
  multiply,
  round,
  subtract,
  toPlaces,
  zero,
} from '../../engines/money/index.ts'
import { type Family, familiesOf } from './families.ts'
import { filled, type Labels } from './labels.ts'
import type { Written } from './written.ts'

/** The lines of one kind of charge, in the groups people made. */
export type Section = { title: string; note?: string; groups: LineGroup[]; totalLabel: string; total: string }
export type LineGroup = { name?: string; lines: Row[]; subtotal?: string }
export type Row = {
  /** Id of the quote's line. */
  line: string
  position: string
  /** Only where its column is shown. */
  code?: string
  name: string
  notes: string[]
  quantity: string
  listPrice?: string
  unitPrice: string
  discount: string
  tax?: string
  amount: string
  /** Not part of the sums: an optional line. */
  aside: boolean
  /** What one of it consists of, with prices that add up to the unit price. */
  parts: { quantity: string; name: string; price: string }[]
}

/** The words and figures of one document. */
type Means = {
  labels: Labels
  written: Written
  places: number
  /** Codes of discounts on the whole quote, whose shares the lines carry too. */
  ofQuote: ReadonlySet<string>
  columns: ReadonlySet<LineColumn>
}

/** One-time, recurring and usage charges apart, each line with what it consists of under it. */
export function sectionsOf(
  quote: Quote,
  labels: Labels,
  written: Written,
  columns: readonly LineColumn[] = [],
): Section[] {
  const means: Means = {
    labels,
    written,
    places: (quote.totals.total.split('.')[1] ?? '').length,
    ofQuote: new Set(quote.quoteDiscounts.map((each) => each.code)),
    columns: new Set(columns),
  }
  const kinds = [
    { kind: 'ONE_TIME', title: labels.oneTime, totalLabel: labels.oneTimeSum },
    { kind: 'RECURRING', title: labels.recurring, totalLabel: labels.recurringSum },
    { kind: 'USAGE', title: labels.usage, totalLabel: labels.usageSum, note: labels.usageNote },
  ] as const
  const families = familiesOf(quote.lines)
  let position = 0
  return kinds.flatMap(({ kind, ...words }) => {
    const own = families.filter(({ head }) => (head.type ?? 'ONE_TIME') === kind)
    if (own.length === 0) return []
    const summed = (list: readonly Family[]) => sumOf(kind === 'USAGE' ? list : list.filter(isCounted), means)
    const groups = groupsOf(own, quote).map(({ name, inside }) => ({
      ...(name === undefined ? {} : { name, subtotal: summed(inside) }),
      lines: inside.map((family) => rowOf(family, String(++position), means)),
    }))
    return { ...words, groups, total: summed(own) }
  })
}

/** Lines without a group come first; groups stand in people's own order. */
function groupsOf(families: Family[], quote: Quote): { name?: string; inside: Family[] }[] {
  const loose = families.filter(({ head }) => !quote.groups.some((group) => group.id === head.group))
  const named = quote.groups.flatMap(({ id, name }) => {
    const inside = families.filter(({ head }) => head.group === id)
    return inside.length === 0 ? [] : [{ name, inside }]
  })
  return loose.length === 0 ? named : [{ inside: loose }, ...named]
}

const isCounted = ({ head }: Family) => head.counted

/** After the discounts of the line itself; what is taken off the whole quote stands below, once. */
function ownAmount(line: QuoteLine): Exact {
  return line.gross === undefined ? zero : subtract(exact(line.gross), exact(line.discount ?? '0'))
}

function amountOf({ head, parts }: Family): Exact {
  return [head, ...parts].reduce((total, line) => add(total, ownAmount(line)), zero)
}

function sumOf(families: readonly Family[], { written, places }: Means): string {
  const total = families.reduce((sum, family) => add(sum, amountOf(family)), zero)
  return written.amount(toPlaces(total, places))
}

function rowOf(family: Family, position: string, means: Means): Row {
  const { head, parts } = family
  const { written, places } = means
  const discount = [head, ...parts].reduce((total, line) => add(total, exact(line.discount ?? '0')), zero)
  const interval =
    head.type === 'RECURRING' && head.interval ? ` / ${intervalIn(head.interval, means.labels, written)}` : ''
  const price = unitPriceOf(family, 'unitPrice')
  const list = means.columns.has('listPrice') ? unitPriceOf(family, 'listUnitPrice') : undefined
  const shownPrice = (each: string | undefined) =>
    each === undefined ? '' : `${unitPriceShown(each, means)}${interval}`
  const amount = written.amount(toPlaces(amountOf(family), places))
  const aside = !head.counted && head.type !== 'USAGE'
  return {
    line: head.id,
    position,
    ...(means.columns.has('code') && { code: head.product }),
    name: head.productName,
    notes: notesOf(head, means),
    quantity: quantityOf(head.effectiveQuantity ?? head.quantity, head.unit, means),
    ...(means.columns.has('listPrice') && { listPrice: shownPrice(list) }),
    unitPrice: shownPrice(price),
    discount: isZero(discount) ? '' : `−${written.amount(toPlaces(discount, places))}`,
    ...(means.columns.has('tax') && { tax: head.taxes.map(({ rate }) => written.percent(rate)).join(' + ') }),
    amount: head.gross === undefined ? '–' : aside ? `(${amount})` : amount,
    aside,
    parts: parts.length === 0 ? [] : partsOf(family, price !== undefined, means),
  }
}

/** What one of it costs before discounts, with everything chosen; where tiers or percentages make the price, none. */
function unitPriceOf({ head, parts }: Family, which: 'unitPrice' | 'listUnitPrice'): string | undefined {
  const own = head[which]
  if (own === undefined) return undefined
  let total = exact(own)
  for (const part of parts) {
    // Parts of parts are multiplied by what stands between; only direct parts add up this simply.
    const price = part[which]
    if (price === undefined || !part.perParent || part.parent !== head.id) return undefined
    total = add(total, multiply(exact(price), exact(part.quantity)))
  }
  return toPlaces(total, 0)
}

/** An average over tiers may have no end: it is shown as one, to the hundredth of the smallest unit. */
function unitPriceShown(price: string, { written, places }: Means): string {
  const decimals = (price.split('.')[1] ?? '').length
  if (decimals <= places + 4) return written.amount(price)
  return `⌀ ${written.amount(toPlaces(round(exact(price), places + 2), places))}`
}

function partsOf({ head, parts }: Family, priced: boolean, { labels, written }: Means): Row['parts'] {
  const base = head.unitPrice !== undefined && !isZero(exact(head.unitPrice)) && parts.some(isPriced)
  const rows = parts.map((part) => {
    const price = multiply(exact(part.unitPrice ?? '0'), exact(part.quantity))
    return {
      quantity: written.quantity(priced ? part.quantity : (part.effectiveQuantity ?? part.quantity)),
      name: part.productName,
      price: isZero(price) ? labels.included : priced ? written.amount(toPlaces(price, 0)) : '',
    }
  })
  return base && priced && head.unitPrice
    ? [{ quantity: '', name: labels.basePrice, price: written.amount(head.unitPrice) }, ...rows]
    : rows
}

const isPriced = (line: QuoteLine) => line.unitPrice !== undefined && !isZero(exact(line.unitPrice))

function notesOf(line: QuoteLine, { labels, written, ofQuote }: Means): string[] {
  const given = line.discounts.filter((each) => !ofQuote.has(each.code) && !isZero(exact(each.amount)))
  return [
    ...(line.optional ? [labels.optional] : []),
    ...(line.type === undefined || line.type === 'ONE_TIME' ? [] : [line.planName]),
    ...termOf(line, labels, written),
    ...(line.trialDays ? [filled(labels.trialNote, { days: written.span(line.trialDays, 'day') })] : []),
    ...given.map((each) => `${each.name} −${written.amount(each.amount)}`),
    ...(line.notes ? [line.notes] : []),
  ]
}

/** From when to when a recurring line runs. */
export function termOf({ type, serviceTerm }: QuoteLine, labels: Labels, written: Written): string[] {
  if (type !== 'RECURRING' || !serviceTerm) return []
  const { start, end, evergreen } = serviceTerm
  const days = { start: written.shortDay(start), end: written.shortDay(dayBefore(end)) }
  return [filled(evergreen ? labels.noEndNote : labels.termNote, days)]
}

function quantityOf(quantity: string, unit: string | undefined, { labels, written }: Means): string {
  if (!unit || unit === 'piece') return written.quantity(quantity)
  // Units are the company's own words. A word stands in an English document only, where its plural is simple.
  const word = /^[a-z]+$/.test(unit)
  if (word && labels.plural === '') return written.quantity(quantity)
  const several = word && !/^1(\.0*)?$/.test(quantity)
  return `${written.quantity(quantity)}\u00a0${unit}${several ? labels.plural : ''}`
}

/** "month", "3 months": in the language of the document. */
export function intervalIn(interval: string, labels: Labels, written: Written): string {
  if (interval in labels) return labels[interval as 'month']
  const [, count, unit = ''] = /^(\d+) (day|week|month|year)s?$/.exec(interval) ?? []
  return count === undefined ? interval : written.span(Number(count), unit)
}

/** Terms end before their last day begins; people read the last day that belongs to them. */
function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}
