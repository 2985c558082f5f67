import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { parseDecimal, place } from '../money/index.ts'
import {
  change,
  type Policy,
  type PriceChange,
  type Priced,
  type PriceRequest,
  price,
  replay,
  requestOf,
} from './index.ts'
import { busyShop, someLine, someRequest } from './testing/quotes.ts'
import { list, quote, shop } from './testing/shop.ts'

vi.setConfig({ testTimeout: 60_000 })

const policies: fc.Arbitrary<Partial<Policy>> = fc.record(
  {
    taxRounding: fc.constantFrom('RATE', 'LINE'),
    inclusiveSplit: fc.constantFrom('TAX_FIRST', 'NET_FIRST'),
    stacking: fc.constantFrom('STACK_WITH_BEST', 'EXCLUSIVE', 'LOWEST_TOTAL', 'FIRST'),
    minimums: fc.constantFrom('ORIGINAL', 'RUNNING'),
    lineRounding: fc.constantFrom('LINE', 'UNIT'),
    percentages: fc.constantFrom('COMPOUND', 'ADDITIVE'),
    shippingTax: fc.constantFrom('OWN_CATEGORY', 'SPLIT_BY_GOODS'),
    rounding: fc.constantFrom('HALF_UP', 'HALF_EVEN', 'DOWN'),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Partial<Policy>>

const cents = (text: string) =>
  (parseDecimal(text)?.n ?? 0n) * 10n ** BigInt(2 - (parseDecimal(text)?.scale ?? 0))
const sum = (texts: string[]) => texts.reduce((total, text) => total + cents(text), 0n)

describe('incremental pricing', () => {
  const someChange = fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .nat(8)
        .chain((at) => someLine(`L${at}`, at === 0 ? [] : ['L0']))
        .map((line): PriceChange => ({ lines: { [line.id]: line } })),
    },
    { weight: 1, arbitrary: fc.nat(8).map((at): PriceChange => ({ lines: { [`L${at}`]: null } })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<PriceChange>(
        { request: { discountCodes: ['SHARED'] } },
        { request: { discountCodes: [] } },
      ),
    },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 0, max: 90 }).map(
        (value): PriceChange => ({
          request: {
            manualDiscounts: [{ id: 'q', type: 'FIXED_AMOUNT', value: String(value), reason: 'test' }],
          },
        }),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.shuffledSubarray(['L3', 'L1', 'L0', 'L2']).map((order): PriceChange => ({ order })),
    },
  )

  test('gives after any changes the same bytes as pricing from nothing, and leaves the former result as it was', () => {
    fc.assert(
      fc.property(
        someRequest,
        policies,
        fc.array(someChange, { minLength: 1, maxLength: 6 }),
        (request, policy, changes) => {
          const context = busyShop(policy)
          let priced = price(request, context)
          for (const each of changes) {
            const before = JSON.stringify(priced)
            const next = change(priced, each, context)
            expect(JSON.stringify(next)).toBe(JSON.stringify(price(requestOf(next), busyShop(policy))))
            expect(JSON.stringify(priced)).toBe(before)
            priced = next
          }
        },
      ),
      { numRuns: 100 },
    )
  }, 60_000)

  test('prices twice to the same bytes', () => {
    fc.assert(
      fc.property(someRequest, (request) => {
        expect(JSON.stringify(price(request, busyShop()))).toBe(JSON.stringify(price(request, busyShop())))
      }),
      { numRuns: 30 },
    )
  })
})

