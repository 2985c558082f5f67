import { describe, expect, it } from 'vitest'
import { readNumber, tidy } from './read-number.ts'

describe('a number as people type it', () => {
  it.each([
    ['3', '3'],
    [' 12 ', '12'],
    ['2.5', '2.5'],
    ['2,5', '2.5'],
    ['1.000,5', '1000.5'],
    ['1,000.50', '1000.5'],
    ['1 000', '1000'],
    ['12\u202f500,25', '12500.25'],
    ["1'250'000", '1250000'],
    ['1.250.000', '1250000'],
    ['7,5 %', '7.5'],
    ['.5', '0.5'],
    ['-3', '-3'],
    ['0.125', '0.125'],
    ['0007', '7'],
  ])('%j means %s', (typed, value) => {
    expect(readNumber(typed)).toEqual({ kind: 'number', value })
  })

  it('"1.000" can be one or a thousand, and is not guessed', () => {
    expect(readNumber('1.000')).toEqual({ kind: 'ambiguous', either: ['1', '1000'] })
    expect(readNumber('12,500')).toEqual({ kind: 'ambiguous', either: ['12.5', '12500'] })
  })

  it.each(['', 'abc', '1e308', '1.00.5', '1,00,0', '10 20', '--3', '3-', '1.5,2,5', 'NaN'])(
    '%j is no number',
    (typed) => {
      expect(readNumber(typed)).toEqual({ kind: 'none' })
    },
  )

  it('is kept in its shortest spelling', () => {
    expect(tidy('7.500')).toBe('7.5')
    expect(tidy('-0.0')).toBe('0')
    expect(tidy('100')).toBe('100')
  })
})
