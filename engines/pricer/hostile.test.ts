import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { change, type PriceContext, type Priced, type PriceRequest, price, waterfall } from './index.ts'
import { discount, list, quote, rule, shop, tax } from './testing/shop.ts'

/** Something is wrong with one line or row; another line is in order and must come out as if nothing were. */
function withBad(line: PriceRequest['lines'][number], context: Partial<PriceContext> = {}): Priced {
  const fine = quote([['WORKSTATION', '2']]).lines
  return price({ ...quote([]), lines: [...fine, { ...line, id: 'BAD' }] }, shop(context))
}
const seat = { id: 'BAD', product: 'SEAT', plan: 'seat', quantity: '1' }
const at = (priced: Priced) => priced.issues.map(({ code, path }) => [code, ...path])

describe('what is wrong is an issue with its place, and the rest of the quote is priced', () => {
  const wrong: [string, Priced, (string | undefined)[]][] = [
    [
      'a formula that divides by zero',
      withBad(
        { ...seat, attributes: { seats: '0' } },
        {
          prices: [
            ...shop().prices.filter(({ plan }) => plan !== 'seat'),
            list('seat', { unitAmount: '10', formula: 'unitPrice / number(attributes.seats)' }),
          ],
        },
      ),
      ['formula.failed', 'lines', 'BAD', 'plan'],
    ],
    [
      'a rate of exchange that is not there',
      withBad(seat, {
        prices: [
          ...shop().prices.filter(({ plan }) => plan !== 'seat'),
          list('seat', { currency: 'CHF', unitAmount: '1' }),
        ],
      }),
      ['rate.missing', 'lines', 'BAD', 'plan'],
    ],
    [
      'a hole between tiers, without a list price to fall back to',
      withBad(
        { ...seat, quantity: '7' },
        {
          prices: [
            ...shop().prices.filter(({ plan }) => plan !== 'seat'),
            list('seat', {
              model: 'VOLUME',
              tiers: [
                { from: '1', to: '5', unitAmount: '3' },
                { from: '10', unitAmount: '2' },
              ],
            }),
          ],
        },
      ),
      ['price.tier-hole', 'lines', 'BAD', 'quantity'],
    ],
    [
      'less than nothing sold',
      withBad({ ...seat, quantity: '-1' }),
      ['quantity.not-positive', 'lines', 'BAD', 'quantity'],
    ],
    [
      'nothing sold',
      withBad({ ...seat, quantity: '0' }),
      ['quantity.not-positive', 'lines', 'BAD', 'quantity'],
    ],
    [
      'a quantity with 13 decimals',
      withBad({ ...seat, quantity: '1.0000000000001' }),
      ['quantity.too-long', 'lines', 'BAD', 'quantity'],
    ],
    [
      'a price of 40 digits',
      withBad(seat, {
        prices: [
          ...shop().prices.filter(({ plan }) => plan !== 'seat'),
          list('seat', { unitAmount: '9'.repeat(40) }),
        ],
      }),
      ['price.invalid', 'lines', 'BAD', 'plan'],
    ],
    [
      'a term that ends before it starts',
      withBad({ ...seat, term: { start: '2027-01-01', end: '2026-01-01' } }),
      ['term.dates-reversed', 'lines', 'BAD', 'term'],
    ],
    [
      'a product nobody sells',
      withBad({ ...seat, product: 'X', plan: 'x' }),
      ['plan.unknown', 'lines', 'BAD', 'plan'],
    ],
  ]
  test.each(wrong)('%s', (_, priced, issue) => {
    expect(at(priced)).toEqual([issue])
    expect(priced.totals.total).toBe('2000.00')
    expect(priced.lines[1]?.counted).toBe(false)
  })

  test('a rule of an unknown kind is left out, and its line costs what it would without', () => {
    const rules = [rule('odd', { kind: 'MAGIC' as never, percentOff: '5', products: ['SEAT'] })]
    const priced = withBad(seat, { rules })
    expect(at(priced)).toEqual([['rule.invalid', 'lines', 'BAD', 'plan']])
    expect(priced.totals.total).toBe('2120.00')
  })

  test('lines counted per unit of a line that is not there, or of each other', () => {
    const parts = quote([
      ['WORKSTATION', '2', { parent: 'nobody', perParent: true }],
      ['WORKSTATION', '3', { parent: 'L3', perParent: true }],
      ['WORKSTATION', '5', { parent: 'L2', perParent: true }],
    ])
    const priced = price(parts, shop())
    expect(at(priced).map(([code, , line]) => [code, line])).toEqual(
      ['L1', 'L2', 'L3'].map((line) => ['parent.invalid', line]),
    )
    expect(priced.totals.total).toBe('10000.00')
  })

  test('a line in another currency is converted aloud where a rate is known', () => {
    const prices = [...shop().prices, list('seat', { code: 'seat-chf', currency: 'CHF', unitAmount: '10' })]
    const rate = { id: 'r', from: 'CHF', to: 'USD', rate: '1.1', day: '2026-11-01', source: 'test' }
    const priced = withBad({ ...seat, price: 'seat-chf' }, { prices, exchangeRates: [rate] })
    expect(at(priced)).toEqual([['currency.mixed', 'lines', 'BAD', 'price']])
    expect(priced.totals.total).toBe('2011.00')
  })

  test('percentages that cover each other in a circle', () => {
    const covers = { products: ['SUPPORT'] }
    const prices = [
      ...shop().prices.filter(({ plan }) => plan !== 'support'),
      list('support', { model: 'PERCENT_OF_TOTAL', percent: '20', covers }),
    ]
    const priced = price(
      quote([
        ['WORKSTATION', '2'],
        ['SUPPORT', '1'],
        ['SUPPORT', '1'],
      ]),
      shop({ prices }),
    )
    expect(at(priced).map(([code, , line]) => [code, line])).toEqual([
      ['percent-of-total.circle', 'L2'],
      ['percent-of-total.circle', 'L3'],
    ])
    expect(priced.totals.total).toBe('2000.00')
  })

  test('taxes, discounts and surcharges whose numbers cannot be read are left out aloud', () => {
    const priced = price(
      quote([['WORKSTATION', '1']]),
      shop({
        taxes: [tax('bad', 'nineteen'), tax('odd', '1', { layer: 'x', amountPerUnit: '?' })],
        discounts: [discount('line', { value: 'ten' }), discount('quote', { value: '', scope: 'QUOTE' })],
        surcharges: [
          {
            code: 'S',
            revision: 1,
            name: 'S',
            kind: 'SURCHARGE',
            scope: 'QUOTE',
            type: 'FIXED_AMOUNT',
            value: '1,5',
            priority: 1,
          },
          {
            code: 'T',
            revision: 1,
            name: 'T',
            kind: 'SURCHARGE',
            scope: 'LINE',
            type: 'PERCENTAGE',
            priority: 1,
          },
        ],
      }),
    )
    expect(priced.issues.map(({ code }) => code).sort()).toEqual([
      'discount.invalid',
      'discount.invalid',
      'surcharge.invalid',
      'surcharge.invalid',
      'tax.invalid',
      'tax.invalid',
    ])
    expect(priced.totals.total).toBe('1000.00')
  })
})

