import { describe, expect, it, test } from 'vitest'
import { facts, scope } from './fixture.ts'
import { compileFormula, type ResultType } from './index.ts'

function compute(text: string, type: ResultType): string {
  const compiled = compileFormula(text, scope, type)
  if (!compiled.ok) return compiled.issues.map(({ message }) => message).join('; ')
  const result = compiled.evaluate(facts)
  return result.ok ? String(result.value) : `${result.issue.code}: ${result.issue.message}`
}

test.each<[formula: string, type: ResultType, result: string]>([
  ['listPrice * (100 - discount)', 'money', '87.912'],
  ['listPrice * discount', 'money', '11.988'],
  ['round(listPrice * 1.075, 2)', 'money', '107.39'],
  ['round(1.005, 2)', 'number', '1.01'],
  ['round(-2.5)', 'number', '-3'],
  ['round(1250, -2)', 'number', '1300'],
  ['floor(listPrice) + 0.99', 'money', '99.99'],
  ['ceil(listPrice, -1)', 'money', '100'],
  ['floor(-0.5)', 'number', '-1'],
  ['total / 7', 'money', '1200/7'],
  ['total / 7 * 7', 'money', '1200'],
  ['total / quantity', 'money', '100'],
  ['quantity > 10 ? listPrice * 0.9 : listPrice', 'money', '89.91'],
  ['max(listPrice, 120, total)', 'money', '1200'],
  ['min(lines.map(l, l.net))', 'money', '1.5'],
  ['max(lines.map(l, l.net)) - sum(lines.map(l, l.net))', 'money', '-51.5'],
  ['abs(quantity - 20)', 'quantity', '8'],
  ['percentOf(listPrice, 1000)', 'percent', '9.99'],
  ['discount + 3', 'percent', '15'],
  ['discount * 50', 'percent', '600'],
  ['discount * allowedDiscount', 'percent', '1.2'],
  ['discount / allowedDiscount', 'number', '1.2'],
  ['listPrice / (100 - 10)', 'money', '1.11'],
  ['listPrice / discount', 'money', '832.5'],
  ['quantity % 5', 'quantity', '2'],
  ['-7 % 5', 'number', '-2'],
  ['7 - 3 - 2', 'number', '2'],
  ['2 + 3 * 4', 'number', '14'],
  ['-listPrice + 100', 'money', '0.1'],
  ['attributes.gears * 5 + listPrice', 'money', '209.9'],
  ['money(weight) * 2', 'money', '17'],
  ['number(discount) / 100', 'number', '0.12'],
  ['number("12.5")', 'number', '12.5'],
  ['size(lines)', 'quantity', '3'],
  ['addDays("2024-01-31", 30)', 'date', '2024-03-01'],
  ['addDays(validUntil, -365)', 'date', '2025-12-01'],
  ['daysBetween("1900-02-28", "2000-03-01")', 'number', '36526'],
  ['customer.vip ? "gold" : "silver"', 'text', 'gold'],
  ['margin > 20 ? 1 : 2', 'number', '2'],
  ['sum([listPrice, 0.1])', 'money', '100'],
  ['weight', 'open', '8.5'],
])('%s as %s is %s', (formula, type, result) => {
  expect(compute(formula, type)).toBe(result)
})

describe('a formula without a value says why', () => {
  test.each<[string, ResultType, string]>([
    [
      'listPrice / (quantity - 12)',
      'money',
      'expression.division-by-zero: listPrice / (quantity - 12) cannot be computed: division by zero',
    ],
    [
      'quantity % (quantity - quantity)',
      'quantity',
      'expression.division-by-zero: quantity % (quantity - quantity) cannot be computed: division by zero',
    ],
    [
      'percentOf(total, total - total)',
      'percent',
      'expression.division-by-zero: percentOf(total, total - total) cannot be computed: division by zero',
    ],
    ['margin + 1', 'percent', 'expression.not-known: margin is not known'],
    ['attributes.colour', 'number', 'expression.not-usable: attributes.colour is "red", not a number'],
    ['sum(lines.map(l, l.discount))', 'percent', 'expression.not-known: Entry 3: discount is not known'],
    [
      'min(lines.filter(l, l.net < 0).map(l, l.net))',
      'money',
      'expression.empty-list: min(lines.filter(l, l.net < 0).map(l, l.net)) has no value: the list is empty',
    ],
    [
      'addDays(validUntil, 0.5)',
      'date',
      'expression.not-usable: addDays(validUntil, 0.5) needs a whole number of days',
    ],
  ])('%s', (formula, type, message) => {
    expect(compute(formula, type)).toBe(message)
  })
})

describe('units are kept apart', () => {
  test.each<[string, ResultType, string]>([
    ['total + discount', 'money', 'money (EUR) + a percentage has no meaning'],
    ['total + budget', 'money', 'money (EUR) + money (USD) has no meaning'],
    ['total * listPrice', 'money', 'money (EUR) * money has no meaning'],
    ['1 - discount', 'percent', 'discount is in percent: 12 means 12 %'],
    ['quantity / total', 'number', 'a quantity / money (EUR) has no meaning'],
    ['weight + quantity', 'number', 'a number + a quantity has no meaning'],
    ['quantity * 2', 'money', 'The result is a quantity, not money'],
    ['discount > 10', 'money', 'The result is true or false, not money'],
    ['money(discount)', 'money', 'discount is a percentage already'],
    ['listPrice / 0', 'money', 'listPrice / 0 divides by zero'],
    ['productSku + productSku', 'text', 'a text + a text has no meaning'],
    ['min(total, quantity)', 'money', 'min() needs numbers of one kind, not money (EUR) and a quantity'],
    ['round(total, quantity)', 'money', 'round() needs its digits written as −12 … 12'],
    ['customer.vip ? total : "x"', 'money', '"x" is no number'],
    ['sum(total)', 'money', 'sum() needs a list of numbers, total is money (EUR)'],
  ])('%s is refused', (formula, type, message) => {
    expect(compute(formula, type)).toBe(message)
  })
})

it('hands on the exact number, so that nothing is parsed twice', () => {
  const compiled = compileFormula('total / 7', scope, 'money')
  expect(compiled.ok && compiled.evaluate(facts)).toEqual({
    ok: true,
    value: '1200/7',
    exact: { n: 1200n, scale: 0, d: 7n },
  })
})
