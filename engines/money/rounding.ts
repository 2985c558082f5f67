import { absolute, decimal, divide, type Exact, multiply, powerOfTen } from './exact.ts'

/**
 * HALF_… modes differ only on exact ties: UP away from zero, DOWN toward zero, EVEN and ODD to that digit, CEILING toward
 * +∞, FLOOR toward −∞. The others go one way always.
 */
export type RoundingMode =
  | 'HALF_UP'
  | 'HALF_EVEN'
  | 'HALF_ODD'
  | 'HALF_DOWN'
  | 'HALF_CEILING'
  | 'HALF_FLOOR'
  | 'UP'
  | 'DOWN'
  | 'CEILING'
  | 'FLOOR'

export const roundingModes: readonly RoundingMode[] = [
  'HALF_UP',
  'HALF_EVEN',
  'HALF_ODD',
  'HALF_DOWN',
  'HALF_CEILING',
  'HALF_FLOOR',
  'UP',
  'DOWN',
  'CEILING',
  'FLOOR',
]

/** Rounds to so many decimals: `round(exact('1.005'), 2)` is 1.01. */
export function round(value: Exact, places: number, mode: RoundingMode = 'HALF_UP'): Exact {
  return { n: roundToUnits(value, places, mode), scale: places, d: 1n }
}

/** The same as a count of units of 10^−places: 1.005 at 2 places is 101n. */
export function roundToUnits(value: Exact, places: number, mode: RoundingMode = 'HALF_UP'): bigint {
  if (value.d === 1n && value.scale <= places) return value.n * powerOfTen(places - value.scale)
  return value.scale > places
    ? roundQuotient(value.n, value.d * powerOfTen(value.scale - places), mode)
    : roundQuotient(value.n * powerOfTen(places - value.scale), value.d, mode)
}

/** Rounds to a multiple of a step, such as 0.05 in cash. */
export function roundToStep(value: Exact, step: Exact, mode: RoundingMode = 'HALF_UP'): Exact {
  const size = absolute(step)
  const times = divide(value, size)
  return multiply(decimal(roundToUnits(times, 0, mode)), size)
}

/** n / d to a whole number; d is positive. */
export function roundQuotient(n: bigint, d: bigint, mode: RoundingMode): bigint {
  const quotient = n / d
  const rest = n - quotient * d
  if (rest === 0n) return quotient
  const negative = n < 0n
  const away = negative ? quotient - 1n : quotient + 1n
  const twice = negative ? -2n * rest : 2n * rest
  const nearer = twice === d ? 0 : twice > d ? 1 : -1
  return goesAway(mode, nearer, negative, quotient) ? away : quotient
}

/** Whether to leave zero: `nearer` is 1 when the whole number beyond the quotient is the nearer one, 0 on a tie. */
function goesAway(mode: RoundingMode, nearer: number, negative: boolean, quotient: bigint): boolean {
  switch (mode) {
    case 'UP':
      return true
    case 'DOWN':
      return false
    case 'CEILING':
      return !negative
    case 'FLOOR':
      return negative
    case 'HALF_UP':
      return nearer >= 0
    case 'HALF_DOWN':
      return nearer > 0
    case 'HALF_EVEN':
      return nearer > 0 || (nearer === 0 && quotient % 2n !== 0n)
    case 'HALF_ODD':
      return nearer > 0 || (nearer === 0 && quotient % 2n === 0n)
    case 'HALF_CEILING':
      return nearer > 0 || (nearer === 0 && !negative)
    case 'HALF_FLOOR':
      return nearer > 0 || (nearer === 0 && negative)
  }
}