describe('whatever is entered', () => {
  const text = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      'NaN',
      'Infinity',
      '-0',
      '1e9',
      '0x1',
      '1/3',
      '-1',
      '0',
      '1',
      '2.5',
      '99999999999999999999999999',
      '.',
      '१',
      '2027-02-30',
    ),
    fc.string({ maxLength: 12 }),
  )
  const line = fc.record(
    {
      quantity: text,
      term: fc.record({ start: text, end: text }, { requiredKeys: [] }),
      previousQuantity: text,
      parent: fc.constantFrom('L0', 'L1', 'nobody'),
      perParent: fc.boolean(),
      adders: fc.array(
        fc.record(
          { code: text, label: text, unitAmount: text, percent: text },
          { requiredKeys: ['code', 'label'] },
        ),
        { maxLength: 2 },
      ),
      manualDiscounts: fc.array(
        fc.record(
          {
            id: text,
            type: fc.constantFrom('PERCENTAGE', 'FIXED_AMOUNT', 'FIXED_TOTAL'),
            value: text,
            reason: text,
            maxAmount: text,
          },
          { requiredKeys: ['id', 'type', 'value', 'reason'] },
        ),
        { maxLength: 2 },
      ),
      unitPriceOverride: fc.record({ value: text, reason: text }),
      discountCodes: fc.array(text, { maxLength: 2 }),
      price: text,
    },
    { requiredKeys: ['quantity'] },
  )
  const row = fc.record(
    {
      unitAmount: text,
      flatAmount: text,
      percent: text,
      packageSize: text,
      minimumAmount: text,
      cost: text,
      floor: text,
      effectiveFrom: text,
      currency: fc.constantFrom('USD', 'EUR', 'XXQ'),
      model: fc.constantFrom(
        'PER_UNIT',
        'FLAT',
        'GRADUATED',
        'VOLUME',
        'BLOCK',
        'PACKAGE',
        'PERCENTAGE',
        'PERCENT_OF_TOTAL',
        'FIRST_AND_ADDITIONAL',
        'NONE',
      ),
      tiers: fc.array(
        fc.record({ from: text, to: text, unitAmount: text, flatAmount: text }, { requiredKeys: ['from'] }),
        { maxLength: 3 },
      ),
      formula: text,
    },
    { requiredKeys: [] },
  )

  test('no price is thrown away, none is NaN, and a change gives the same bytes', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 4 }),
        row,
        text,
        text,
        text,
        (lines, price1, value, cash, asOf) => {
          const request = {
            ...quote([], {
              prepaid: value,
              manualDiscounts: [{ id: 'q', type: 'PERCENTAGE', value, reason: '' }],
            }),
            asOf: asOf.length > 3 ? asOf : '2026-11-20',
            lines: lines.map((each, index) => ({
              id: `L${index}`,
              product: index % 2 ? 'SEAT' : 'WORKSTATION',
              plan: index % 2 ? 'seat' : 'workstation',
              ...each,
            })),
          } as PriceRequest
          const context = shop({
            prices: [
              list('workstation', price1 as never),
              list('seat', {
                unitAmount: '10',
                type: 'RECURRING',
                recurring: { interval: 'month', intervalCount: 1 },
              }),
            ],
            discounts: [
              discount('d', { value }),
              discount('e', { value, scope: 'QUOTE', minOrderValue: cash }),
            ],
            rules: [rule('r', { percentOff: value }), rule('f', { formula: value })],
            taxes: [tax('t', value)],
            policy: { ...shop().policy, cashStep: cash },
          })
          const priced = price(request, context)
          const bytes = JSON.stringify(priced)
          expect(bytes).not.toMatch(
            /NaN|Infinity|undefined/.test(JSON.stringify([request, context]))
              ? /"total":"NaN/
              : /NaN|Infinity|undefined/,
          )
          expect(priced.totals.total).toMatch(/^-?\d+\.\d\d$/)
          expect(waterfall(priced).length).toBeGreaterThan(0)
          const [first] = request.lines
          const next = { ...(first as PriceRequest['lines'][number]), quantity: value }
          const changed = change(priced, { lines: { L0: next } }, context)
          expect(JSON.stringify(changed)).toBe(
            JSON.stringify(price({ ...request, lines: [next, ...request.lines.slice(1)] }, context)),
          )
        },
      ),
      { numRuns: 300 },
    )
  }, 60_000)
})
