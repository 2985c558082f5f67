import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Condition, compileCondition, compileFormula, type Scope, toJson, toText } from './index.ts'

/** A second voice: what conditions and sums mean, said again with another decimal library and no tree in common. */
const Exact = Decimal.clone({ precision: 200 })

const scope: Scope = {
  quantity: { type: 'quantity' },
  total: { type: 'money' },
  sku: { type: 'text' },
  'customer.segments': { type: 'list', of: { type: 'text' } },
  vip: { type: 'boolean' },
  day: { type: 'date' },
}

const decimals = fc
  .tuple(fc.bigInt(-99999n, 99999n), fc.integer({ min: 0, max: 4 }))
  .map(([n, places]) => new Decimal(n.toString()).div(new Decimal(10).pow(places)).toFixed())
const words = fc.constantFrom('A', 'B', 'AB', 'BA', 'it\'s "x"', 'ünï', '\\', '')
const days = fc.constantFrom('2026-01-31', '2026-02-01', '2025-12-31')

const orders = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] as const
const numberValue = fc.oneof(decimals, fc.integer({ min: -50, max: 50 }))
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    field: fc.constantFrom('quantity', 'total'),
    op: fc.constantFrom(...orders),
    value: numberValue,
  }),
  fc.record({
    field: fc.constantFrom('quantity', 'total'),
    op: fc.constantFrom('in' as const, 'nin' as const),
    value: fc.array(numberValue, { maxLength: 4 }),
  }),
  fc.record({
    field: fc.constant('sku'),
    op: fc.constantFrom('eq' as const, 'ne' as const, 'contains' as const, 'startsWith' as const),
    value: words,
  }),
  fc.record({ field: fc.constant('customer.segments'), op: fc.constant('contains' as const), value: words }),
  fc.record({
    field: fc.constant('vip'),
    op: fc.constantFrom('eq' as const, 'ne' as const),
    value: fc.boolean(),
  }),
  fc.record({ field: fc.constant('day'), op: fc.constantFrom(...orders), value: days }),
  fc.record({
    field: fc.constantFrom(...Object.keys(scope)),
    op: fc.constant('exists' as const),
    value: fc.boolean(),
  }),
)

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({
      operator: fc.constantFrom('and' as const, 'or' as const),
      conditions: fc.array(tie('condition'), { maxLength: 4 }),
    }),
    fc.record({ operator: fc.constant('not' as const), conditions: fc.tuple(tie('condition')) }),
  ),
}))

const someFacts = fc.record(
  {
    quantity: decimals,
    total: decimals,
    sku: words,
    customer: fc.record({ segments: fc.array(words, { maxLength: 3 }) }),
    vip: fc.boolean(),
    day: days,
  },
  { requiredKeys: [] },
)
type SomeFacts = Record<string, unknown> & { customer?: { segments: string[] } }

/** true, false, or undefined where a fact is missing. */
function meaning(given: Condition, facts: SomeFacts): boolean | undefined {
  if ('expression' in given) throw new TypeError('The second voice reads JSON only')
  if ('operator' in given) {
    const parts = given.conditions.map((part) => meaning(part, facts))
    if (given.operator === 'not') return parts[0] === undefined ? undefined : !parts[0]
    const decisive = given.operator === 'or'
    return parts.includes(decisive) ? decisive : parts.includes(undefined) ? undefined : !decisive
  }
  const actual = given.field === 'customer.segments' ? facts.customer?.segments : facts[given.field]
  if (given.op === 'exists') return (actual !== undefined) === given.value
  if (actual === undefined) return undefined
  const isNumber = given.field === 'quantity' || given.field === 'total'
  const sign = (value: unknown) =>
    isNumber
      ? new Decimal(actual as string).cmp(value as string)
      : actual === value
        ? 0
        : String(actual) < String(value)
          ? -1
          : 1
  switch (given.op) {
    case 'eq':
      return sign(given.value) === 0
    case 'ne':
      return sign(given.value) !== 0
    case 'gt':
      return sign(given.value) > 0
    case 'gte':
      return sign(given.value) >= 0
    case 'lt':
      return sign(given.value) < 0
    case 'lte':
      return sign(given.value) <= 0
    case 'in':
      return (given.value as unknown[]).some((value) => sign(value) === 0)
    case 'nin':
      return !(given.value as unknown[]).some((value) => sign(value) === 0)
    case 'contains':
      return (actual as string).includes(given.value as string)
    case 'startsWith':
      return (actual as string).startsWith(given.value as string)
  }
}

function holds(given: Condition | string, facts: SomeFacts): boolean {
  const compiled = compileCondition(given, scope)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues))
  const { value, because } = compiled.evaluate(facts)
  expect(compiled.test(facts)).toBe(value)
  expect(because.length).toBeGreaterThan(0)
  return value
}

function text(given: Condition | string): string {
  const result = toText(given)
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.text
}

