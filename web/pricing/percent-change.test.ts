import { expect, it } from 'vitest'
import { percentChange } from './percent-change.ts'

it('a change of price is told in percent of what it was', () => {
  const change = (before: string, after: string) =>
    percentChange({ unitAmount: before }, { unitAmount: after })
  expect(change('80.00', '78.00')).toBe('-2.5')
  expect(change('3', '4')).toBe('33.3')
  expect(change('1000000000000000000.10', '2000000000000000000.20')).toBe('100')
  expect(change('80.00', '80.0')).toBeUndefined()
  expect(change('0', '5')).toBeUndefined()
  expect(percentChange({}, { unitAmount: '5' })).toBeUndefined()
})
