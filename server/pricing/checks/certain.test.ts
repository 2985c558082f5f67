import { describe, expect, it } from 'vitest'
import { alwaysHolds, neverHolds } from './certain.ts'

const never = (expression: string) => neverHolds({ expression })
const always = (expression: string) => alwaysHolds({ expression })

describe('a condition', () => {
  it.each([
    'quantity > 10 && quantity < 5',
    'quantity > 10 && quantity <= 10',
    'quantity < 0',
    'region == "DE" && region == "AT"',
    'region in ["DE", "AT"] && !(region in ["DE", "AT", "CH"])',
    'has(region) && !has(region)',
    '(quantity > 10 || quantity > 20) && quantity < 3',
    'customer.segments.contains("gold") && !customer.segments.contains("gold")',
  ])('never holds: %s', (expression) => expect(never(expression)).toBe(true))

  it.each([
    'quantity > 10 && quantity < 12',
    'region == "DE" || region == "AT"',
    'quantity >= 10 && quantity <= 10',
  ])('can hold: %s', (expression) => expect(never(expression)).toBe(false))

  it.each([
    'quantity >= 0',
    'quantity > 10 || quantity <= 10',
    '!(quantity > 10 && quantity < 5)',
    'region == "DE" || region != "DE"',
  ])('always holds: %s', (expression) => expect(always(expression)).toBe(true))

  it.each(['quantity > 1', 'region == "DE"', 'has(region)'])('need not hold: %s', (expression) =>
    expect(always(expression)).toBe(false),
  )

  it('is looked at together with quantities the rule has beside it', () => {
    const beside = [{ field: 'quantity', op: 'lt', value: '5' }]
    expect(neverHolds({ expression: 'quantity > 10' }, beside)).toBe(true)
  })
})
