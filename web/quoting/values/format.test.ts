import { describe, expect, it } from 'vitest'
import { billingText, every, lengthText, perUnit, shareOf } from './format.ts'

describe('figures beside the amounts', () => {
  it('a share is exact and rounded for show only', () => {
    expect(shareOf('25', '1000')).toBe('2.5')
    expect(shareOf('1', '3')).toBe('33.33')
    expect(shareOf('0.1', '0.3')).toBe('33.33')
    expect(shareOf('5', '0')).toBe('0')
  })

  it('what one unit comes to has the decimals of the currency', () => {
    expect(perUnit('100.00', '3', 'EUR')).toBe('33.33')
    expect(perUnit('100', '3', 'JPY')).toBe('33')
    expect(perUnit('10', '0', 'EUR')).toBeUndefined()
  })

  it('billing is said in words', () => {
    expect(billingText('ONE_TIME', undefined)).toBe('one-time')
    expect(billingText('RECURRING', '1 month')).toBe('per month')
    expect(every('3 months')).toBe('every 3 months')
    expect(every('YEAR')).toBe('per year')
  })
})

it.each([
  ['2026-12-02', '2029-12-02', '3 years'],
  ['2026-12-02', '2027-12-02', '1 year'],
  ['2027-01-01', '2028-07-01', '18 months'],
  ['2027-01-31', '2027-02-28', '1 month'],
  ['2027-01-01', '2027-02-10', '40 days'],
])('from %s to before %s is %s', (start, end, length) => {
  expect(lengthText({ start, end })).toBe(length)
  expect(lengthText({ start, end, evergreen: true })).toBe('no end')
})
