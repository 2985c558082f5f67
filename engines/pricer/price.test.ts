import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { change, defaultPolicy, price } from './index.ts'
import { discount, list, priced, quote, rule, shop, tax } from './testing/shop.ts'

const codes = (result: { issues: { code: string }[] }) => result.issues.map((each) => each.code)

describe('prices', () => {
  test('quantity times unit price is rounded once, half away from zero', () => {
    const result = priced([
      ['CABLE', '1.5'],
      ['WORKSTATION', '3'],
    ])
    expect(result.lines.map((line) => line.gross)).toEqual(['0.50', '3000.00'])
    expect(result.totals.total).toBe('3000.50')
  })

  test('a tier price wins over the percentage beside it, which counts where no price is given', () => {
    const prices = [
      list('workstation', {
        model: 'VOLUME',
        unitAmount: '99.99',
        tiers: [
          { from: '1', to: '11', unitAmount: '99.99' },
          { from: '11', to: '51', unitAmount: '89.99', percentOff: '10' },
          { from: '51', percentOff: '20' },
        ],
      }),
    ]
    const gross = (quantity: string) => priced([['WORKSTATION', quantity]], { prices }).lines[0]?.gross
    expect([gross('10'), gross('11'), gross('51')]).toEqual(['999.90', '989.89', '4079.59'])
  })

  test('a kept price takes the place of the list price; discounts are taken from it as before', () => {
    const discounts = [discount('TEN', { value: '10' })]
    const keptPrice = { value: '900', revision: 4 }
    const [line] = priced([['WORKSTATION', '2', { keptPrice }]], { discounts }).lines
    expect(line).toMatchObject({ gross: '2000.00', net: '1620.00' })
    expect(line?.discounts.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['KEPT', '200.00'],
      ['AUTOMATIC', '180.00'],
    ])
    const [lower] = priced([['WORKSTATION', '1', { keptPrice: { value: '1100', revision: 4 } }]]).lines
    expect(lower?.net).toBe('1100.00')
  })

  test('each unit of a graduated price costs what its own tier says', () => {
    const tiers = [
      { from: '1', to: '11', unitAmount: '10' },
      { from: '11', unitAmount: '8', flatAmount: '5' },
    ]
    const prices = [list('workstation', { model: 'GRADUATED', tiers })]
    expect(priced([['WORKSTATION', '10']], { prices }).lines[0]?.gross).toBe('100.00')
    expect(priced([['WORKSTATION', '12']], { prices }).lines[0]?.gross).toBe('121.00')
  })

  test('a contract price beats the book, and no rule sets it, though a rule may change it', () => {
    const result = priced([['WORKSTATION', '1']], {
      contractPrices: [
        {
          code: 'C1',
          revision: 3,
          customer: 'acme',
          plan: 'workstation',
          currency: 'USD',
          unitAmount: '800',
        },
      ],
      rules: [rule('set', { setPrice: '700', priority: 1 }), rule('off', { percentOff: '5', priority: 2 })],
    })
    expect(result.lines[0]).toMatchObject({
      price: 'C1',
      priceRevision: 3,
      unitPrice: '760.00',
      gross: '760.00',
    })
    expect(result.lines[0]?.steps.find((step) => step.rejected)?.because).toEqual([
      'a contract price is not replaced by a rule',
    ])
  })

  test('a net contract price takes neither rule nor discount', () => {
    const result = priced([['WORKSTATION', '1']], {
      contractPrices: [
        {
          code: 'C1',
          revision: 3,
          customer: 'acme',
          plan: 'workstation',
          currency: 'USD',
          unitAmount: '800',
          net: true,
        },
      ],
      rules: [rule('off', { percentOff: '5' })],
      discounts: [discount('ten', { value: '10' }), discount('all', { value: '10', scope: 'QUOTE' })],
    })
    expect(result.totals.total).toBe('800.00')
  })

  test('a rule that sets a price stops later ones from setting it; options stay on top', () => {
    const result = priced(
      [['WORKSTATION', '2', { adders: [{ code: 'ram', label: 'More memory', unitAmount: '150' }] }]],
      {
        rules: [
          rule('first', { setPrice: '900', priority: 1 }),
          rule('second', { setPrice: '800', priority: 2 }),
          rule('off', { percentOff: '10', priority: 3 }),
        ],
      },
    )
    expect(result.lines[0]?.unitPrice).toBe('945.00')
  })

  test('conditions are asked of the line and answer with their reasons', () => {
    const rules = [
      rule('bulk', {
        percentOff: '10',
        conditions: {
          operator: 'and',
          conditions: [
            { field: 'quantity', op: 'gte', value: 10 },
            { field: 'productSku', op: 'eq', value: 'WORKSTATION' },
          ],
        },
      }),
    ]
    const many = priced([['WORKSTATION', '10']], { rules })
    expect(many.lines[0]?.gross).toBe('9000.00')
    expect(many.lines[0]?.steps.find((step) => step.step === 'priceRule')?.because.join(' ')).toContain('10')
    const few = priced([['WORKSTATION', '9']], { rules })
    expect(few.lines[0]?.gross).toBe('9000.00')
    expect(few.lines[0]?.steps.find((step) => step.rejected)?.because[0]).toContain('quantity')
  })

  test('a price in another currency is converted by the last rate of the day, and one in the currency beats it', () => {
    const rate = { id: 'r1', from: 'USD', to: 'EUR', rate: '0.91234', day: '2026-11-19', source: 'ECB' }
    const result = priced([['WORKSTATION', '1']], { exchangeRates: [rate] }, { currency: 'EUR' })
    expect(result.lines[0]?.gross).toBe('912.34')
    const both = [
      list('workstation', { unitAmount: '1000' }),
      list('workstation', { code: 'eur', currency: 'EUR', unitAmount: '950' }),
    ]
    expect(
      priced([['WORKSTATION', '1']], { exchangeRates: [rate], prices: both }, { currency: 'EUR' }).lines[0]
        ?.price,
    ).toBe('eur')
  })

  test('support is a percentage of what it covers', () => {
    const result = priced([
      ['WORKSTATION', '2'],
      ['SEAT', '5'],
      ['SUPPORT', '1'],
    ])
    expect(result.lines[2]?.gross).toBe('400.00')
  })

  test('a part counted per unit of its parent is multiplied, an included one costs nothing', () => {
    const result = priced([
      ['WORKSTATION', '3'],
      ['CABLE', '2', { parent: 'L1', perParent: true }],
      ['CABLE', '1', { parent: 'L1', perParent: true, included: true }],
    ])
    expect(result.lines.map((line) => [line.quantity, line.gross])).toEqual([
      ['3', '3000.00'],
      ['6', '2.00'],
      ['3', '0.00'],
    ])
  })
})

