import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import {
  amend,
  creditFrom,
  defaultPolicy,
  type Policy,
  price,
  ramp,
  rampPeriods,
  renew,
  replay,
} from '../index.ts'
import { discount, list, quote, shop, tax } from '../testing/shop.ts'
import { dayNumber, dayOf } from './day.ts'

vi.setConfig({ testTimeout: 60_000 })

const cents = (text: string) => BigInt(text.replace('.', ''))
const seats = (quantity: string, more: object = {}) =>
  quote([['SEAT', quantity, { term: { start: '2027-01-31', end: '2028-03-15' }, ...more }]])
const methods: Policy['proration'][] = [
  'WHOLE_TERMS',
  'MONTH',
  'MONTH_AND_DAYS',
  'MONTH_AND_DAYS_30',
  'DAYS',
  'DAYS_30_360',
]

describe('a ramp', () => {
  test('of 39 months in years is 12, 12, 12 and 3, or begins with the short one', () => {
    const months = (short: 'FIRST' | 'LAST') =>
      rampPeriods({ start: '2027-01-31', months: 39, short }).map((period) => period.months)
    expect(months('LAST')).toEqual([12, 12, 12, 3])
    expect(months('FIRST')).toEqual([3, 12, 12, 12])
    expect(rampPeriods({ start: '2027-01-31', months: 2, every: 1 }).map(({ end }) => end)).toEqual([
      '2027-02-28',
      '2027-03-31',
    ])
  })

  test('is a priced line for each period with its own quantity and discount', () => {
    const [seat] = seats('1').lines
    const lines = ramp(seat as NonNullable<typeof seat>, { start: '2027-01-01', months: 30 }, [
      { quantity: '10' },
      { quantity: '20', manualDiscounts: [{ id: 'm', type: 'PERCENTAGE', value: '5', reason: 'growth' }] },
      { manualDiscounts: [] },
    ])
    const priced = price({ ...seats('1'), lines }, shop())
    expect(priced.lines.map(({ id, quantity, factor, net }) => [id, quantity, factor, net])).toEqual([
      ['L1.1', '10', '12', '1200.00'],
      ['L1.2', '20', '12', '2280.00'],
      ['L1.3', '20', '6', '1200.00'],
    ])
  })
})

