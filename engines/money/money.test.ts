import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  add,
  compare,
  divide,
  exact,
  findCurrency,
  minorUnits,
  multiply,
  parseDecimal,
  parseExact,
  type RoundingMode,
  round,
  roundToStep,
  shareOut,
  subtract,
  toPlaces,
  toText,
  wholeAbove,
  wholeBelow,
} from './index.ts'

const Wide = Decimal.clone({ precision: 120 })
const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.integer({ min: 0, max: 12 }))
  .map(([n, scale]) => new Wide(n.toString()).div(new Wide(10).pow(scale)).toFixed())

describe('exact numbers', () => {
  test('add, subtract, multiply and compare as an independent decimal library does', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const x = new Wide(a)
        const y = new Wide(b)
        expect(toText(add(exact(a), exact(b)))).toBe(x.plus(y).toFixed())
        expect(toText(subtract(exact(a), exact(b)))).toBe(x.minus(y).toFixed())
        expect(toText(multiply(exact(a), exact(b)))).toBe(x.times(y).toFixed())
        expect(compare(exact(a), exact(b))).toBe(x.comparedTo(y))
      }),
    )
  })

  test('a division waits as a fraction and comes back without loss', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        if (new Wide(b).isZero()) return
        const quotient = divide(exact(a), exact(b))
        expect(compare(multiply(quotient, exact(b)), exact(a))).toBe(0)
        expect(compare(exact(toText(quotient)), quotient)).toBe(0)
      }),
    )
    expect(toText(divide(exact('1'), exact('3')))).toBe('1/3')
    expect(toText(add(exact('1/3'), exact('2/3')))).toBe('1')
    expect(toText(divide(exact('1'), exact('8')))).toBe('0.125')
    expect(() => divide(exact('1'), exact('0'))).toThrow(RangeError)
  })

  test('are read and written without loss, and nothing else is read', () => {
    fc.assert(
      fc.property(decimals, (a) => {
        expect(toText(exact(a))).toBe(a)
      }),
    )
    for (const wrong of ['', '.', '1e3', 'NaN', '1,5', ' 1', '0x10', '--1', 1.5, null, undefined]) {
      expect(parseDecimal(wrong)).toBeUndefined()
    }
    expect(parseExact('1/0')).toBeUndefined()
    expect(toText(exact('9007199254740993'))).toBe('9007199254740993')
    expect(toPlaces(exact('12.5'), 2)).toBe('12.50')
    expect(toPlaces(exact('12.12500'), 2)).toBe('12.125')
    expect(toPlaces(exact('-0.05'), 0)).toBe('-0.05')
    expect(toPlaces(exact('7.00'), 0)).toBe('7')
  })

  test('know the whole numbers around them', () => {
    expect([wholeBelow(exact('-0.5')), wholeAbove(exact('-0.5'))]).toEqual([-1n, 0n])
    expect([wholeBelow(exact('7/3')), wholeAbove(exact('7/3'))]).toEqual([2n, 3n])
    expect([wholeBelow(exact('5')), wholeAbove(exact('5'))]).toEqual([5n, 5n])
  })
})

