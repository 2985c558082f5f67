import type { Quote, QuoteLine } from '../../contract/quotes.ts'
import { add, exact, isZero, multiply, subtract, toPlaces } from '../../engines/money/index.ts'
import { filled, type Labels } from './labels.ts'
import type { Written } from './written.ts'

/** The lines of one kind of charge, in the groups people made. */
export type Section = { title: string; note?: string; unitColumn: string; groups: LineGroup[]; total: string }
export type LineGroup = { name?: string; lines: Row[]; subtotal?: string }
export type Row = {
  position: string
  name: string
  notes: string[]
  quantity: string
  unitPrice: string
  discount: string
  amount: string
  /** Struck out of the sums: an optional line. */
  aside: boolean
  parts: { quantity: string; name: string; amount: string }[]
}

type Kind = NonNullable<QuoteLine['type']>

/** One-time, recurring and usage charges apart, each line with what it consists of under it. */
export function sectionsOf(quote: Quote, labels: Labels, written: Written): Section[] {
  const titles: Record<Kind, string> = {
    ONE_TIME: labels.oneTime,
    RECURRING: labels.recurring,
    USAGE: labels.usage,
  }
  const families = familiesOf(quote.lines)
  const numbered = new Map(families.map((family, index) => [family.head.id, String(index + 1)]))
  return (['ONE_TIME', 'RECURRING', 'USAGE'] as const).flatMap((kind) => {
    const own = families.filter((family) => (family.head.type ?? 'ONE_TIME') === kind)
    if (own.length === 0) return []
    const groups = groupsOf(own, quote).map(({ name, families: inside }) => ({
      ...(name === undefined
        ? {}
        : { name, subtotal: written.amount(sum(inside.filter(isCounted).map(amountOf), quote)) }),
      lines: inside.map((family) =>
        rowOf(family, numbered.get(family.head.id) ?? '', { quote, labels, written }),
      ),
    }))
    const counted = kind === 'USAGE' ? own : own.filter(isCounted)
    return {
      title: titles[kind],
      ...(kind === 'USAGE' ? { note: labels.usageNote } : {}),
      unitColumn: kind === 'RECURRING' ? labels.perPeriod : labels.unitPrice,
      groups,
      total: written.amount(sum(counted.map(amountOf), quote)),
    }
  })
}

/** A line with everything below it that is charged in the same way; what is charged otherwise stands by itself. */
type Family = { head: QuoteLine; parts: QuoteLine[] }

function familiesOf(lines: readonly QuoteLine[]): Family[] {
  const families = new Map<string, Family>()
  const home = new Map<string, string>()
  for (const line of lines) {
    if (line.status === 'CANCELLED') continue
    const head = line.parent === undefined ? undefined : home.get(line.parent)
    const family = head === undefined ? undefined : families.get(head)
    if (family && (family.head.type ?? 'ONE_TIME') === (line.type ?? 'ONE_TIME')) {
      family.parts.push(line)
      home.set(line.id, family.head.id)
    } else {
      families.set(line.id, { head: line, parts: [] })
      home.set(line.id, line.id)
    }
  }
  return [...families.values()]
}

function groupsOf(families: Family[], quote: Quote): { name?: string; families: Family[] }[] {
  const loose = families.filter(({ head }) => !quote.groups.some((group) => group.id === head.group))
  const named = quote.groups.flatMap((group) => {
    const inside = families.filter(({ head }) => head.group === group.id)
    return inside.length === 0 ? [] : [{ name: group.name, families: inside }]
  })
  return loose.length === 0 ? named : [{ families: loose }, ...named]
}

const isCounted = ({ head }: Family) => head.counted

/** After the discounts of the line itself; what is taken off the whole quote stands below, once. */
function ownAmount(line: QuoteLine): string {
  return line.gross === undefined ? '0' : plain(subtract(exact(line.gross), exact(line.discount ?? '0')))
}

function amountOf({ head, parts }: Family): string {
  return plain([head, ...parts].reduce((total, line) => add(total, exact(ownAmount(line))), exact('0')))
}

