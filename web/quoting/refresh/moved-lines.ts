import type { Command, Quote, QuoteLine } from '../../../contract/quotes.ts'
import { add, exact, toPlaces } from '../../../engines/money/index.ts'

export type Moved = {
  id: QuoteLine['id']
  name: string
  before: string
  after: string
  /** Quoted at a price that can stay; what is given back follows from its contract. */
  canKeep: boolean
}

/** Lines that would cost something else, each with its parts: what is kept is kept as a whole. */
export function movedLines(quote: Pick<Quote, 'lines'>, fresh: Pick<Quote, 'lines'>): Moved[] {
  const [before, after] = [familyNets(quote.lines), familyNets(fresh.lines)]
  const next = new Map(fresh.lines.map((line) => [line.id, line]))
  return quote.lines.flatMap((line) => {
    const same = next.get(line.id)
    if (line.parent !== undefined || !same) return []
    const [was, is] = [before.get(line.id) ?? '0', after.get(line.id) ?? '0']
    if (was === is && same.unitPrice === line.unitPrice) return []
    const canKeep = line.unitPrice !== undefined && !line.givesBack
    return { id: line.id, name: line.productName, before: was, after: is, canKeep }
  })
}

/** Takes the revision over; what is kept keeps the price it was quoted with, as the server has it. */
export function refreshCommands(revision: number, kept: ReadonlySet<Moved['id']>): Command[] {
  return [
    { type: 'setQuote', fields: { revision } },
    ...[...kept].map((line): Command => ({ type: 'setLine', line, fields: { keepPrice: true } })),
  ]
}

/** The net of each line with all its parts, which stand behind it. */
function familyNets(lines: readonly QuoteLine[]): Map<string, string> {
  const roots = new Map<string, string>()
  const nets = new Map<string, string>()
  for (const { id, parent, net } of lines) {
    const root = (parent && roots.get(parent)) ?? id
    roots.set(id, root)
    const [sum, own] = [nets.get(root), net ?? '0']
    const places = (own.split('.')[1] ?? '').length
    nets.set(root, sum === undefined ? own : toPlaces(add(exact(sum), exact(own)), places))
  }
  return nets
}
