import { type Exact, ratio } from '../../money/index.ts'

/** The parts as whole numbers over one divisor. */
export function onOneDivisor(parts: readonly { exact: Exact }[]): { whole: bigint[]; d: bigint } {
  let d = 1n
  const fractions = parts.map(({ exact }) =>
    exact.scale === 0 && exact.d === 1n ? { n: exact.n, d: 1n } : slim(exact),
  )
  for (const fraction of fractions) if (d % fraction.d !== 0n) d = (d / common(d, fraction.d)) * fraction.d
  return { whole: fractions.map((fraction) => fraction.n * (d / fraction.d)), d }
}

/** A decimal keeps its power of ten: reducing it would only make many divisors of one. */
function slim(value: Exact): { n: bigint; d: bigint } {
  return value.d === 1n ? { n: value.n, d: 10n ** BigInt(value.scale) } : ratio(value)
}

/** Whole parts of each, and the units left to the largest fractions on the side where they are missing. */
export function shareParts(whole: readonly bigint[], d: bigint, amount: bigint): bigint[] {
  let left = amount
  const shares = whole.map((part) => {
    const share = part / d
    left -= share
    return share
  })
  if (left === 0n) return shares
  const side = left > 0n ? 1n : -1n
  // Rests are remainders of one divisor, so there are few different ones: counted, not sorted.
  const places = new Map<bigint, number[]>()
  for (let index = 0; index < whole.length; index++) {
    const rest = ((whole[index] as bigint) - (shares[index] as bigint) * d) * side
    if (rest <= 0n) continue
    const alike = places.get(rest)
    if (alike) alike.push(index)
    else places.set(rest, [index])
  }
  const largestFirst = [...places.keys()].sort((a, b) => (a < b ? 1 : -1))
  for (const rest of largestFirst) {
    for (const index of places.get(rest) as number[]) {
      if (left === 0n) return shares
      shares[index] = (shares[index] as bigint) + side
      left -= side
    }
  }
  // Rounding that always goes away from zero can leave more than there are fractions.
  if (left !== 0n) shares[0] = (shares[0] as bigint) + left
  return shares
}

function common(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}
