import { requestLines } from '../../../contract/priced-quote.ts'
import type { Quote, QuoteLine } from '../../../contract/quotes.ts'
import { everything, type Sight } from '../../../contract/sight.ts'
import type { PriceContext, RequestLine } from '../../../engines/pricer/types.ts'
import type { FromPricer, ToPricer } from './pricer.worker.ts'
import type { Header, Prices, Sums } from './quote-pricer.ts'

/** What the prices of the quote come from, as the server sends it. */
export type Source = { header: Header; context: PriceContext }
/** Where the pricer runs: a worker, or in tests the very same functions. */
export type Bench = {
  /** `first` hears the totals before the lines are there. */
  send(message: ToPricer, first?: (sums: Sums) => void): Promise<FromPricer>
  close(): void
}
/** Amounts that stand in for the server's until it has answered. */
export type InstantPrices = Omit<Prices, 'lines'> & { lines: ReadonlyMap<string, Partial<QuoteLine>> }

/**
 * Prices states of one quote in the browser. Knows what the server was last told, sends the pricer the difference, and
 * says nothing where it cannot know: a product it has no price of, or another customer, currency, book or revision.
 */
export function createInstantPricing(load: (quote: Quote) => Promise<Source>, open: () => Bench) {
  let bench: Bench | undefined
  let source: { key: string; header: Header; plans: Set<string> } | undefined
  let asked: readonly RequestLine[] = []
  let amounts = new Map<string, Partial<QuoteLine>>()
  let turn: Promise<unknown> = Promise.resolve()

  async function start(quote: Quote): Promise<void> {
    source = undefined
    const sight = sightHere(quote)
    if (!sight) return
    const { header, context } = await load(quote)
    const lines = linesOf(quote)
    bench ??= open()
    const answer = await bench.send({ start: { header, context, lines, sight } })
    if (!('started' in answer)) return
    asked = lines
    amounts = new Map()
    source = { key: keyOf(quote), header, plans: new Set(context.plans.map((plan) => plan.code)) }
  }

  async function next(quote: Quote, first?: (sums: Sums) => void): Promise<InstantPrices | undefined> {
    if (!source || !bench || source.key !== keyOf(quote)) return undefined
    const lines = linesOf(quote)
    const { changed, gone, fresh } = difference(asked, lines)
    if (fresh.some((line) => !source?.plans.has(line.plan))) return undefined
    asked = lines
    const header = { ...source.header, manualDiscounts: quote.manualDiscounts }
    const answer = await bench.send({ next: { header, lines: changed, gone } }, first)
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
    price: (quote: Quote, first?: (sums: Sums) => void) => inTurn(() => next(quote, first)),
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

/** What is asked differently, no more, or for the first time. The same question is the same object. */
function difference(before: readonly RequestLine[], after: readonly RequestLine[]) {
  const inPlace =
    before.length === after.length && before.every((line, place) => line.id === after[place]?.id)
  if (inPlace) return { changed: after.filter((line, at) => line !== before[at]), gone: [], fresh: [] }
  const old = new Map(before.map((line) => [line.id, line]))
  const there = new Set(after.map((line) => line.id))
  return {
    changed: after.filter((line) => old.get(line.id) !== line),
    gone: before.flatMap(({ id: line }) => (there.has(line) ? [] : [line])),
    fresh: after.filter((line) => !old.has(line.id)),
  }
}

/**
 * Costs and floors that may not be seen never came here; margins are made here of costs. Where margins are seen and
 * costs are not, only the server can say them: nothing is priced here.
 */
function sightHere({ totals }: Quote): Sight | undefined {
  if (totals.margin !== undefined && totals.cost === undefined) return undefined
  return { ...everything, margin: totals.margin !== undefined }
}

function linesOf(quote: Quote): RequestLine[] {
  return requestLines(quote.lines, (line) => line.status === 'CANCELLED' || line.status === 'REJECTED')
}

/** What the prices were looked up for. */
function keyOf(quote: Quote): string {
  const { revision, asOf, currency, priceBook, customer, term, discountCodes, shippingMethod } = quote
  return JSON.stringify([revision, asOf, currency, priceBook, customer?.id, term, discountCodes, shippingMethod, quote.shippingAmount]) // biome-ignore format: one line
}
