import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { facts, scope } from './fixture.ts'
import { compileCondition, compileFormula, complete, type Issue, toJson, toText } from './index.ts'

function issuesOf(condition: unknown): Issue[] {
  const compiled = compileCondition(condition as string, scope)
  return compiled.ok ? [] : compiled.issues
}

describe('there is no way out', () => {
  const ways = [
    'constructor',
    '__proto__',
    'prototype',
    'attributes.constructor',
    'attributes.__proto__',
    'attributes["constructor"] == 1',
    'toString()',
    'hasOwnProperty()',
    '"a".constructor',
    'constructor()',
    'productSku.constructor("x")',
    'attributes.constructor.constructor("return 1")()',
    'globalThis',
    'this',
    'lines.map(constructor, 1)',
    'lines.exists(__proto__, true)',
    'has(__proto__)',
    '`${1}`',
    'a => a',
    'discount; total',
    'discount = 1',
    'import("x")',
    'valueOf == 1',
  ]
  test.each(ways)('%s is refused', (way) => {
    expect(issuesOf(way).length).toBeGreaterThan(0)
    expect(JSON.stringify(issuesOf(way))).not.toContain('native code')
  })

  it('and nothing that JavaScript adds to facts is read', () => {
    const compiled = compileCondition('has(attributes.toString) || has(attributes.valueOf.name)', scope)
    expect(compiled.ok && compiled.evaluate({ attributes: {} }).value).toBe(false)
    const polluted = JSON.parse('{"__proto__": {"discount": "99"}}') as Record<string, unknown>
    const own = compileCondition('has(discount)', scope)
    expect(own.ok && own.evaluate(polluted).value).toBe(false)
    expect(own.ok && own.evaluate(Object.create({ discount: '1' })).value).toBe(false)
    expect(issuesOf({ field: 'constructor', op: 'exists', value: true })[0]?.code).toBe(
      'expression.unknown-field',
    )
  })
})

describe('work is bounded, however it is written', () => {
  const many = (text: string, times: number) => text.repeat(times)
  const nest = (times: number) => {
    let condition: unknown = { field: 'total', op: 'gt', value: 1 }
    for (let depth = 0; depth < times; depth++) condition = { operator: 'not', conditions: [condition] }
    return condition
  }
  const circle: { operator: string; conditions: unknown[] } = { operator: 'and', conditions: [] }
  circle.conditions.push(circle, circle)
  test.each<[what: string, condition: unknown, code: string]>([
    ['a million brackets', many('(', 1_000_000), 'too-long'],
    ['fifty thousand brackets', many('(', 50_000), 'too-deep'],
    ['brackets that close', `${many('(', 40_000)}total > 1${many(')', 40_000)}`, 'too-deep'],
    ['signs', many('!', 90_000), 'too-deep'],
    ['choices', many('customer.vip ? true : ', 3_000), 'too-deep'],
    ['a long sum', `${many('1+', 45_000)}1 > 0`, 'syntax'],
    ['sums inside sums', `${many('(', 190)}1${many(`${many('+1', 99)})`, 190)} > 0`, 'too-deep'],
    ['calls on calls', `productSku${many('.lower()', 10_000)} == "x"`, 'syntax'],
    ['many parts', many('!has(total)||', 7_600).concat('true'), 'too-many-parts'],
    ['JSON inside JSON', nest(10_000), 'too-deep'],
    ['JSON that is a circle', circle, 'too-deep'],
    [
      'a wide JSON',
      { operator: 'or', conditions: Array.from({ length: 50_000 }, () => circle) },
      'too-many-parts',
    ],
    ['lists in lists', 'lines.exists(a, lines.exists(b, a.net > b.net))', 'too-expensive'],
    ['many unknown fields', many('nowhere.to.be.found == 1 || ', 3_500).concat('true'), 'unknown-field'],
    ['digits', `total > ${many('9', 5_000)}`, 'syntax'],
  ])('%s', (_, condition, code) => {
    const issues = issuesOf(condition)
    expect(issues[0]?.code).toBe(`expression.${code}`)
    expect(issues.length).toBeLessThanOrEqual(100)
    expect(issues[0]?.message).not.toBe('')
  })

  it('numbers that grow are stopped', () => {
    const compiled = compileFormula(`${many('weight * ', 90)}weight`, scope, 'number')
    expect(compiled.ok && compiled.evaluate({ weight: many('9', 99) })).toMatchObject({
      ok: false,
      issue: { code: 'expression.too-many-digits' },
    })
    const sums = compileFormula('sum(lines.map(l, 1 / number(l.net)))', scope, 'number')
    const lines = Array.from({ length: 1_000 }, (_, index) => ({ net: String(index * 2 + 1_000_003) }))
    expect(sums.ok && sums.evaluate({ lines })).toMatchObject({
      ok: false,
      issue: { code: 'expression.too-many-digits' },
    })
  })

  it('facts that are too long are not usable', () => {
    const compiled = compileCondition('listPrice > 1', scope)
    expect(compiled.ok && compiled.evaluate({ listPrice: many('9', 1_000_000) }).value).toBe(false)
    expect(compiled.ok && compiled.evaluate({ listPrice: '1e999999999' }).value).toBe(false)
  })
})

test('nonsense never throws: it is an issue or a condition', () => {
  const token = fc.constantFrom(
    'discount',
    '>',
    '<',
    '==',
    '10',
    '.5',
    '"x"',
    '(',
    ')',
    '[',
    ']',
    ',',
    '.',
    '!',
    '-',
    '&&',
    '||',
    '?',
    ':',
    'in',
    'lines',
    'exists',
    'l',
    'has',
    'round',
    '%',
    '*',
    '/',
    'null',
    '\\',
    '"',
    '\n',
  )
  const nonsense = fc.oneof(
    fc.array(token, { maxLength: 20 }).map((tokens) => tokens.join(' ')),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(nonsense, fc.nat(40), (text, offset) => {
      const compiled = compileCondition(text, scope)
      if (compiled.ok) expect(typeof compiled.evaluate(facts).value).toBe('boolean')
      else for (const { message, position } of compiled.issues) expect(message && position).toBeTruthy()
      toText(text)
      toJson(text)
      complete(text, offset, scope)
    }),
    { numRuns: 2_000 },
  )
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const compiled = compileCondition(value as string, scope)
      if (!compiled.ok) expect(compiled.issues.length).toBeGreaterThan(0)
    }),
    { numRuns: 1_000 },
  )
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(facts)), fc.anything()), (given) => {
      for (const text of [
        'discount > 10',
        'lines.exists(l, l.net > 1)',
        'attributes.x == 1',
        'validUntil < "2026-01-01"',
      ]) {
        const compiled = compileCondition(text, scope)
        expect(compiled.ok && typeof compiled.evaluate(given).value).toBe('boolean')
      }
    }),
    { numRuns: 1_000 },
  )
})
