import { type Exact, powerOfTen } from './exact.ts'
import { roundToUnits } from './rounding.ts'

export type Shares = {
  /** In the order of the weights; they add up to the amount, less what no cap left room for. */
  shares: bigint[]
  /** What the caps left no room for; 0 without caps. */
  unplaced: bigint
  /** Places of those that got one of the last units, for the trace. */
  gotRest: number[]
}

/**
 * Shares out an amount by largest remainder, everything in smallest units: each gets the whole part of its exact share,
 * the units left go to the largest fractions, ties to the earlier. A negative amount mirrors the positive one. Weight 0
 * gets nothing, unless all weights are 0: then all weigh the same. With caps, what does not fit is shared again over
 * the rest.
 *
 *     shareOut(100n, [1n, 1n, 1n]).shares  →  [34n, 33n, 33n]
 */
export function shareOut(
  amount: bigint,
  weights: readonly bigint[],
  caps?: readonly (bigint | undefined)[],
): Shares {
  if (weights.length === 0) return { shares: [], unplaced: amount, gotRest: [] }
  if (amount < 0n) {
    const mirrored = shareOut(-amount, weights, caps)
    return { ...mirrored, shares: mirrored.shares.map((share) => -share), unplaced: -mirrored.unplaced }
  }
  const sizes = weights.every((weight) => weight === 0n) ? weights.map(() => 1n) : weights.map(magnitude)
  return caps
    ? shareWithCaps(
        amount,
        sizes,
        caps.map((cap) => (cap === undefined ? cap : magnitude(cap))),
      )
    : { ...shareAll(amount, sizes), unplaced: 0n }
}

/** The same for exact amounts shared in units of 10^−places: 15.00 over 50 : 50 : 50 is 5.00 each. */
export function shareOutDecimals(
  amount: Exact,
  weights: readonly Exact[],
  places: number,
  caps?: readonly Exact[],
): Exact[] {
  const inUnits = (value: Exact) => roundToUnits(value, places)
  const { shares } = shareOut(inUnits(amount), wholeWeights(weights), caps?.map(inUnits))
  return shares.map((share) => ({ n: share, scale: places, d: 1n }))
}

/** Whole numbers in the same proportion as exact weights, as `shareOut` wants them. */
export function wholeWeights(weights: readonly Exact[]): bigint[] {
  let scale = 0
  let divisor = 1n
  for (const weight of weights) {
    scale = Math.max(scale, weight.scale)
    if (weight.d !== 1n && divisor % weight.d !== 0n) divisor *= weight.d
  }
  return weights.map((weight) => (weight.n * powerOfTen(scale - weight.scale) * divisor) / weight.d)
}

function shareAll(amount: bigint, weights: readonly bigint[]): { shares: bigint[]; gotRest: number[] } {
  let whole = 0n
  for (const weight of weights) whole += weight
  const shares: bigint[] = new Array(weights.length)
  const fractions: bigint[] = new Array(weights.length)
  let left = amount
  for (let index = 0; index < weights.length; index++) {
    const product = amount * (weights[index] as bigint)
    const share = product / whole
    shares[index] = share
    fractions[index] = product - share * whole
    left -= share
  }
  const gotRest = largest(fractions, Number(left))
  for (const index of gotRest) shares[index] = (shares[index] as bigint) + 1n
  return { shares, gotRest }
}

/** Places of the `count` largest fractions above zero, the earlier first among equals, in the order of the places. */
function largest(fractions: readonly bigint[], count: number): number[] {
  if (count === 0) return []
  const places: number[] = []
  for (let index = 0; index < fractions.length; index++)
    if ((fractions[index] as bigint) > 0n) places.push(index)
  if (places.length > count) {
    places.sort((a, b) => {
      const x = fractions[a] as bigint
      const y = fractions[b] as bigint
      return x < y ? 1 : x > y ? -1 : a - b
    })
    places.length = count
    places.sort((a, b) => a - b)
  }
  return places
}

function shareWithCaps(
  amount: bigint,
  weights: readonly bigint[],
  caps: readonly (bigint | undefined)[],
): Shares {
  const shares = weights.map(() => 0n)
  const gotRest = new Set<number>()
  let left = amount
  let open = weights.map((_, index) => index).filter((index) => weights[index] !== 0n && room(index) !== 0n)
  while (left > 0n && open.length > 0) {
    const round = shareAll(
      left,
      open.map((index) => weights[index] as bigint),
    )
    for (const place of round.gotRest) gotRest.add(open[place] as number)
    open.forEach((index, place) => {
      const fits = least(round.shares[place] as bigint, room(index))
      shares[index] = (shares[index] as bigint) + fits
      left -= fits
    })
    open = open.filter((index) => room(index) !== 0n)
  }
  return { shares, unplaced: left, gotRest: [...gotRest].sort((a, b) => a - b) }

  function room(index: number): bigint | undefined {
    const cap = caps[index]
    return cap === undefined ? undefined : cap - (shares[index] as bigint)
  }
}

function least(a: bigint, b: bigint | undefined): bigint {
  return b === undefined || a < b ? a : b
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value
}
