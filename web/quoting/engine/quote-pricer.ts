import { amountsOf, quoteDiscountsOf } from '../../../contract/priced-quote.ts'
import type { Quote, QuoteLine } from '../../../contract/quotes.ts'
import { type Sight, shownFields } from '../../../contract/sight.ts'
import { change, headerChange, type PriceContext, type Priced, type PricedLine, type PriceRequest, prepare, price, type RequestLine } from '../../../engines/pricer/index.ts' // biome-ignore format: one line

/** The quote without its lines, as the pricer asks for it. */
export type Header = Omit<PriceRequest, 'lines'>
export type Start = { header: Header; context: PriceContext; lines: RequestLine[]; sight: Sight }
/** The next state: lines that came or are asked for differently, and those that went. */
export type Next = { header: Header; lines: RequestLine[]; gone: string[] }
export type Sums = Pick<Quote, 'totals' | 'taxes'>
/** What became of the amounts: those of the quote, and of the lines those that are other than before. */
export type Prices = Sums &
  Pick<Quote, 'charges' | 'quoteDiscounts'> & { lines: [id: string, amounts: Partial<QuoteLine>][] }

/** The server's pricer over one quote, here: each state is priced from the one before, at the cost of what changed. */
export function createQuotePricer({ header, context, lines, sight }: Start) {
  const prepared = prepare(context)
  let last: Priced = price({ ...header, lines }, prepared)
  let lastHeader = header
  // Made while nobody waits yet, so that the first edit has less to do.
  let known: readonly PricedLine[] | undefined = last.lines

  return (next: Next): { sums: Sums; prices: () => Prices } => {
    const changes: Record<string, RequestLine | null> = {}
    for (const line of next.lines) changes[line.id] = line
    for (const id of next.gone) changes[id] = null
    const request = headerChange(lastHeader, next.header)
    const before = { lines: known, priced: last }
    last = change(last, { lines: changes, ...(request && { request }) }, prepared)
    lastHeader = next.header
    known = undefined

    const sums: Sums = {
      totals: shownFields(sight, last.totals),
      taxes: last.taxes,
    }
    const prices = (): Prices => {
      const former = before.lines ?? before.priced.lines
      known = last.lines
      return {
        ...sums,
        charges: last.charges.flatMap(({ code, name, kind, net, tax, total }) =>
          kind === 'ALLOWANCE' || kind === 'CHARGE' ? [] : [{ code, name, kind, net, tax, total }],
        ),
        quoteDiscounts: quoteDiscountsOf(known),
        lines: changedLines(former, known).map((line) => [line.id, amountsOf(line, sight)]),
      }
    }
    return { sums, prices }
  }
}

/** Lines stand where they stood unless some came or went; then they are looked up. */
function changedLines(former: readonly PricedLine[], lines: readonly PricedLine[]): PricedLine[] {
  let byId: Map<string, PricedLine> | undefined
  return lines.filter((line, place) => {
    let old = former[place]
    if (old?.id !== line.id) {
      byId ??= new Map(former.map((each) => [each.id, each]))
      old = byId.get(line.id)
    }
    return !sameAmounts(old, line)
  })
}

/** Where the whole quote was priced anew, the same amounts come as other objects. */
function sameAmounts(a: PricedLine | undefined, b: PricedLine): boolean {
  if (a === b) return true
  return (
    a !== undefined &&
    amounts.every((name) => a[name] === b[name]) &&
    JSON.stringify([a.discounts, a.taxes, a.term]) === JSON.stringify([b.discounts, b.taxes, b.term])
  )
}

const amounts = ['net', 'tax', 'total', 'gross', 'lineDiscount', 'quoteDiscount', 'listAmount', 'unitPrice', 'listUnitPrice', 'quantity', 'price', 'periodNet', 'counted', 'margin'] as const // biome-ignore format: one list
