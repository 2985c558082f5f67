import { describe, expect, it } from 'vitest'
import { parseQuickAdd } from './quick-add.ts'

describe('the add row', () => {
  it('takes numbers without a sign as words of the search', () => {
    expect(parseQuickAdd('lap pro 16')).toEqual({ words: 'lap pro 16', quantity: '1' })
  })

  it.each([
    ['lap pro 16 *3', 'lap pro 16', '3'],
    ['lap pro 16 * 3', 'lap pro 16', '3'],
    ['lap pro 16 x12', 'lap pro 16', '12'],
    ['3x lap pro 16', 'lap pro 16', '3'],
    ['2 × support  gold', 'support gold', '2'],
    ['cable *2,5', 'cable', '2.5'],
    ['*4', '', '4'],
  ])('reads %j', (typed, words, quantity) => {
    expect(parseQuickAdd(typed)).toEqual({ words, quantity })
  })

  it('does not take an x inside a word for a sign', () => {
    expect(parseQuickAdd('box2')).toEqual({ words: 'box2', quantity: '1' })
    expect(parseQuickAdd('rx580')).toEqual({ words: 'rx580', quantity: '1' })
  })

  it('says what it cannot take as a quantity', () => {
    expect(parseQuickAdd('cable *0').problem).toBe('0 is not a quantity')
    expect(parseQuickAdd('cable *1.000').problem).toBe('1.000 could be 1 or 1000')
  })
})