describe('discounts', () => {
  test('percentages compound, then fixed amounts come off', () => {
    const discounts = [
      discount('fixed', { type: 'FIXED_AMOUNT', value: '100', priority: 0 }),
      discount('a', { value: '10', priority: 1 }),
      discount('b', { value: '20', priority: 2 }),
    ]
    expect(priced([['WORKSTATION', '1']], { discounts }).lines[0]?.net).toBe('620.00')
  })

  test('of those that do not stack the best for the buyer joins the others', () => {
    const rivals = [
      discount('ten', { value: '10', priority: 1 }),
      discount('twenty', { value: '20', stackable: false, priority: 2 }),
      discount('nineteen', { type: 'FIXED_AMOUNT', value: '190', stackable: false, priority: 3 }),
    ]
    const net = (stacking: 'STACK_WITH_BEST' | 'LOWEST_TOTAL' | 'EXCLUSIVE') =>
      priced([['WORKSTATION', '1']], { discounts: rivals, policy: { ...defaultPolicy, stacking } }).lines[0]
        ?.net
    expect(net('STACK_WITH_BEST')).toBe('720.00')
    expect(net('LOWEST_TOTAL')).toBe('710.00')
    expect(net('EXCLUSIVE')).toBe('800.00')
  })

  test('a code on the quote is capped, then shared by largest remainder', () => {
    const discounts = [discount('SAVE10', { value: '10', scope: 'QUOTE', automatic: false, maxAmount: '50' })]
    const result = priced(
      [
        ['WORKSTATION', '1'],
        ['WORKSTATION', '1'],
        ['WORKSTATION', '1'],
      ],
      { discounts },
      { discountCodes: ['SAVE10'] },
    )
    expect(result.lines.map((line) => line.quoteDiscount)).toEqual(['16.67', '16.67', '16.66'])
    expect(result.totals.total).toBe('2950.00')
  })

  test('minimums read the goods before any discount', () => {
    const discounts = [
      discount('half', { value: '50' }),
      discount('min', { type: 'FIXED_AMOUNT', value: '10', scope: 'QUOTE', minOrderValue: '1000' }),
    ]
    expect(priced([['WORKSTATION', '1']], { discounts }).totals.total).toBe('490.00')
    const running = { ...defaultPolicy, minimums: 'RUNNING' as const }
    expect(priced([['WORKSTATION', '1']], { discounts, policy: running }).totals.total).toBe('500.00')
  })

  test('nothing falls below its floor price', () => {
    const prices = [list('workstation', { unitAmount: '1000', floor: '850' })]
    const result = priced(
      [
        [
          'WORKSTATION',
          '2',
          { manualDiscounts: [{ id: 'm', type: 'PERCENTAGE', value: '30', reason: 'old friend' }] },
        ],
      ],
      { prices },
    )
    expect(result.lines[0]).toMatchObject({ net: '1700.00', lineDiscount: '300.00' })
  })

  test('a unit price the rep sets is a discount by difference, or a surcharge', () => {
    const set = (value: string) =>
      priced([['WORKSTATION', '2', { unitPriceOverride: { value, reason: 'match' } }]]).lines[0]
    expect(set('900')).toMatchObject({ net: '1800.00', lineDiscount: '200.00' })
    expect(set('1100')).toMatchObject({ net: '2200.00', lineDiscount: '-200.00' })
  })

  test('codes that are unknown, used up or not reached are said aloud', () => {
    const discounts = [discount('GONE', { value: '10', scope: 'QUOTE', automatic: false })]
    const result = priced(
      [['WORKSTATION', '1']],
      { discounts, usesLeft: { GONE: 0 } },
      { discountCodes: ['GONE', 'TYPO'] },
    )
    expect(codes(result).sort()).toEqual(['discount.not-applicable', 'discount.unknown-code'])
    expect(result.totals.total).toBe('1000.00')
  })
})

