/** Exact fractions of whole numbers of any size, and their text as decimals. */
export type Rational = { readonly n: bigint; readonly d: bigint }

export const ZERO: Rational = { n: 0n, d: 1n }
export const ONE: Rational = { n: 1n, d: 1n }

const DECIMAL = /^-?\d{1,40}(\.\d{1,40})?$/

export function isDecimal(text: unknown): text is string {
  return typeof text === 'string' && DECIMAL.test(text)
}

export function rational(text: string): Rational {
  if (!isDecimal(text)) throw new RangeError(`not a decimal number: ${text}`)
  const dot = text.indexOf('.')
  if (dot < 0) return { n: BigInt(text), d: 1n }
  return reduce({ n: BigInt(text.replace('.', '')), d: 10n ** BigInt(text.length - dot - 1) })
}

export function whole(n: number | bigint): Rational {
  return { n: BigInt(n), d: 1n }
}

export function reduce({ n, d }: Rational): Rational {
  if (d === 1n) return { n, d }
  let a = n < 0n ? -n : n
  let b = d
  while (b !== 0n) [a, b] = [b, a % b]
  const sign = d < 0n ? -1n : 1n
  return a === 0n ? ZERO : { n: (sign * n) / a, d: (sign * d) / a }
}

export function add(a: Rational, b: Rational): Rational {
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d }
}

export function negate(a: Rational): Rational {
  return { n: -a.n, d: a.d }
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, negate(b))
}

export function multiply(a: Rational, b: Rational): Rational {
  return { n: a.n * b.n, d: a.d * b.d }
}

/** The exact quotient; the divisor must not be 0. */
export function divide(a: Rational, b: Rational): Rational {
  return b.n > 0n ? { n: a.n * b.d, d: a.d * b.n } : { n: -a.n * b.d, d: -a.d * b.n }
}

export function compare(a: Rational, b: Rational): number {
  const x = a.n * b.d
  const y = b.n * a.d
  return x < y ? -1 : x > y ? 1 : 0
}

export function floor({ n, d }: Rational): bigint {
  return n >= 0n || n % d === 0n ? n / d : n / d - 1n
}

/** The value as a decimal where it is one; else rounded down to 12 places, which only bounds are shown with. */
export function decimalText(value: Rational): string {
  const { n, d } = reduce(value)
  let places = 0
  let power = 1n
  while (places < 40 && power % d !== 0n) {
    places++
    power *= 10n
  }
  if (power % d !== 0n) {
    places = 12
    power = 10n ** 12n
  }
  const scaled = floor({ n: n * power, d })
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0')
  const sign = scaled < 0n ? '-' : ''
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

export function ceiling(r: Rational): bigint {
  return -floor(negate(r))
}
