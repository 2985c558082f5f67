import { describe, expect, it } from 'vitest'
import { amountsOf } from '../../../contract/priced-quote.ts'
import type { Quote } from '../../../contract/quotes.ts'
import { shownFields } from '../../../contract/sight.ts'
import { price } from '../../../engines/pricer/index.ts'
import { busyShop } from '../../../engines/pricer/testing/quotes.ts'
import { guess } from '../store/guess.ts'
import { sampleQuote } from '../store/sample-quote.ts'
import { createInstantPricing } from './instant-prices.ts'
import type { FromPricer, ToPricer } from './pricer.worker.ts'
import { createQuotePricer } from './quote-pricer.ts'
import { withPrices } from './with-prices.ts'

const context = busyShop()
const sight = { cost: true, margin: false, floor: true }
const header = { currency: 'USD', asOf: '2026-11-20T12:00:00Z', customer: { id: 'acme', segments: ['retail'], region: 'DE', taxStatus: 'TAXABLE' as const }, discountCodes: [] } // biome-ignore format: one line
const lines = ['WORKSTATION', 'SEAT', 'CABLE'].map((product, index) => ({
  id: `lin_line000${index}` as const,
  product,
  plan: product.toLowerCase(),
  quantity: '3',
}))

/** The quote with the amounts a server would have answered: the same pricer, from nothing. */
function answered(quote: Quote): Quote {
  const asked = quote.lines.map(({ id, product, plan, quantity, manualDiscounts }) => ({ id, product, plan, quantity, manualDiscounts })) // biome-ignore format: one line
  const priced = price({ ...header, lines: asked }, context)
  return {
    ...quote,
    totals: shownFields(sight, priced.totals),
    lines: quote.lines.map((line, at) => {
      const made = priced.lines[at]
      return made ? { ...line, ...amountsOf(made, sight) } : line
    }),
  }
}

/** The worker's functions, without the worker. */
function bench() {
  let pricer: ReturnType<typeof createQuotePricer> | undefined
  return {
    send: async (message: ToPricer): Promise<FromPricer> => {
      if ('start' in message) pricer = createQuotePricer(message.start)
      else if (pricer) return { prices: pricer(message.next).prices() }
      return { started: true }
    },
    close: () => {},
  }
}

const quote = answered({ ...sampleQuote(lines), currency: 'USD', asOf: header.asOf })
const edits = [
  { type: 'setQuantity', line: 'lin_line0001', quantity: '25' },
  { type: 'applyDiscount', line: 'lin_line0000', discount: { id: 'dis_mine0000', type: 'PERCENTAGE', value: '7.5', reason: 'volume' } }, // biome-ignore format: one line
  { type: 'setQuantity', line: 'lin_line0002', quantity: '120' },
] as const

describe('amounts in the browser', () => {
  it('are after each edit what the server will say, to the cent', async () => {
    const pricing = createInstantPricing(async () => ({ header, context }), bench)
    await pricing.settle(quote)
    let edited = quote
    for (const edit of edits) {
      edited = guess(edited, edit)
      const prices = await pricing.price(edited)
      if (!prices) throw new Error('nothing was priced')
      const shown = withPrices(edited, prices)
      const server = answered(edited)
      expect(shown.totals).toEqual(server.totals)
      expect(shown.lines).toEqual(server.lines)
    }
  })

  it('come to the same when a line is removed', async () => {
    const pricing = createInstantPricing(async () => ({ header, context }), bench)
    await pricing.settle(quote)
    const edited = guess(quote, { type: 'removeLine', line: 'lin_line0000' })
    const prices = await pricing.price(edited)
    expect(prices?.totals.net).toBe(answered(edited).totals.net)
  })

  it('are left to the server where it alone can know them', async () => {
    const pricing = createInstantPricing(async () => ({ header, context }), bench)
    expect(await pricing.price(quote)).toBeUndefined()
    await pricing.settle(quote)
    expect(await pricing.price({ ...quote, currency: 'EUR' })).toBeUndefined()
    const strange = {
      ...quote,
      lines: [...quote.lines, { ...quote.lines[0], id: 'lin_new00000', plan: 'unknown' }],
    }
    expect(await pricing.price(strange as Quote)).toBeUndefined()
  })
})