function json(given: string): Condition {
  const result = toJson(given)
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.condition
}

test('a condition means the same in JSON, in text, in JSON again, and to an independent reader', () => {
  fc.assert(
    fc.property(condition, someFacts, (given, facts) => {
      const expected = meaning(given, facts) === true
      expect(holds(given, facts)).toBe(expected)
      expect(holds(text(given), facts)).toBe(expected)
      expect(holds(json(text(given)), facts)).toBe(expected)
    }),
    { numRuns: 500 },
  )
})

test('going there and back again changes nothing after the first time', () => {
  fc.assert(
    fc.property(condition, (given) => {
      const usual = json(text(given))
      expect(json(text(usual))).toEqual(usual)
      expect(text(usual)).toBe(text(json(text(usual))))
    }),
    { numRuns: 500 },
  )
})

test('a condition and its opposite never both hold', () => {
  fc.assert(
    fc.property(condition, someFacts, (given, facts) => {
      const opposite: Condition = { operator: 'not', conditions: [given] }
      expect(holds(given, facts) && holds(opposite, facts)).toBe(false)
    }),
    { numRuns: 300 },
  )
})

type Sum = { text: string; value: Decimal | undefined }
const whole = (value: Decimal | undefined, go: (x: Decimal) => Decimal) => value && go(value)

const { sum } = fc.letrec<{ sum: Sum }>((tie) => ({
  sum: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.bigInt(0n, 999n).map((n): Sum => ({ text: String(n), value: new Exact(n.toString()) })),
    fc.bigInt(0n, 9999n).map(
      (n): Sum => ({
        text: `${new Exact(n.toString()).div(100).toFixed(2)}`,
        value: new Exact(n.toString()).div(100),
      }),
    ),
    fc.constantFrom<Sum>(
      { text: 'x', value: new Exact('12.345') },
      { text: 'y', value: new Exact('-7') },
      { text: 'unknown', value: undefined },
    ),
    fc.tuple(tie('sum'), fc.constantFrom('+', '-', '*'), tie('sum')).map(
      ([a, op, b]): Sum => ({
        text: `(${a.text}) ${op} (${b.text})`,
        value:
          a.value &&
          b.value &&
          (op === '+' ? a.value.plus(b.value) : op === '-' ? a.value.minus(b.value) : a.value.times(b.value)),
      }),
    ),
    tie('sum').map((a): Sum => ({ text: `-(${a.text})`, value: whole(a.value, (x) => x.neg()) })),
    tie('sum').map(
      (a): Sum => ({
        text: `round(${a.text}, 2)`,
        value: whole(a.value, (x) => x.toDecimalPlaces(2, Decimal.ROUND_HALF_UP)),
      }),
    ),
    tie('sum').map((a): Sum => ({ text: `floor(${a.text})`, value: whole(a.value, (x) => x.floor()) })),
    tie('sum').map(
      (a): Sum => ({
        text: `ceil(${a.text}, 1)`,
        value: whole(a.value, (x) => x.toDecimalPlaces(1, Decimal.ROUND_CEIL)),
      }),
    ),
    fc.tuple(tie('sum'), tie('sum')).map(
      ([a, b]): Sum => ({
        text: `max(${a.text}, ${b.text})`,
        value: a.value && b.value && Exact.max(a.value, b.value),
      }),
    ),
    fc.tuple(tie('sum'), tie('sum')).map(
      ([a, b]): Sum => ({
        text: `sum([${a.text}, abs(${b.text})])`,
        value: a.value && b.value && a.value.plus(b.value.abs()),
      }),
    ),
    fc.tuple(tie('sum'), tie('sum'), tie('sum')).map(
      ([a, b, c]): Sum => ({
        text: `(${a.text}) > 5 ? ${b.text} : ${c.text}`,
        value: a.value?.gt(5) ? b.value : c.value,
      }),
    ),
    fc
      .tuple(tie('sum'), fc.constantFrom('4', '-0.5', '1.25'))
      .map(([a, b]): Sum => ({ text: `(${a.text}) / ${b}`, value: whole(a.value, (x) => x.div(b)) })),
  ),
}))

test('a formula gives what an independent decimal library gives', () => {
  const numbers: Scope = { x: { type: 'number' }, y: { type: 'number' }, unknown: { type: 'number' } }
  fc.assert(
    fc.property(sum, ({ text: formula, value }) => {
      const compiled = compileFormula(formula, numbers, 'number')
      if (!compiled.ok) throw new Error(`${formula}: ${JSON.stringify(compiled.issues)}`)
      const result = compiled.evaluate({ x: '12.345', y: '-7' })
      expect(result.ok ? result.value : undefined).toBe(value && (value.isZero() ? '0' : value.toFixed()))
      const usual = toText(formula)
      expect(usual.ok && compileFormula(usual.text, numbers, 'number')).toMatchObject({ ok: true })
    }),
    { numRuns: 1000 },
  )
})