function rowOf(
  family: Family,
  position: string,
  { quote, labels, written }: { quote: Quote; labels: Labels; written: Written },
): Row {
  const { head, parts } = family
  const discounts = [head, ...parts].reduce(
    (total, line) => add(total, exact(line.discount ?? '0')),
    exact('0'),
  )
  const interval = head.type === 'RECURRING' && head.interval ? ` / ${intervalIn(head.interval, labels)}` : ''
  const price = unitPriceOf(family)
  const unpriced = head.gross === undefined
  return {
    position,
    name: head.productName,
    notes: notesOf(head, { quote, labels, written }),
    quantity: quantityOf(head.effectiveQuantity ?? head.quantity, head.unit, written),
    unitPrice: price === undefined ? '' : `${written.amount(price)}${interval}`,
    discount: isZero(discounts) ? '' : `−${written.amount(plain(discounts))}`,
    amount: unpriced ? '–' : written.amount(sum([amountOf(family)], quote)),
    aside: !head.counted && head.type !== 'USAGE',
    parts:
      parts.length === 0
        ? []
        : [...ownPart(family, written), ...parts.map((part) => partOf(part, labels, written))],
  }
}

/** What one of it costs before discounts, with everything chosen; where tiers or percentages make the price, none. */
function unitPriceOf({ head, parts }: Family): string | undefined {
  if (head.unitPrice === undefined) return undefined
  let total = exact(head.unitPrice)
  for (const part of parts) {
    // Parts of parts are multiplied by what stands between; only direct parts add up this simply.
    if (part.unitPrice === undefined || !part.perParent || part.parent !== head.id) return undefined
    total = add(total, multiply(exact(part.unitPrice), exact(part.quantity)))
  }
  return plain(total)
}

/** The machine itself, first among what it consists of, so that the parts add up to the line. */
function ownPart({ head }: Family, written: Written): Row['parts'] {
  if (isZero(exact(ownAmount(head)))) return []
  const quantity = written.quantity(head.effectiveQuantity ?? head.quantity)
  return [{ quantity, name: head.productName, amount: written.amount(ownAmount(head)) }]
}

function partOf(part: QuoteLine, labels: Labels, written: Written): Row['parts'][number] {
  const amount = ownAmount(part)
  return {
    quantity: written.quantity(part.effectiveQuantity ?? part.quantity),
    name: part.productName,
    amount: isZero(exact(amount)) ? labels.included : written.amount(amount),
  }
}

function notesOf(
  line: QuoteLine,
  { labels, written }: { quote: Quote; labels: Labels; written: Written },
): string[] {
  const given = line.discounts.filter(
    (each) => line.discount !== undefined && !isZero(exact(line.discount)) && each.name,
  )
  const plan = line.type === 'ONE_TIME' ? [] : [line.planName]
  const term = line.serviceTerm
    ? [
        filled(labels.termNote, {
          start: written.day(line.serviceTerm.start),
          end: written.day(dayBefore(line.serviceTerm.end)),
        }),
      ]
    : []
  return [
    ...(line.optional ? [labels.optional] : []),
    ...plan,
    ...(line.type === 'RECURRING' ? term : []),
    ...given.map((each) => `${each.name} −${written.amount(each.amount)}`),
    ...(line.notes ? [line.notes] : []),
  ]
}

function quantityOf(quantity: string, unit: string | undefined, written: Written): string {
  return unit && unit !== 'piece' ? `${written.quantity(quantity)} ${unit}` : written.quantity(quantity)
}

/** "month", "3 months": in the language of the document where it is a single one. */
export function intervalIn(interval: string, labels: Labels): string {
  return interval in labels ? labels[interval as 'month'] : interval
}

/** Terms end before their last day begins; people read the last day that belongs to them. */
function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

function sum(amounts: readonly string[], quote: Quote): string {
  const places = (quote.totals.total.split('.')[1] ?? '').length
  return toPlaces(
    amounts.reduce((total, each) => add(total, exact(each)), exact('0')),
    places,
  )
}

const plain = (value: ReturnType<typeof exact>) => toPlaces(value, 0)
