import type { Command, Quote, QuoteLine } from '../../../contract/quotes.ts'

export type Moved = {
  id: QuoteLine['id']
  name: string
  before: string
  after: string
  /** Quoted at a price per unit that can be set. */
  canKeep: boolean
}

/** Lines that would cost something else. */
export function movedLines(quote: Pick<Quote, 'lines'>, fresh: Pick<Quote, 'lines'>): Moved[] {
  const next = new Map(fresh.lines.map((line) => [line.id, line]))
  return quote.lines.flatMap((line) => {
    const after = next.get(line.id)
    if (!after || (after.net === line.net && after.unitPrice === line.unitPrice)) return []
    const canKeep = line.unitPrice !== undefined && line.variable === undefined && !line.included
    return { id: line.id, name: line.productName, before: line.net ?? '0', after: after.net ?? '0', canKeep }
  })
}

/** Takes the revision over; what is kept keeps its unit price, in sight and with its reason. */
export function refreshCommands(
  quote: Pick<Quote, 'lines' | 'revision'>,
  revision: number,
  moved: readonly Moved[],
  kept: ReadonlySet<string>,
): Command[] {
  const prices = new Map(quote.lines.map((line) => [line.id, line.unitPrice]))
  return [
    { type: 'setQuote', fields: { revision } },
    ...moved
      .filter((line) => line.canKeep && kept.has(line.id))
      .map((line): Command => {
        const value = prices.get(line.id) ?? '0'
        const reason = `Price of revision ${quote.revision} kept`
        return { type: 'setLine', line: line.id, fields: { unitPriceOverride: { value, reason } } }
      }),
  ]
}
