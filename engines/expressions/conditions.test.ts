import { describe, expect, it, test } from 'vitest'
import { facts, scope } from './fixture.ts'
import { type Condition, compileCondition, type Facts, type Outcome, waysOut } from './index.ts'

function judge(condition: Condition | string, given: Facts = facts): Outcome {
  const compiled = compileCondition(condition, scope)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues))
  const outcome = compiled.evaluate(given)
  expect(compiled.test(given)).toBe(outcome.value)
  return outcome
}

const told: [condition: Condition | string, value: boolean, because: string[]][] = [
  ['discount > 10', true, ['discount 12 % is more than 10 %']],
  ['discount > 12', false, ['discount 12 % is not more than 12 %']],
  ['discount >= 12', true, ['discount 12 % is at least 12 %']],
  ['discount <= 10', false, ['discount 12 % is more than 10 %']],
  ['discount < 12.01', true, ['discount 12 % is less than 12.01 %']],
  ['10 < discount', true, ['discount 12 % is more than 10 %']],
  ['discount > allowedDiscount', true, ['discount 12 % is more than allowed discount 10 %']],
  ['total >= 1200', true, ['total 1200.00 EUR is at least 1200 EUR']],
  ['productSku == "BIKE-RACE"', true, ['product is "BIKE-RACE"']],
  ['productSku != "HELMET"', true, ['product is "BIKE-RACE", not "HELMET"']],
  ['customer.segment in ["dealer", "shop"]', true, ['segment "dealer" is one of "dealer", "shop"']],
  ['customer.segment in ["shop"]', false, ['segment "dealer" is none of "shop"']],
  ['customer.segments.contains("gold")', true, ['segments "gold", "partner" contains "gold"']],
  ['"gold" in customer.segments', true, ['segments "gold", "partner" contains "gold"']],
  ['productSku.startsWith("BIKE")', true, ['product "BIKE-RACE" starts with "BIKE"']],
  ['productSku.endsWith("TOUR")', false, ['product "BIKE-RACE" does not end with "TOUR"']],
  ['productSku.lower().contains("race")', true, ['productSku.lower() ("bike-race") contains "race"']],
  ['customer.vip', true, ['VIP is true']],
  ['!customer.vip', false, ['VIP is true']],
  ['validUntil < "2027-01-01"', true, ['valid until 2026-12-01 is before 2027-01-01']],
  ['validUntil >= date("2027-01-01")', false, ['valid until 2026-12-01 is before 2027-01-01']],
  ['has(margin)', false, ['margin is not known']],
  ['has(discount)', true, ['discount is known']],
  ['total / quantity < 50', false, ['total / quantity (100 EUR) is not less than 50 EUR']],
  ['discount > 10 && quantity >= 20', false, ['quantity 12 is less than 20']],
  [
    'discount > 20 || quantity > 20',
    false,
    ['discount 12 % is not more than 20 %', 'quantity 12 is not more than 20'],
  ],
  [
    'discount > 10 || quantity > 10',
    true,
    ['discount 12 % is more than 10 %', 'quantity 12 is more than 10'],
  ],
  ['customer.vip ? discount > 15 : discount > 5', false, ['discount 12 % is not more than 15 %']],
  ['customer.vip ? discount > 10 : discount > 5', true, ['VIP is true', 'discount 12 % is more than 10 %']],
  ['lines.exists(l, l.discount > 10)', true, ['line 2: discount 15 % is more than 10 %']],
  ['lines.all(l, l.net > 2)', false, ['line 3: net 1.50 is not more than 2']],
  ['lines.filter(l, l.net < 100).all(l, l.sku == "BELL")', false, ['line 2: sku is "HELMET", not "BELL"']],
  ['lines.exists(l, l.tags.contains("small"))', true, ['line 3: tags "small" contains "small"']],
  ['lines.exists(l, l.tags.exists(t, t == "bike"))', true, ['line 1, t 1: t is "bike"']],
  ['sum(lines.map(l, l.net)) == 1051.5', true, ['sum(lines.map(l, l.net)) is 1051.5']],
  ['size(lines) > 2', true, ['size(lines) (3) is more than 2']],
  ['daysBetween("2026-11-20", validUntil) == 11', true, ['daysBetween("2026-11-20", validUntil) is 11']],
  ['true', true, ['it always holds']],
  [{ operator: 'or', conditions: [] }, false, ['it never holds']],
  [{ field: 'quantity', op: 'gte', value: '10' }, true, ['quantity 12 is at least 10']],
  [{ field: 'discount', op: 'gt', value: 11.5 }, true, ['discount 12 % is more than 11.5 %']],
  [{ field: 'customer.segment', op: 'nin', value: ['shop'] }, true, ['segment "dealer" is none of "shop"']],
  [{ field: 'margin', op: 'exists', value: false }, true, ['margin is not known']],
  [
    { field: 'customer.segments', op: 'contains', value: 'silver' },
    false,
    ['segments "gold", "partner" does not contain "silver"'],
  ],
]

test.each(told)('%j is %s and says why', (condition, value, because) => {
  expect(judge(condition)).toMatchObject({ value, because })
})

