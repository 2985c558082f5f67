import { decimal, type Exact, fraction, powerOfTen, ratio } from './exact.ts'

const fractionForm = /^([+-]?\d+)\/(\d+)$/

/** Reads "12.50", "-3" or ".5"; undefined for anything else. Exponents are not decimals people write on prices. */
export function parseDecimal(text: unknown): Exact | undefined {
  if (typeof text !== 'string') return undefined
  const first = text.charCodeAt(0)
  const start = first === 43 || first === 45 ? 1 : 0
  let point = -1
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code >= 48 && code <= 57) continue
    if (code !== 46 || point >= 0) return undefined
    point = index
  }
  const digits = text.length - start - (point < 0 ? 0 : 1)
  if (digits === 0) return undefined
  if (point < 0) return decimal(BigInt(unsigned(text)))
  return decimal(BigInt(unsigned(text.slice(0, point) + text.slice(point + 1))), text.length - point - 1)
}

/** Reads what `toText` writes: a decimal, or an exact fraction such as "1/3". */
export function parseExact(text: unknown): Exact | undefined {
  const plain = parseDecimal(text)
  if (plain || typeof text !== 'string') return plain
  const [, n, d] = fractionForm.exec(text) ?? []
  if (n === undefined || d === undefined || BigInt(d) === 0n) return undefined
  return fraction(BigInt(unsigned(n)), BigInt(d))
}

/** The number a literal means; throws on what is none. For literals in code and values parsed before. */
export function exact(value: string | bigint): Exact {
  const parsed = typeof value === 'bigint' ? decimal(value) : parseExact(value)
  if (!parsed) throw new RangeError(`Not an exact number: ${value}`)
  return parsed
}

/** Shortest exact text: "12.5", "-3", or "n/d" in lowest terms where no decimal says it exactly. One text per value. */
export function toText(value: Exact): string {
  if (value.d !== 1n) {
    const { n, d } = ratio(value)
    return `${n}/${d}`
  }
  if (value.scale === 0) return String(value.n)
  return withoutTrailingZeros(place(value.n, value.scale))
}

/** The decimal with at least so many places: `toPlaces(12.5, 2)` is "12.50", 12.125 stays "12.125". */
export function toPlaces(value: Exact, places: number): string {
  if (value.d !== 1n) return toText(value)
  if (value.scale <= places) return place(value.n * powerOfTen(places - value.scale), places)
  const text = place(value.n, value.scale)
  let end = text.length
  const least = text.length - (value.scale - places)
  while (end > least && text.charCodeAt(end - 1) === 48) end--
  return places === 0 && text.charCodeAt(end - 1) === 46 ? text.slice(0, end - 1) : text.slice(0, end)
}

/** n / 10^places written out, zeros kept: `place(1250n, 2)` is "12.50". */
export function place(n: bigint, places: number): string {
  const text = String(n)
  if (places === 0) return text
  const sign = n < 0n ? 1 : 0
  const whole = text.length - places
  if (whole > sign) return `${text.slice(0, whole)}.${text.slice(whole)}`
  return `${sign ? '-' : ''}0.${'0'.repeat(sign - whole)}${text.slice(sign)}`
}

function withoutTrailingZeros(text: string): string {
  let end = text.length
  while (text.charCodeAt(end - 1) === 48) end--
  if (text.charCodeAt(end - 1) === 46) end--
  return end === text.length ? text : text.slice(0, end)
}

function unsigned(text: string): string {
  return text.startsWith('+') ? text.slice(1) : text
}
