import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { explain, fingerprint, price, replay, traceHeader, waterfall } from '../index.ts'
import { discount, list, priced, quote, rule, shop, tax } from '../testing/shop.ts'

const everything = () =>
  priced(
    [
      ['WORKSTATION', '11', { adders: [{ code: 'ram', label: 'More memory', unitAmount: '33.33' }] }],
      [
        'SEAT',
        '7',
        { manualDiscounts: [{ id: 'm1', type: 'PERCENTAGE', value: '3', reason: 'pilot', by: 'Ann' }] },
      ],
      ['CABLE', '1.337', { unitPriceOverride: { value: '0.3', reason: 'match' } }],
      ['SUPPORT', '1'],
    ],
    {
      rules: [
        rule('vip', { percentOff: '7', segments: ['retail'] }),
        rule('bulk', { percentOff: '3', minQuantity: '12' }),
      ],
      discounts: [
        discount('spring', { value: '5' }),
        discount('rival', { value: '4', stackable: false }),
        discount('best', { value: '6', stackable: false }),
        discount('all', { value: '2.5', scope: 'QUOTE' }),
      ],
      taxes: [tax('VAT', '19')],
      surcharges: [
        {
          code: 'SHIP',
          revision: 1,
          name: 'Shipping',
          kind: 'SHIPPING',
          scope: 'QUOTE',
          type: 'FIXED_AMOUNT',
          value: '9.90',
          priority: 0,
        },
      ],
    },
    { prepaid: '100' },
  )

describe('a trace', () => {
  test('gives the same amounts when its arithmetic is done again', () => {
    const result = JSON.parse(JSON.stringify(everything()))
    expect(replay(result).differences).toEqual([])
    expect(replay(result).totals.total).toBe(result.totals.total)
  })

  test('that was tampered with is found out', () => {
    const result = JSON.parse(JSON.stringify(everything()))
    result.lines[0].gross = '1.00'
    result.lines[1].steps.at(-1).in.percent = '4'
    expect(replay(result).differences.map((each) => each.path.join('.'))).toEqual([
      'lines.L1.gross',
      expect.stringContaining('lines.L2.steps'),
      expect.stringContaining('lines.L2.steps'),
      'totals.subtotal',
    ])
  })

  test('is read to a customer, and to an auditor', () => {
    const told = explain(everything(), ['lines', 'L2', 'net'])
    expect(told?.rep).toContain('3 % given by Ann: pilot: 20.93 USD off.')
    expect(told?.notApplied).toEqual([
      'bulk does not apply: a quantity of 7 is less than 12.',
      expect.stringMatching(/^rival does not apply: would take .* off, best takes .*\.$/),
    ])
    expect(told?.auditor).toContain('running * percent / 100 = ')
    expect(told?.auditor).toContain('[price seat-list rev. 1]')
    expect(explain(everything(), ['totals', 'tax'])?.rep[0]).toMatch(/^VAT of DE, added: 19 % of /)
  })

  test('makes a waterfall whose rows add up from list to total', () => {
    const result = everything()
    const cents = (text: string) => BigInt(text.replace('.', ''))
    for (const rows of [waterfall(result), waterfall(result, 'L1'), waterfall(result, 'L3')]) {
      let running = 0n
      for (const row of rows) {
        if (row.kind === 'change') running += cents(row.amount)
        else if (row.kind === 'start') running = cents(row.amount)
        expect([row.label, cents(row.running)]).toEqual([row.label, running])
      }
    }
    expect(waterfall(result, 'L1').map((row) => row.label)).toEqual([
      'List',
      'vip',
      'best',
      'spring',
      'all',
      'Net as priced',
      'Tax VAT',
      'Total',
    ])
    expect(waterfall(result).at(-1)).toMatchObject({ label: 'Payable', amount: result.totals.payable })
  })

  test('of tiers shows each tier', () => {
    const prices = [
      list('workstation', {
        model: 'GRADUATED',
        tiers: [
          { from: '0', to: '10', unitAmount: '10' },
          { from: '10', unitAmount: '8' },
        ],
      }),
    ]
    const line = priced([['WORKSTATION', '12']], { prices }).lines[0]
    expect(line?.steps.find((step) => step.step === 'quantityModel')?.parts).toEqual([
      { from: '0', quantity: '10', amount: '100' },
      { from: '10', quantity: '2', amount: '16' },
    ])
  })
})

describe('the header of a trace', () => {
  test('names engine, date, revision, policy, reference data and request by hashes anybody can make again', () => {
    const context = shop()
    const header = traceHeader(price(quote([['SEAT', '3']]), context), context)
    expect(header).toMatchObject({ engine: 'quoin-pricer/1', asOf: '2026-11-20T12:00:00Z', revision: 7 })
    const sha = (text: string) => createHash('sha256').update(text).digest('hex')
    for (const value of ['', 'a'.repeat(1000), 'ümläut €', { b: [1, null], a: '2' }]) {
      expect(fingerprint(value)).toBe(
        sha(typeof value === 'string' ? JSON.stringify(value) : '{"a":"2","b":[1,null]}'),
      )
    }
    const other = shop({ policy: { ...context.policy, rounding: 'HALF_EVEN' } })
    const changed = traceHeader(price(quote([['SEAT', '3']]), other), other)
    expect([changed.policy === header.policy, changed.context === header.context]).toEqual([false, true])
  })
})