describe('taxes', () => {
  const taxes = [tax('standard', '19'), tax('reduced', '7', { category: 'software' })]

  test('the most specific rule wins, and each rate is rounded once over the quote', () => {
    const result = priced(
      [
        ['WORKSTATION', '1'],
        ['SEAT', '1'],
      ],
      { taxes },
    )
    expect(result.taxes.map((group) => [group.code, group.base, group.amount])).toEqual([
      ['reduced', '120.00', '8.40'],
      ['standard', '1000.00', '190.00'],
    ])
    const cents = [list('workstation', { unitAmount: '1.08' })]
    const small = [
      ['WORKSTATION', '1'],
      ['WORKSTATION', '1'],
      ['WORKSTATION', '1'],
    ] as [string, string][]
    expect(priced(small, { taxes, prices: cents }).totals.tax).toBe('0.62')
    expect(
      priced(small, { taxes, prices: cents, policy: { ...defaultPolicy, taxRounding: 'LINE' } }).totals.tax,
    ).toBe('0.63')
  })

  test('a gross price keeps its gross, and line taxes add up to the tax', () => {
    const prices = [list('workstation', { unitAmount: '100.00', taxBehavior: 'inclusive' })]
    const five = Array.from({ length: 5 }, () => ['WORKSTATION', '1'] as [string, string])
    const result = priced(five, { taxes, prices })
    expect(result.totals).toMatchObject({ total: '500.00', tax: '79.83', net: '420.17' })
    const sum = result.lines.reduce((cents, line) => cents + BigInt(line.tax.replace('.', '')), 0n)
    expect(sum).toBe(7983n)
  })

  test('reverse charge is a rate of zero with its reason', () => {
    const result = priced(
      [['WORKSTATION', '1']],
      { taxes },
      { customer: { id: 'x', segments: [], region: 'DE', taxStatus: 'REVERSE_CHARGE' } },
    )
    expect(result.taxes).toMatchObject([
      { rate: '0', amount: '0.00', base: '1000.00', reason: 'REVERSE_CHARGE' },
    ])
  })
})

describe('recurring charges', () => {
  test('are charged for their term, twelve months when nothing is said', () => {
    const result = priced([
      ['SEAT', '5'],
      ['WORKSTATION', '1'],
    ])
    expect(result.totals).toMatchObject({
      oneTime: '1000.00',
      recurring: '600.00',
      mrr: '50.00',
      arr: '600.00',
      tcv: '1600.00',
    })
    expect(result.totals.perPeriod).toEqual({ '1 month': '50.00' })
  })

  test('a part of a month is charged by its days', () => {
    const result = priced([['SEAT', '1', { term: { start: '2027-01-01', end: '2027-02-15' } }]])
    expect(result.lines[0]).toMatchObject({ factor: '1.5', net: '15.00' })
  })
})

