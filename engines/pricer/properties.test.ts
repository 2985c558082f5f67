import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDecimal } from '../money/index.ts'
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
