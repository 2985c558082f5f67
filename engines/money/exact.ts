/**
 * An exact number: n / (10^scale × d). Decimals are fixed point (d = 1), so multiplying and adding stay cheap; only a
 * division that does not end leaves a divisor d > 1, which waits there until somebody rounds. d never shares a factor
 * with 10, so a number that can be a decimal is one.
 */
export type Exact = { readonly n: bigint; readonly scale: number; readonly d: bigint }

const powers: bigint[] = [1n]

/** 10 to the given whole power, remembered. */
export function powerOfTen(exponent: number): bigint {
  for (let k = powers.length; k <= exponent; k++) powers.push((powers[k - 1] as bigint) * 10n)
  return powers[exponent] as bigint
}

/** The decimal n / 10^scale: `decimal(1250n, 2)` is 12.50. */
export function decimal(n: bigint, scale = 0): Exact {
  return { n, scale, d: 1n }
}

export const zero = decimal(0n)
export const one = decimal(1n)
export const hundred = decimal(100n)

/** The exact quotient of two whole numbers; refuses a zero below the line. */
export function fraction(n: bigint, d: bigint): Exact {
  return settle(n, 0, d)
}

export function add(a: Exact, b: Exact): Exact {
  if (a.d === b.d) {
    if (a.scale === b.scale) return tidy(a.n + b.n, a.scale, a.d)
    return a.scale > b.scale
      ? tidy(a.n + b.n * powerOfTen(a.scale - b.scale), a.scale, a.d)
      : tidy(a.n * powerOfTen(b.scale - a.scale) + b.n, b.scale, a.d)
  }
  const scale = Math.max(a.scale, b.scale)
  const left = a.n * powerOfTen(scale - a.scale) * b.d
  const right = b.n * powerOfTen(scale - b.scale) * a.d
  return settle(left + right, scale, a.d * b.d)
}

export function subtract(a: Exact, b: Exact): Exact {
  if (a.d === 1n && b.d === 1n) {
    if (a.scale === b.scale) return { n: a.n - b.n, scale: a.scale, d: 1n }
    return a.scale > b.scale
      ? { n: a.n - b.n * powerOfTen(a.scale - b.scale), scale: a.scale, d: 1n }
      : { n: a.n * powerOfTen(b.scale - a.scale) - b.n, scale: b.scale, d: 1n }
  }
  return add(a, negate(b))
}

export function multiply(a: Exact, b: Exact): Exact {
  if (a.d === 1n && b.d === 1n) return { n: a.n * b.n, scale: a.scale + b.scale, d: 1n }
  return settle(a.n * b.n, a.scale + b.scale, a.d * b.d)
}

/** The exact quotient. Refuses to divide by zero: callers that read people's formulas look first. */
export function divide(a: Exact, b: Exact): Exact {
  const n = a.n * b.d
  const d = a.d * b.n
  return b.scale >= a.scale
    ? settle(n * powerOfTen(b.scale - a.scale), 0, d)
    : settle(n, a.scale - b.scale, d)
}

export function negate(a: Exact): Exact {
  return { n: -a.n, scale: a.scale, d: a.d }
}

export function absolute(a: Exact): Exact {
  return a.n < 0n ? negate(a) : a
}

/** −1, 0 or 1, as a comes before, with or after b. */
export function compare(a: Exact, b: Exact): number {
  let left = a.n
  let right = b.n
  if (a.scale > b.scale) right *= powerOfTen(a.scale - b.scale)
  else if (b.scale > a.scale) left *= powerOfTen(b.scale - a.scale)
  if (a.d !== b.d) {
    left *= b.d
    right *= a.d
  }
  return left < right ? -1 : left > right ? 1 : 0
}

export function equals(a: Exact, b: Exact): boolean {
  return compare(a, b) === 0
}

/** −1, 0 or 1. */
export function signOf(a: Exact): number {
  return a.n < 0n ? -1 : a.n > 0n ? 1 : 0
}

export function isZero(a: Exact): boolean {
  return a.n === 0n
}

export function smaller(a: Exact, b: Exact): Exact {
  return compare(a, b) <= 0 ? a : b
}

export function larger(a: Exact, b: Exact): Exact {
  return compare(a, b) >= 0 ? a : b
}

export function sum(values: Iterable<Exact>): Exact {
  let total = zero
  // Numbers of one scale in a row are added up as they are.
  let n = 0n
  let scale = 0
  for (const value of values) {
    if (value.d !== 1n) total = add(total, value)
    else if (value.scale === scale) n += value.n
    else {
      total = add(total, decimal(n, scale))
      ;({ n, scale } = value)
    }
  }
  return add(total, decimal(n, scale))
}

/** `percent` of an amount: `percentOf(exact('250'), exact('4'))` is 10. */
export function percentOf(amount: Exact, percent: Exact): Exact {
  if (amount.d === 1n && percent.d === 1n) {
    return { n: amount.n * percent.n, scale: amount.scale + percent.scale + 2, d: 1n }
  }
  return divide(multiply(amount, percent), hundred)
}

/** The whole number not above a. */
export function wholeBelow(a: Exact): bigint {
  const below = a.d * powerOfTen(a.scale)
  const quotient = a.n / below
  return a.n < 0n && quotient * below !== a.n ? quotient - 1n : quotient
}

/** The whole number not below a. */
export function wholeAbove(a: Exact): bigint {
  return -wholeBelow(negate(a))
}

/** Lowest terms, as two whole numbers with a positive one below the line. */
export function ratio(a: Exact): { n: bigint; d: bigint } {
  const d = a.d * powerOfTen(a.scale)
  const common = greatestCommonDivisor(a.n, d)
  return { n: a.n / common, d: d / common }
}

/** Sums of fractions with one divisor may become decimals again: 1/3 + 2/3. */
function tidy(n: bigint, scale: number, d: bigint): Exact {
  return d === 1n ? { n, scale, d } : settle(n, scale, d)
}

/** Lowest terms; the part of the divisor made of twos and fives goes into the scale. */
function settle(n: bigint, scale: number, d: bigint): Exact {
  if (d === 0n) throw new RangeError('Division by zero')
  if (d < 0n) {
    n = -n
    d = -d
  }
  if (n === 0n) return zero
  const common = greatestCommonDivisor(n, d)
  n /= common
  d /= common
  while (d % 10n === 0n) {
    d /= 10n
    scale++
  }
  while (d % 2n === 0n) {
    d /= 2n
    n *= 5n
    scale++
  }
  while (d % 5n === 0n) {
    d /= 5n
    n *= 2n
    scale++
  }
  while (scale > 0 && n % 10n === 0n) {
    n /= 10n
    scale--
  }
  return { n, scale, d }
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  if (a < 0n) a = -a
  if (b < 0n) b = -b
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}
