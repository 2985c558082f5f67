import { describe, expect, it, test } from 'vitest'
import { scope } from './fixture.ts'
import { compileCondition, type Issue } from './index.ts'

function issuesOf(condition: unknown): Issue[] {
  const compiled = compileCondition(condition as string, scope)
  return compiled.ok ? [] : compiled.issues
}

describe('a mistake is told with its place and a way out', () => {
  test.each<[text: string, code: string, at: number, message: string, suggestion?: string]>([
    ['discont > 10', 'unknown-field', 0, 'There is no field discont', 'Did you mean discount?'],
    [
      'quantity > 1 && segment == "x"',
      'unknown-field',
      16,
      'There is no field segment',
      'Did you mean customer.segment?',
    ],
    [
      'customer == "x"',
      'unknown-field',
      0,
      'There is no field customer',
      'It has the parts customer.segment, customer.segments, customer.vip',
    ],
    [
      'lines.discount > 5',
      'unknown-field',
      0,
      'There is no field lines.discount',
      'Write lines.exists(line, line.discount …)',
    ],
    ['lines.exists(l, l.nett > 5)', 'unknown-field', 16, 'There is no field l.nett', 'Did you mean l.net?'],
    ['rond(total, 2) > 3', 'unknown-function', 0, 'There is no function rond()', 'Did you mean round()?'],
    ['discount > 10 %', 'syntax', 14, 'Percent are written without their sign', 'Write 10 for 10 %'],
    ['discount = 10', 'syntax', 9, '= is no sign of the language', 'Write =='],
    ['discount <> 10', 'syntax', 9, '<> is no sign of the language', 'Write !='],
    ['quantity > 5 and customer.vip', 'syntax', 13, 'and cannot stand here', 'Write &&'],
    ['not customer.vip', 'syntax', 0, 'not is no sign of the language', 'Write !'],
    ['1 < quantity < 5', 'syntax', 13, 'Comparisons do not chain', 'Write a < b && b < c'],
    ['total == null', 'syntax', 9, 'Nothing equals null', 'Write has(field) or !has(field)'],
    ['discount > 1e3', 'syntax', 11, '1e is no number', 'Write digits only, without exponent or unit'],
    ['productSku == "BIKE', 'syntax', 14, 'The text in quotes does not end', 'Close it with "'],
    ['(quantity > 5', 'syntax', 13, ') is missing to close the bracket'],
    ['quantity >', 'syntax', 10, 'The expression ends too early'],
    ['', 'syntax', 0, 'There is nothing here', 'Write true for "always"'],
    [
      'total > discount',
      'types',
      0,
      'Money (EUR) and a percentage do not compare',
      'number(x) takes off a unit, money(x), quantity(x), percent(x) put one on',
    ],
    ['productSku == 10', 'types', 0, 'A text and a number do not compare', 'Put it in quotes: "10"'],
    ['total == "abc"', 'types', 9, '"abc" is no number', 'Write digits with a point: 12.50'],
    ['validUntil < "2026-02-30"', 'types', 13, '"2026-02-30" is no day', 'Write "2026-01-31"'],
    [
      'customer.segments == "gold"',
      'types',
      0,
      'A list and a text do not compare',
      'Write customer.segments.contains("gold")',
    ],
    ['productSku > "A"', 'types', 0, 'product is a text: it has no order', 'Write == or !='],
    ['total', 'no-condition', 0, 'total is money (EUR), not a condition', 'Compare it with something'],
    ['round(total, 2, 3) > 1', 'arguments', 0, 'round() does not take 3 arguments', 'Write round(x, digits)'],
  ])('%s', (text, code, at, message, suggestion) => {
    const [issue] = issuesOf(text)
    expect(issue).toMatchObject({ code: `expression.${code}`, message, position: { offset: at } })
    expect(issue?.suggestion).toBe(suggestion)
  })

  it('counts lines and columns', () => {
    expect(issuesOf('quantity > 5\n  && discont > 3')[0]?.position).toEqual({
      offset: 18,
      length: 7,
      line: 2,
      column: 6,
    })
  })

  it('tells all unknown fields at once', () => {
    expect(issuesOf('aa > 1 && bb > 2 || cc > 3')).toHaveLength(3)
  })

  test.each<[condition: unknown, path: string[], message: string, suggestion?: string]>([
    [
      { field: 'discont', op: 'gt', value: 1 },
      ['field'],
      'There is no field discont',
      'Did you mean discount?',
    ],
    [
      { operator: 'and', conditions: [{ field: 'total', op: 'ge', value: 1 }] },
      ['conditions', '0', 'op'],
      '"ge" is no operator',
      'Did you mean gte?',
    ],
    [{ operator: 'nor', conditions: [] }, ['operator'], '"nor" combines nothing', 'Did you mean or?'],
    [
      { operator: 'not', conditions: [] },
      ['conditions'],
      'not takes one condition, not 0',
      'Put several into an and, or an or',
    ],
    [{ field: 'total', op: 'in', value: 5 }, ['value'], 'A list of values is needed here', 'Write [5]'],
    [
      { field: 'total', op: 'eq', value: null },
      ['value'],
      'Nothing equals null',
      'Ask with op exists, value true or false',
    ],
    [
      { field: 'total', op: 'eq', value: 0.1 + 0.2 },
      ['value'],
      '0.30000000000000004 has too many digits for a JSON number',
      'Write it as a decimal string',
    ],
    [
      { field: 'total', op: 'eq', value: Number.NaN },
      ['value'],
      'NaN has too many digits for a JSON number',
      'Write it as a decimal string',
    ],
    [
      { field: 'total', op: 'eq', value: { a: 1 } },
      ['value'],
      'A number, a text, true or false is needed here',
    ],
    [
      { field: 'a..b', op: 'eq', value: 1 },
      ['field'],
      '"a..b" is no field name',
      'Write names with dots between them: customer.segment',
    ],
    [
      { field: 'discount', op: 'gt', value: 'ten' },
      ['value'],
      '"ten" is no number',
      'Write digits with a point: 12.50',
    ],
    [
      { operator: 'or', conditions: [{ expression: 'discount >' }] },
      ['conditions', '0', 'expression'],
      'The expression ends too early',
    ],
    [{}, [], 'A condition has an operator, a field or an expression', 'Write { field, op, value }'],
    [null, [], 'A condition is an object', 'Write { field, op, value }'],
    [[], [], 'A condition is an object', 'Write { field, op, value }'],
  ])('%j', (condition, path, message, suggestion) => {
    const [issue] = issuesOf(condition)
    expect(issue).toMatchObject({ path, message })
    expect(issue?.suggestion).toBe(suggestion)
  })
})