describe('rounding', () => {
  const modes: [RoundingMode, Decimal.Rounding][] = [
    ['HALF_UP', Decimal.ROUND_HALF_UP],
    ['HALF_DOWN', Decimal.ROUND_HALF_DOWN],
    ['HALF_EVEN', Decimal.ROUND_HALF_EVEN],
    ['HALF_CEILING', Decimal.ROUND_HALF_CEIL],
    ['HALF_FLOOR', Decimal.ROUND_HALF_FLOOR],
    ['UP', Decimal.ROUND_UP],
    ['DOWN', Decimal.ROUND_DOWN],
    ['CEILING', Decimal.ROUND_CEIL],
    ['FLOOR', Decimal.ROUND_FLOOR],
  ]

  test('goes where an independent decimal library goes, in nine modes', () => {
    const ties = fc.integer({ min: -9999, max: 9999 }).map((n) => new Wide(n).div(1000).toFixed())
    fc.assert(
      fc.property(fc.oneof(decimals, ties), fc.integer({ min: 0, max: 4 }), (a, places) => {
        for (const [mode, theirs] of modes) {
          expect(toPlaces(round(exact(a), places, mode), places)).toBe(
            new Wide(a)
              .toDecimalPlaces(places, theirs)
              .toFixed(places)
              .replace(/^-(0\.?0*)$/, '$1'),
          )
        }
      }),
    )
  })

  test('half odd takes the odd neighbour of a tie', () => {
    expect(['0.5', '1.5', '-0.5', '-1.5', '0.51'].map((x) => toText(round(exact(x), 0, 'HALF_ODD')))).toEqual(
      ['1', '1', '-1', '-1', '1'],
    )
  })

  test('gives what floats get wrong', () => {
    expect(toText(round(exact('1.005'), 2))).toBe('1.01')
    expect(toText(round(exact('2.675'), 2))).toBe('2.68')
    expect(toText(add(exact('0.1'), exact('0.2')))).toBe('0.3')
    expect(toText(multiply(exact('4.35'), exact('100')))).toBe('435')
    expect(toText(round(exact('1/3'), 2))).toBe('0.33')
    expect(toText(round(exact('-2/3'), 2))).toBe('-0.67')
  })

  test('a cash step rounds to its multiples', () => {
    expect(toPlaces(roundToStep(exact('4.92'), exact('0.05')), 2)).toBe('4.90')
    expect(toPlaces(roundToStep(exact('-4.93'), exact('0.05')), 2)).toBe('-4.95')
  })
})

describe('sharing out', () => {
  test('loses nothing, strays less than a unit, and mirrors a negative amount', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), weights, (amount, sizes) => {
        const { shares, unplaced } = shareOut(amount, sizes)
        expect(shares.reduce((a, b) => a + b, 0n)).toBe(amount)
        expect(unplaced).toBe(0n)
        const whole = sizes.reduce((a, b) => a + b, 0n)
        shares.forEach((share, index) => {
          if (whole === 0n) return
          const distance = share * whole - amount * (sizes[index] as bigint)
          expect(distance < whole && -distance < whole).toBe(true)
          if (sizes[index] === 0n) expect(share).toBe(0n)
        })
        expect(shareOut(-amount, sizes).shares).toEqual(shares.map((share) => -share))
      }),
    )
  })

  test('no share passes its cap, and what fits nowhere is reported', () => {
    const lines = fc.array(fc.tuple(fc.bigInt({ min: 1n, max: 1000n }), fc.bigInt({ min: 0n, max: 500n })), {
      minLength: 1,
      maxLength: 12,
    })
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 5000n }), lines, (amount, rows) => {
        const caps = rows.map(([, cap]) => cap)
        const { shares, unplaced } = shareOut(
          amount,
          rows.map(([weight]) => weight),
          caps,
        )
        expect(shares.every((share, index) => share <= (caps[index] as bigint))).toBe(true)
        expect(shares.reduce((a, b) => a + b, 0n) + unplaced).toBe(amount)
        const room = caps.reduce((a, b) => a + b, 0n)
        expect(unplaced).toBe(amount > room ? amount - room : 0n)
      }),
    )
  })

  test('the rest goes to the largest fraction, ties to the earlier', () => {
    expect(shareOut(100n, [1n, 1n, 1n])).toEqual({ shares: [34n, 33n, 33n], unplaced: 0n, gotRest: [0] })
    expect(shareOut(10n, [0n, 0n]).shares).toEqual([5n, 5n])
    expect(shareOut(1200n, [1000n, 2000n, 5000n, 3000n], [1000n, 100n, 0n, 400n]).shares).toEqual([
      700n,
      100n,
      0n,
      400n,
    ])
  })
})

describe('currencies', () => {
  test('have the minor units of ISO 4217, in any case of the code', () => {
    expect(['USD', 'jpy', 'KWD', 'UYW', 'UGX', 'ISK'].map((code) => minorUnits(code))).toEqual([
      2, 0, 3, 4, 0, 0,
    ])
    expect(findCurrency('XXQ')).toBeUndefined()
  })

  test('a currency that ended is known on its days only', () => {
    expect(minorUnits('HRK', '2022-12-31')).toBe(2)
    expect(() => minorUnits('HRK', '2024-01-01')).toThrow(RangeError)
  })
})
