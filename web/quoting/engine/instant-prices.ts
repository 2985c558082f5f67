import { requestLines } from '../../../contract/priced-quote.ts'
import type { Quote, QuoteLine } from '../../../contract/quotes.ts'
import type { PriceContext, RequestLine } from '../../../engines/pricer/types.ts'
import type { FromPricer, ToPricer } from './pricer.worker.ts'
import type { Header, Prices } from './quote-pricer.ts'

/** What the prices of the quote come from, as the server sends it. */
export type Source = { header: Header; context: PriceContext }
/** Where the pricer runs: a worker, or in tests the very same functions. */
export type Bench = { send(message: ToPricer): Promise<FromPricer>; close(): void }
/** Amounts that stand in for the server's until it has answered. */
export type InstantPrices = Omit<Prices, 'lines'> & { lines: ReadonlyMap<string, Partial<QuoteLine>> }

/**
 * Prices states of one quote in the browser. Knows what the server was last told, sends the pricer the difference, and
 * says nothing where it cannot know: a product it has no price of, or another customer, currency, book or revision.
 */
export function createInstantPricing(load: (quote: Quote) => Promise<Source>, open: () => Bench) {
  let bench: Bench | undefined
  let source: { key: string; header: Header; plans: Set<string> } | undefined
  let asked = new Map<string, RequestLine>()
  let amounts = new Map<string, Partial<QuoteLine>>()
  let turn: Promise<unknown> = Promise.resolve()

  async function start(quote: Quote): Promise<void> {
    const { header, context } = await load(quote)
    const lines = linesOf(quote)
    bench ??= open()
    source = undefined
    const seesCosts = quote.totals.margin !== undefined
    const answer = await bench.send({ start: { header, context, lines, seesCosts } })
    if (!('started' in answer)) return
    asked = new Map(lines.map((line) => [line.id, line]))
    amounts = new Map()
    source = { key: keyOf(quote), header, plans: new Set(context.plans.map((plan) => plan.code)) }
  }

  async function next(quote: Quote): Promise<InstantPrices | undefined> {
    if (!source || !bench || source.key !== keyOf(quote)) return undefined
    const lines = linesOf(quote)
    if (lines.some((line) => !asked.has(line.id) && !source?.plans.has(line.plan))) return undefined
    const changed = lines.filter((line) => asked.get(line.id) !== line)
    const there = new Set(lines.map((line) => line.id))
    const gone = [...asked.keys()].filter((id) => !there.has(id))
    for (const id of gone) asked.delete(id)
    for (const line of changed) asked.set(line.id, line)
    const header = { ...source.header, manualDiscounts: quote.manualDiscounts }
    const answer = await bench.send({ next: { header, lines: changed, gone } })
    if (!('prices' in answer)) {
      source = undefined
      return undefined
    }
    for (const [id, line] of answer.prices.lines) amounts.set(id, line)
    return { ...answer.prices, lines: amounts }
  }

  /** One after the other: the pricer has one state. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = turn.then(work)
    turn = result.catch(() => {})
    return result
  }

  return {
    /** The amounts of a state of the quote, of the lines those that were not as the server last said. */
    price: (quote: Quote) => inTurn(() => next(quote)),
    /** The server has said all there is: its amounts stand, and the next state is priced from here. */
    settle: (quote: Quote) =>
      inTurn(async () => {
        amounts = new Map()
        const ready = source?.key === keyOf(quote) && (await next(quote))
        amounts = new Map()
        if (!ready) await start(quote)
      }),
    close: () => bench?.close(),
  }
}
export type InstantPricing = ReturnType<typeof createInstantPricing>

function linesOf(quote: Quote): RequestLine[] {
  return requestLines(quote.lines, (line) => line.status === 'CANCELLED' || line.status === 'REJECTED')
}

/** What the prices were looked up for. */
function keyOf(quote: Quote): string {
  const { revision, asOf, currency, priceBook, customer, term, discountCodes, shippingMethod } = quote
  return JSON.stringify([revision, asOf, currency, priceBook, customer?.id, term, discountCodes, shippingMethod, quote.shippingAmount]) // biome-ignore format: one line
}