describe('a change', () => {
  test('gives the same bytes as pricing from nothing', () => {
    const context = shop({
      taxes: [tax('standard', '19')],
      discounts: [discount('all', { value: '3', scope: 'QUOTE' })],
    })
    const before = quote([
      ['WORKSTATION', '1'],
      ['SEAT', '4'],
      ['SUPPORT', '1'],
    ])
    const line = { ...before.lines[0], quantity: '7' } as (typeof before.lines)[number]
    const after = { ...before, lines: [line, ...before.lines.slice(1)] }
    const changed = change(price(before, context), { lines: { L1: line } }, context)
    expect(JSON.stringify(changed)).toBe(JSON.stringify(price(after, context)))
  })
})

describe('bad input', () => {
  test('is an issue with a path, and the rest of the quote is priced', () => {
    const result = priced([
      ['WORKSTATION', '1'],
      ['NOTHING', '1'],
      ['WORKSTATION', '0'],
      ['WORKSTATION', '-1'],
      ['CABLE', '1.0000000000001'],
      ['WORKSTATION', 'many'],
      ['SEAT', '1', { term: { start: '2027-01-01', end: '2026-01-01' } }],
      ['WORKSTATION', '1.5'],
    ])
    expect(result.issues.map((each) => [each.code, each.path[1]])).toEqual([
      ['plan.unknown', 'L2'],
      ['quantity.not-positive', 'L3'],
      ['quantity.not-positive', 'L4'],
      ['quantity.too-long', 'L5'],
      ['quantity.unreadable', 'L6'],
      ['term.dates-reversed', 'L7'],
      ['quantity.decimals', 'L8'],
    ])
    expect(result.totals.total).toBe('2500.00')
  })

  test('in reference data is reported where it would be used', () => {
    const unknown = rule('odd', { percentOff: '5' })
    const prices = [
      list('workstation', { unitAmount: '1'.repeat(40) }),
      list('seat', { formula: 'unitPrice / 0', unitAmount: '10' }),
      list('cable', { currency: 'EUR', unitAmount: '1' }),
      list('support', { model: 'PERCENT_OF_TOTAL', percent: '20', covers: { products: ['SUPPORT'] } }),
    ]
    const rules = [{ ...unknown, kind: 'MAGIC' as never, products: ['BOX'] }]
    const context = {
      prices: [
        ...prices,
        list('BOX', { model: 'VOLUME', tiers: [{ from: '5', unitAmount: '1' }], unitAmount: '3' }),
      ],
      rules,
      products: [...shop().products, { code: 'BOX', revision: 1, name: 'Box', categories: [] }],
      plans: [...shop().plans, { code: 'BOX', revision: 1, product: 'BOX', name: 'Box' }],
    }
    const result = priced(
      [
        ['WORKSTATION', '1'],
        ['SEAT', '1'],
        ['CABLE', '1'],
        ['SUPPORT', '1'],
        ['SUPPORT', '1'],
        ['BOX', '2'],
      ],
      context,
    )
    expect(codes(result)).toEqual([
      'price.invalid',
      'formula.invalid',
      'rate.missing',
      'percent-of-total.circle',
      'percent-of-total.circle',
      'price.tier-hole',
      'rule.invalid',
    ])
    expect(result.totals.total).toBe('6.00')
  })
})

describe('the README', () => {
  test('works out its example as the engine does', () => {
    const tiers = [
      { from: '1', to: '11', unitAmount: '99.99' },
      { from: '11', unitAmount: '89.99' },
    ]
    const result = priced(
      [['WORKSTATION', '11']],
      {
        prices: [list('workstation', { model: 'VOLUME', tiers })],
        discounts: [
          discount('five', { value: '5' }),
          discount('SAVE10', { value: '10', scope: 'QUOTE', automatic: false, maxAmount: '50' }),
        ],
        taxes: [tax('VAT', '19')],
      },
      { discountCodes: ['SAVE10'] },
    )
    expect(result.totals).toMatchObject({
      subtotal: '989.89',
      lineDiscount: '49.49',
      net: '890.40',
      tax: '169.18',
      total: '1059.58',
    })
  })

  test('has a row for every field of the policy', () => {
    const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
    for (const field of [
      ...Object.keys(defaultPolicy),
      'homeRegion',
      'minorUnits',
      'cashStep',
      'cashRounding',
    ]) {
      expect(readme).toMatch(new RegExp(`^\\| .*\`${field}\``, 'm'))
    }
  })
})