describe('every quote', () => {
  const anyQuote = (check: (priced: Priced, request: PriceRequest, policy: Partial<Policy>) => void) =>
    fc.assert(
      fc.property(someRequest, policies, (request, policy) =>
        check(price(request, busyShop(policy)), request, policy),
      ),
      { numRuns: 150 },
    )

  test('adds up: lines and charges are the totals, line taxes the tax, shares the discount', () => {
    anyQuote(({ lines, charges, totals, taxes }) => {
      const counted = lines.filter((line) => line.counted)
      expect(sum([...counted.map((line) => line.net), ...charges.map((charge) => charge.net)])).toBe(
        cents(totals.net),
      )
      expect(sum([...counted.map((line) => line.tax), ...charges.map((charge) => charge.tax)])).toBe(
        cents(totals.tax),
      )
      expect(sum(taxes.map((group) => group.amount))).toBe(cents(totals.tax))
      expect(sum(counted.map((line) => line.quoteDiscount))).toBe(cents(totals.quoteDiscount))
      expect(sum([totals.net, totals.tax])).toBe(cents(totals.total))
      expect(sum([totals.oneTime, totals.recurring, ...charges.map((charge) => charge.net)])).toBe(
        cents(totals.net),
      )
      for (const line of lines) {
        expect(sum([line.net, line.tax])).toBe(cents(line.total))
        expect(cents(line.gross) - cents(line.discount)).toBe(cents(line.amount))
      }
    })
  })

  test('has no line below zero or below its floor', () => {
    anyQuote(({ lines }) => {
      for (const line of lines) {
        expect(cents(line.amount) >= 0n).toBe(true)
        if (
          line.floor &&
          line.counted &&
          /^\d+$/.test(line.quantity) &&
          cents(line.gross) >= cents(line.floor) * BigInt(line.quantity)
        ) {
          expect(cents(line.amount) >= cents(line.floor) * BigInt(line.quantity)).toBe(true)
        }
      }
    })
  })

  test('turned round costs the same with the other sign', () => {
    const turned = (text: string) =>
      /^0\.?0*$/.test(text) ? text : text.startsWith('-') ? text.slice(1) : `-${text}`
    // Charges are not given back, percentages and shared tiers look at the whole quote, and half down stays down.
    const mirrored = (policy: Partial<Policy>) => ({
      ...busyShop({ ...policy, minimums: 'ORIGINAL' }),
      surcharges: [],
      rules: busyShop().rules.filter(({ code }) => code !== 'big'),
      discounts: busyShop().discounts.filter(({ minOrderValue }) => minOrderValue === undefined),
    })
    const sold = fc
      .array(fc.tuple(fc.constantFrom('workstation', 'cable'), fc.integer({ min: 1, max: 400 })), {
        minLength: 1,
        maxLength: 6,
      })
      .map((lines) =>
        lines.map(([plan, count], index) => ({ id: `L${index}`, product: plan.toUpperCase(), plan, count })),
      )
    fc.assert(
      fc.property(sold, policies, fc.boolean(), (lines, policy, coded) => {
        const request = (sign: '' | '-'): PriceRequest => ({
          currency: 'USD',
          asOf: '2026-11-20T12:00:00Z',
          customer: { id: 'acme', segments: ['retail'], region: 'DE', taxStatus: 'TAXABLE' },
          discountCodes: coded ? ['SHARED'] : [],
          lines: lines.map(({ count, ...line }) => ({
            ...line,
            quantity: `${sign}${count}`,
            ...(sign ? { amends: 'former' } : {}),
          })),
        })
        const there = price(request(''), mirrored(policy))
        const back = price(request('-'), mirrored(policy))
        const { net, tax, total, discount } = there.totals
        expect(back.totals).toMatchObject({
          net: turned(net),
          tax: turned(tax),
          total: turned(total),
          discount: turned(discount),
        })
        expect(back.lines.map((line) => line.total)).toEqual(there.lines.map((line) => turned(line.total)))
      }),
      { numRuns: 100 },
    )
  }, 30_000)

  test('shares what a discount takes within a cent of the exact share, and never above its cap', () => {
    anyQuote(({ steps }) => {
      for (const step of steps) {
        if (step.step !== 'quoteDiscount' || step.rejected) continue
        const parts = step.parts ?? []
        const whole = sum(parts.map((part) => part.weight ?? '0'))
        const amount = cents(step.rounded ?? '0')
        expect(sum(parts.map((part) => part.share ?? '0'))).toBe(amount)
        if (step.source?.code === 'SHARED') expect(amount <= 25000n).toBe(true)
        for (const { weight = '0', share = '0', cap } of parts) {
          if (cap !== undefined) expect(cents(share) <= cents(cap)).toBe(true)
          else if (whole === 0n) expect(cents(share)).toBe(0n)
          else {
            const distance = cents(share) * whole - amount * cents(weight)
            expect(distance < whole && -distance < whole).toBe(true)
          }
        }
      }
    })
  }, 30_000)

  test('follows from its own trace', () => {
    anyQuote((priced) => {
      expect(replay(JSON.parse(JSON.stringify(priced))).differences).toEqual([])
    })
  })

  test('has totals that do not depend on the order of its lines or of the rows of a table', () => {
    anyQuote((priced, request, policy) => {
      // Shares go to the earlier line on a tie, and nets of contained taxes with them; totals stay.
      const turned = price({ ...request, lines: [...request.lines].reverse() }, turnedShop(policy))
      const { total, subtotal, discount, tax, net } = priced.totals
      expect(turned.totals).toMatchObject({ total, subtotal, discount, tax, net })
    })
  })
})

describe('a graduated price', () => {
  test('never falls when the quantity grows; a volume price may, at a break', () => {
    const tiers = fc
      .array(
        fc.tuple(
          fc.integer({ min: 1, max: 40 }),
          fc.integer({ min: 0, max: 500 }),
          fc.integer({ min: 0, max: 90 }),
        ),
        { minLength: 1, maxLength: 5 },
      )
      .map((rows) => {
        let from = 0
        return rows.map(([size, unit, flat], index) => {
          const tier = {
            from: String(from),
            unitAmount: place(BigInt(unit), 2),
            flatAmount: place(BigInt(flat), 2),
          }
          from += size
          return index === rows.length - 1 ? tier : { ...tier, to: String(from) }
        })
      })
    const amount = (model: 'GRADUATED' | 'VOLUME', rows: never, quantity: number) => {
      const context = shop({ prices: [list('workstation', { model, tiers: rows })] })
      return cents(price(quote([['WORKSTATION', String(quantity)]]), context).totals.total)
    }
    fc.assert(
      fc.property(tiers, fc.integer({ min: 1, max: 200 }), (rows, quantity) => {
        expect(
          amount('GRADUATED', rows as never, quantity + 1) >= amount('GRADUATED', rows as never, quantity),
        ).toBe(true)
      }),
    )
    const rows = [
      { from: '1', to: '10', unitAmount: '10' },
      { from: '10', unitAmount: '8' },
    ] as never
    expect([amount('VOLUME', rows, 9), amount('VOLUME', rows, 10)]).toEqual([9000n, 8000n])
  }, 30_000)
})

function turnedShop(policy: Partial<Policy>) {
  const context = busyShop(policy)
  return {
    ...context,
    prices: context.prices.toReversed(),
    rules: context.rules.toReversed(),
    discounts: context.discounts.toReversed(),
    taxes: context.taxes.toReversed(),
    surcharges: context.surcharges.toReversed(),
  }
}
