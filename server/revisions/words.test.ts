import { expect, it } from 'vitest'
import { differencesOf, wordsOf } from './words.ts'

it('a difference is told field by field, in words and as what was and what will be', () => {
  const before = { unitAmount: '80.00', taxCode: 'A' }
  const after = { unitAmount: '78.00', products: ['PILOT'] }
  expect(differencesOf(before, after)).toEqual([
    { field: 'unit amount', before: '80.00', after: '78.00', words: 'unit amount: 80.00 → 78.00' },
    { field: 'tax code', before: 'A', after: '', words: 'tax code: A → nothing' },
    { field: 'products', before: '', after: 'PILOT', words: 'products: with PILOT' },
  ])
})

it('tiers that come or go are told one by one, not as a piece of program', () => {
  const tiers = [{ from: '1', unitAmount: '9' }]
  expect(wordsOf({}, { tiers })).toEqual(['tier 1 from: nothing → 1', 'tier 1 unit amount: nothing → 9'])
  expect(wordsOf({ tiers }, {})).toEqual(['tier 1 from: 1 → nothing', 'tier 1 unit amount: 9 → nothing'])
})

it('the same things in another order are said to be that', () => {
  expect(wordsOf({ plans: ['A', 'B'] }, { plans: ['B', 'A'] })).toEqual(['plans: in another order'])
})
