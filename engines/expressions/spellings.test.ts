import { describe, expect, it, test } from 'vitest'
import { type Condition, fromPairs, toJson, toText } from './index.ts'

const both: [json: Condition, text: string][] = [
  [{ field: 'quantity', op: 'gte', value: 10 }, 'quantity >= 10'],
  [{ field: 'discount', op: 'gt', value: '12.5' }, 'discount > "12.5"'],
  [{ field: 'productSku', op: 'eq', value: 'BIKE "X"\n' }, 'productSku == "BIKE \\"X\\"\\n"'],
  [{ field: 'customer.vip', op: 'ne', value: true }, 'customer.vip != true'],
  [
    { field: 'customer.segment', op: 'in', value: ['shop', 'dealer'] },
    'customer.segment in ["shop", "dealer"]',
  ],
  [{ field: 'customer.segment', op: 'nin', value: [] }, '!(customer.segment in [])'],
  [{ field: 'segments', op: 'contains', value: 'gold' }, 'segments.contains("gold")'],
  [{ field: 'productSku', op: 'startsWith', value: 'BIKE' }, 'productSku.startsWith("BIKE")'],
  [{ field: 'margin', op: 'exists', value: true }, 'has(margin)'],
  [{ field: 'margin', op: 'exists', value: false }, '!has(margin)'],
  [{ field: 'attributes.frame-size', op: 'lt', value: -5 }, 'attributes["frame-size"] < -5'],
  [{ operator: 'and', conditions: [] }, 'true'],
  [{ operator: 'or', conditions: [] }, 'false'],
  [{ operator: 'not', conditions: [{ field: 'a', op: 'eq', value: 1 }] }, '!(a == 1)'],
  [{ expression: 'total / quantity > 5' }, 'total / quantity > 5'],
  [
    {
      operator: 'and',
      conditions: [
        { field: 'quantity', op: 'gte', value: 10 },
        {
          operator: 'or',
          conditions: [
            { field: 'productSku', op: 'eq', value: 'LAPTOP-PRO' },
            { expression: 'lines.exists(l, l.net > 5)' },
          ],
        },
      ],
    },
    'quantity >= 10 && (productSku == "LAPTOP-PRO" || lines.exists(l, l.net > 5))',
  ],
]

test.each(both)('%j is %s, and back', (json, text) => {
  expect(toText(json)).toEqual({ ok: true, text })
  expect(toJson(text)).toEqual({ ok: true, condition: json })
})

describe('text that can be written in several ways has one usual form', () => {
  test.each<[string, string]>([
    ['(  a  )', 'a'],
    ['((a && b)) || c', 'a && b || c'],
    ['a && (b || c)', 'a && (b || c)'],
    ['a - (b - c) - d', 'a - (b - c) - d'],
    ['(a * b) / c', 'a * b / c'],
    ['a * (b / c)', 'a * (b / c)'],
    ['-(-a)', '--a'],
    ['-(5)', '-(5)'],
    ["contains(a, 'x')", 'a.contains("x")'],
    ['a ? b : (c ? d : e)', 'a ? b : c ? d : e'],
    ['(a ? b : c) ? d : e', '(a ? b : c) ? d : e'],
    ['a > 1 // more than one\n && b', 'a > 1 && b'],
    ['1.50 < a', '1.5 < a'],
  ])('%s → %s', (written, usual) => {
    expect(toText(written)).toEqual({ ok: true, text: usual })
    expect(toText(usual)).toEqual({ ok: true, text: usual })
  })
})

it('keeps decimals as strings in JSON, however many digits they have', () => {
  expect(toJson('total > 12345678901234567890.123')).toEqual({
    ok: true,
    condition: { field: 'total', op: 'gt', value: '12345678901234567890.123' },
  })
})

it('reads key-value conditions of older documents', () => {
  expect(toText(fromPairs({ region: 'EU', segment: ['shop', 'dealer'] }))).toEqual({
    ok: true,
    text: 'region == "EU" && segment in ["shop", "dealer"]',
  })
})