describe('an amendment', () => {
  const context = (policy: Partial<Policy> = {}) =>
    shop({
      policy: { ...defaultPolicy, ...policy },
      prices: [
        list('seat', {
          unitAmount: '9.97',
          type: 'RECURRING',
          recurring: { interval: 'month', intervalCount: 1 },
        }),
      ],
      discounts: [discount('three', { value: '3' })],
      taxes: [tax('VAT', '19')],
    })

  test('puts a credit on a quote as the very amount, untouched by rules and discounts of today', () => {
    const start = dayNumber('2027-01-31') as number
    const days = fc.integer({ min: 1, max: (dayNumber('2028-03-15') as number) - start - 1 })
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 999 }).map(String), (day, count) => {
        const frozen = context()
        const [line] = price(seats(count), frozen).lines
        const from = dayOf(start + day)
        const credit = line && creditFrom(line, from, frozen.policy)
        if (!credit || 'problem' in credit) throw new Error('no credit')
        const givesBack = credit.amount.replace('-', '')
        const term = { start: from, end: '2028-03-15' }
        const request = quote([['SEAT', `-${count}`, { amends: 'L1', givesBack, term }]])
        const manualDiscounts = [{ id: 'm', type: 'PERCENTAGE' as const, value: '10', reason: 'growth' }]
        const priced = price({ ...request, manualDiscounts }, frozen)
        expect([priced.lines[0]?.net, priced.totals.discount]).toEqual([credit.net, '0.00'])
        expect(replay(priced).same).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  test('that gives back more than it sells is discounted on what it sells', () => {
    const { lines } = quote([
      [
        'SEAT',
        '-500',
        { amends: 'L1', givesBack: '50000', term: { start: '2027-06-01', end: '2028-01-01' } },
      ],
      ['SEAT', '300', { term: { start: '2027-06-01', end: '2028-06-01' } }],
    ])
    const manualDiscounts = [{ id: 'm', type: 'PERCENTAGE' as const, value: '60', reason: 'stay with us' }]
    const priced = price({ ...seats('1'), lines, manualDiscounts }, context())
    const [back, kept] = priced.lines
    expect(back?.net).toBe('-50000.00')
    // 300 × 9.97 × 12, less 3 %, less 60 %.
    expect([kept?.afterLineDiscounts, kept?.quoteDiscount, kept?.amount]).toEqual([
      '34815.24',
      '20889.14',
      '13926.10',
    ])
    expect(replay(priced).same).toBe(true)
  })

  test('gives back exactly what was charged and is not earned, on whatever day it falls', () => {
    const start = dayNumber('2027-01-31') as number
    const days = fc.integer({ min: 0, max: (dayNumber('2028-03-15') as number) - start })
    const quantity = fc.integer({ min: 1, max: 999 }).map(String)
    fc.assert(
      fc.property(days, quantity, fc.constantFrom(...methods), (day, count, proration) => {
        const frozen = context({ proration })
        const [line] = price(seats(count), frozen).lines
        if (!line) throw new Error('no line')
        const credit = creditFrom(line, dayOf(start + day), frozen.policy)
        if ('problem' in credit) throw new Error(credit.problem)
        expect(cents(credit.earned) - cents(credit.net)).toBe(cents(line.net))
        expect(cents(credit.net) <= 0n && cents(credit.earned) >= 0n).toBe(true)
        expect(cents(credit.net) + cents(credit.tax)).toBe(cents(credit.total))
        if (day === 0) expect([credit.earned, cents(credit.total)]).toEqual(['0.00', -cents(line.total)])
      }),
    )
  })

  test('of ten seats to seven from June costs the new state less the credit', () => {
    const original = price(quote([['SEAT', '10', { term: { start: '2027-01-01', months: 12 } }]]), context())
    const [line] = original.lines
    const [seat] = quote([['SEAT', '7']]).lines
    const amended = amend(original, { from: '2027-06-01', lines: { L1: seat ?? null } }, context())
    // 12 months of ten at 9.97 less 3 % are 1160.51; five of them earned are 483.55; seven seats for seven months are 473.87.
    expect(line?.net).toBe('1160.51')
    expect(amended.credits[0]).toMatchObject({ share: '5/12', earned: '483.55', net: '-676.96' })
    expect(amended.remaining.lines[0]).toMatchObject({
      term: { start: '2027-06-01', end: '2028-01-01' },
      net: '473.87',
    })
    expect(amended.totals.net).toBe('-203.09')
  })

  test('of a line that is charged once, or on a day outside the term, says so and leaves the rest', () => {
    const original = price(
      quote([
        ['SEAT', '1'],
        ['WORKSTATION', '1'],
      ]),
      shop(),
    )
    const amended = amend(original, { from: '2031-01-01', lines: { L1: null, L2: null } }, shop())
    expect(amended.issues.map(({ code, path }) => [code, path[1]])).toEqual([
      ['amendment.outside-term', 'L1'],
      ['amendment.no-term', 'L2'],
    ])
    expect(amended.totals.total).toBe('0.00')
  })

  test('earns nothing in a trial', () => {
    const recurring = { interval: 'month' as const, intervalCount: 1, trialPeriodDays: 31 }
    const frozen = shop({ prices: [list('seat', { unitAmount: '10', type: 'RECURRING', recurring })] })
    const [line] = price(quote([['SEAT', '1', { term: { start: '2027-01-01', months: 12 } }]]), frozen).lines
    expect(line?.net).toBe('110.00')
    expect(creditFrom(line as NonNullable<typeof line>, '2027-01-20', frozen.policy)).toMatchObject({
      net: '-110.00',
    })
  })
})

describe('a trial', () => {
  const recurring = { interval: 'month' as const, intervalCount: 1, trialPeriodDays: 31 }
  const frozen = shop({ prices: [list('seat', { unitAmount: '10', type: 'RECURRING', recurring })] })
  const netOf = (term: object, header: object = {}) =>
    price(quote([['SEAT', '1', { term: { start: '2027-01-01', months: 12, ...term } }]], header), frozen)
      .lines[0]?.net

  test('is as long as the line says, or the quote, or the price', () => {
    expect([netOf({}), netOf({ trialDays: 0 }), netOf({ trialDays: 59 })]).toEqual([
      '110.00',
      '120.00',
      '100.00',
    ])
    expect(netOf({}, { term: { trialDays: 59 } })).toBe('100.00')
    expect(netOf({ trialDays: 400 })).toBe('0.00')
  })

  test('given by hand earns nothing either', () => {
    const given = quote([['SEAT', '1', { term: { start: '2027-01-01', months: 12, trialDays: 59 } }]])
    const [line] = price(given, frozen).lines
    expect(creditFrom(line as NonNullable<typeof line>, '2027-02-20', frozen.policy)).toMatchObject({
      net: '-100.00',
    })
  })
})

describe('a renewal', () => {
  const context = shop({ discounts: [discount('CODE', { value: '7', scope: 'QUOTE', automatic: false })] })
  const former = price(
    quote(
      [
        [
          'SEAT',
          '3',
          {
            term: { start: '2026-01-01', months: 7 },
            manualDiscounts: [{ id: 'm', type: 'PERCENTAGE', value: '3.33', reason: 'first' }],
          },
        ],
        ['WORKSTATION', '1'],
      ],
      { discountCodes: ['CODE'] },
    ),
    context,
  )
  const renewed = (how: Parameters<typeof renew>[1]['price'], months = 7) =>
    price(renew(former, { asOf: '2026-07-01T00:00:00Z', months, price: how }), context)

  test('at the same price costs the same to the cent, from the day the former term ends', () => {
    const [line] = renewed({ mode: 'SAME' }).lines
    expect(line).toMatchObject({
      amount: former.lines[0]?.amount,
      term: { start: '2026-08-01', end: '2027-03-01' },
    })
  })

  test('at list price forgets what the rep gave, but takes the codes that still hold', () => {
    expect(renewed({ mode: 'LIST' }).lines[0]).toMatchObject({ gross: '210.00', amount: '195.30' })
  })

  test('with five per cent more is 105 for 100, never above its cap', () => {
    const hundred = price(quote([['SEAT', '10', { term: { start: '2026-01-01', months: 1 } }]]), shop())
    const next = (cap?: string) =>
      price(
        renew(hundred, {
          asOf: '2026-02-01',
          months: 1,
          price: { mode: 'UPLIFT', percent: '5', ...(cap ? { cap } : {}) },
        }),
        shop(),
      ).lines[0]?.amount
    expect([next(), next('10.2')]).toEqual(['105.00', '102.00'])
  })

  test('is for twelve months when nothing is said, and for what recurs only', () => {
    const request = renew(former, { asOf: '2026-07-01', price: { mode: 'LIST' } })
    expect(request.lines.map(({ id, term }) => [id, term])).toEqual([
      ['L1', { start: '2026-08-01', months: 12 }],
    ])
  })
})

describe('what has no end', () => {
  const every = (interval: 'month' | 'year', evergreen = true) =>
    shop({
      prices: [
        list('seat', {
          unitAmount: '31',
          type: 'RECURRING',
          recurring: { interval, intervalCount: 1, evergreen },
        }),
      ],
      taxes: [tax('VAT', '20')],
    })
  const lineOf = (context: ReturnType<typeof shop>, term: object, quoted?: object) =>
    price({ ...quote([['SEAT', '1', { term }]]), ...(quoted && { term: quoted }) }, context)

  test('counts for twelve months in the contract value, which says how much of it that is', () => {
    const context = every('month', false)
    const request = quote([
      ['SEAT', '1', { term: { start: '2027-01-01', evergreen: true } }],
      ['SEAT', '1', { term: { start: '2027-01-01', months: 36 } }],
    ])
    const { totals, lines } = price(request, context)
    expect(totals).toMatchObject({ tcv: '1488.00', evergreen: '372.00', mrr: '62.00' })
    expect(lines.map(({ term }) => term)).toEqual([
      { start: '2027-01-01', end: '2028-01-01', evergreen: true },
      { start: '2027-01-01', end: '2030-01-01' },
    ])
    expect(lines[0]?.steps.find(({ step }) => step === 'term')?.because.join()).toMatch(/has no end/)
    const [, second] = request.lines
    expect(price({ ...request, lines: second ? [second] : [] }, context).totals.evergreen).toBeUndefined()
  })

  test.each([
    ['the price', {}, undefined, true],
    ['the quote, before the price', {}, { months: 24 }, undefined],
    ['the line, before the quote', { evergreen: true }, { months: 24 }, true],
    ['the line, before the price', { months: 6 }, undefined, undefined],
  ])('is so as %s says', (_, term, quoted, evergreen) => {
    expect(lineOf(every('month'), term, quoted).lines[0]?.term?.evergreen).toBe(evergreen)
  })

  test.each([
    ['2027-03-01', 'month', undefined],
    ['2027-03-11', 'month', ['-21.00', '-4.20']],
    ['2031-04-01', 'year', ['-23.25', '-4.65']],
    ['2027-01-01', 'year', undefined],
  ] as const)('gives back on %s what is left of the %s that runs', (from, interval, credited) => {
    const context = every(interval)
    const [line] = lineOf(context, { start: '2027-01-01' }).lines
    const credit = line && creditFrom(line, from, context.policy)
    if (!credit) throw new Error('no line')
    expect('problem' in credit ? undefined : [credit.net, credit.tax]).toEqual(credited)
  })

  test('is not renewed, and stays without an end when it is amended', () => {
    const context = every('month')
    const former = lineOf(context, { start: '2027-01-01' })
    expect(renew(former, { asOf: '2028-01-01', price: { mode: 'SAME' } }).lines).toEqual([])
    const [seat] = quote([['SEAT', '2']]).lines
    const amended = amend(former, { from: '2027-06-01', lines: { L1: seat ?? null } }, context)
    expect(amended.issues).toEqual([])
    expect(amended.credits).toEqual([])
    expect(amended.remaining.lines[0]?.term).toEqual({
      start: '2027-06-01',
      end: '2028-06-01',
      evergreen: true,
    })
  })
})

describe('what recurs is summed', () => {
  test('a yearly price as a month is a division for display, and a year is twelve exact months', () => {
    const context = shop({
      prices: [
        list('seat', {
          unitAmount: '100',
          type: 'RECURRING',
          recurring: { interval: 'year', intervalCount: 1 },
        }),
      ],
    })
    const { totals, lines } = price(
      quote([['SEAT', '1', { term: { start: '2027-01-01', months: 24 } }]]),
      context,
    )
    expect(totals).toMatchObject({ mrr: '8.33', arr: '100.00', tcv: '200.00', recurring: '200.00' })
    expect(lines[0]).toMatchObject({ periodNet: '100.00', mrr: '8.33' })
  })
})