describe('what is not known', () => {
  const unknown: [condition: string, because: string[]][] = [
    ['margin > 10', ['margin is not known']],
    ['!(margin > 10)', ['margin is not known']],
    ['margin != 10', ['margin is not known']],
    ['!(margin in [10, 20])', ['margin is not known']],
    ['margin > 10 && discount > 10', ['margin is not known']],
    ['lines.all(l, l.discount < 50)', ['line 3: discount is not known']],
    ['total / (quantity - 12) > 1', ['total / (quantity - 12) cannot be computed: division by zero']],
    ['attributes.colour > 4', ['attributes.colour is "red", not a number']],
  ]
  test.each(unknown)('%s does not hold and says so', (condition, because) => {
    expect(judge(condition)).toMatchObject({ value: false, because })
  })

  it('decides nothing where another part decides alone', () => {
    expect(judge('margin > 10 || discount > 10').because).toEqual(['discount 12 % is more than 10 %'])
    expect(judge('margin > 10 && discount > 50').because).toEqual(['discount 12 % is not more than 50 %'])
  })

  it('is also what is no number, no day, too long a list', () => {
    expect(judge('discount > 10', { discount: 'lots' }).because).toEqual([
      'discount is "lots", not a percentage',
    ])
    expect(judge('discount > 10', { discount: 12.5 }).value).toBe(true)
    expect(judge('discount > 10', { discount: Number.NaN }).value).toBe(false)
    expect(judge('validUntil > "2026-01-01"', { validUntil: '2026-02-30' }).value).toBe(false)
    const long = judge('size(lines) > 1', { lines: Array.from({ length: 1001 }, () => ({})) })
    expect(long.because).toEqual(['lines has 1001 entries; the limit is 1000'])
  })
})

describe('open attributes', () => {
  test.each<[string, boolean]>([
    ['attributes.gears >= 22', true],
    ['attributes.gears == "22.0"', true],
    ['attributes.gears in [11, 22]', true],
    ['attributes["frame-size"] + 2 == 58', true],
    ['attributes.colour == "red"', true],
    ['attributes.colour > 4', false],
    ['attributes.lights', true],
    ['attributes.extras.contains("bell")', true],
    ['attributes.colour.contains("e")', true],
    ['"rack" in attributes.extras', true],
    ['attributes.code == 7', false],
    ['attributes.code == "007"', true],
    ['attributes.missing == 1', false],
    ['has(attributes.missing)', false],
    ['size(attributes.extras) == 2', true],
    ['attributes.extras.exists(e, e.startsWith("be"))', true],
    ['attributes.colour.exists(c, c == "red")', false],
  ])('%s is %s', (condition, value) => {
    expect(judge(condition).value).toBe(value)
  })
})

describe('reasons', () => {
  it('are the comparisons that decided, with their limits and actual values', () => {
    expect(judge('discount > 10 && lines.exists(l, l.discount > 10)').reasons).toEqual([
      {
        kind: 'comparison',
        value: true,
        field: 'discount',
        operator: 'gt',
        limit: '10',
        actual: '12',
        type: 'percent',
        sentence: 'discount 12 % is more than 10 %',
      },
      {
        kind: 'comparison',
        value: true,
        field: 'discount',
        operator: 'gt',
        limit: '10',
        actual: '15',
        type: 'percent',
        sentence: 'line 2: discount 15 % is more than 10 %',
        entry: { list: 'lines', index: 1, label: 'line 2' },
      },
    ])
  })

  it('say how a demanded approval could be avoided', () => {
    const ways = (condition: string) =>
      waysOut(judge(condition).why).map((way) =>
        way.map(({ field, operator, limit }) => `${field} ${operator} ${limit}`),
      )
    expect(ways('discount > 10 && total >= 1000')).toEqual([['discount lte 10'], ['total lt 1000']])
    expect(ways('discount > 10 || total >= 1000')).toEqual([['discount lte 10', 'total lt 1000']])
    expect(ways('!(discount <= 10 || customer.segment == "shop")')).toEqual([
      ['discount lte 10'],
      ['customer.segment eq shop'],
    ])
    expect(ways('has(discount)')).toEqual([['discount exists false']])
    expect(ways('discount > 50')).toEqual([])
  })

  it('name a few entries of a long list and count the others', () => {
    const many = { lines: Array.from({ length: 20 }, () => ({ discount: '30' })) }
    const { because, reasons } = judge('lines.exists(l, l.discount > 10)', many)
    expect(because).toHaveLength(6)
    expect(because.at(-1)).toBe('… and 15 more of lines')
    expect(reasons).toHaveLength(20)
  })
})

it('knows the fields that matter and what an evaluation costs at most', () => {
  const compiled = compileCondition('discount > 10 || lines.exists(l, l.net > listPrice)', scope)
  expect(compiled).toMatchObject({
    ok: true,
    fields: ['discount', 'lines', 'lines.net', 'listPrice'],
    cost: 5006,
  })
})

it('reads facts from sub-objects and from keys with dots', () => {
  expect(judge('customer.segment == "dealer"', { 'customer.segment': 'dealer' }).value).toBe(true)
})

it('keeps apart numbers no float can tell apart', () => {
  const given = { listPrice: '9007199254740993.000000000000000001' }
  expect(judge('listPrice > 9007199254740993', given).value).toBe(true)
  expect(judge('listPrice == 9007199254740992', given).value).toBe(false)
  expect(judge('listPrice + 0.1 + 0.2 == 0.3', { listPrice: '0' }).value).toBe(true)
})
