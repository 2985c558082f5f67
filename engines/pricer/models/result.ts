import {
  add,
  compare,
  decimal,
  divide,
  type Exact,
  isZero,
  multiply,
  percentOf,
  subtract,
  wholeAbove,
  wholeBelow,
  zero,
} from '../../money/index.ts'
import type { PriceRow, TierRow } from '../prepare/price-row.ts'

/**
 * What a price model makes of a quantity: a unit price that is still to be multiplied, or an amount that is not. `parts`
 * are the tiers with the quantity and amount each contributed.
 */
export type ModelResult =
  | { basis: 'UNIT'; unit: Exact; tier?: TierRow; because: () => string }
  | { basis: 'AMOUNT'; amount: Exact; parts?: Part[]; because: () => string }
  | { problem: 'no-tier' | 'no-amount' | 'no-size' | 'no-percent'; because: () => string }

export type Part = { quantity: Exact; amount: Exact; tier: TierRow }

export type ModelInput = {
  price: PriceRow
  quantity: Exact
  /** The quantity that selects the tier, where it is not the line's. */
  tierQuantity: Exact
  events?: { count: Exact } | { amounts: Exact[] } | undefined
}

export type Model = (input: ModelInput) => ModelResult

/** The tier a quantity reaches: from ≤ quantity < to, or from < quantity ≤ to where ends are inclusive. */
export function reachedTier(price: PriceRow, quantity: Exact): TierRow | undefined {
  const { tiers } = price
  if (price.tierEnds === 'INCLUSIVE') {
    for (let index = 0; index < tiers.length; index++) {
      const tier = tiers[index] as TierRow
      if (index > 0 && compare(tier.from, quantity) >= 0) return undefined
      if (!tier.to || compare(quantity, tier.to) <= 0) return tier
    }
    return undefined
  }
  for (const tier of tiers) {
    if (compare(tier.from, quantity) <= 0 && (!tier.to || compare(quantity, tier.to) < 0)) return tier
  }
  // Zero lies below tiers that count units from one; where it is charged, it pays what the first tier asks.
  const first = tiers[0]
  return isZero(quantity) && first && compare(first.from, decimal(1n)) <= 0 ? first : undefined
}

/** Tiers written as "1 to under 11" count units from one: position 1 is the first unit. */
export function firstUnit(price: PriceRow): Exact {
  const first = price.tiers[0]
  return first && price.tierEnds === 'EXCLUSIVE' && compare(first.from, decimal(1n)) <= 0 ? first.from : zero
}

/** Units × the tier's price + its flat amount. */
export function amountInTier(tier: TierRow, listUnit: Exact | undefined, quantity: Exact): Exact | undefined {
  let amount = tier.flat
  if (tier.percent) amount = plus(amount, percentOf(quantity, tier.percent))
  const unit = tierUnit(tier, listUnit)
  if (unit) {
    const count = tier.packageSize ? decimal(wholeAbove(divide(quantity, tier.packageSize))) : quantity
    amount = plus(amount, multiply(count, unit))
  }
  return amount
}

/** The tier's unit price, or its percentage off the price's own; the price wins where both are given. */
export function tierUnit(tier: TierRow, listUnit: Exact | undefined): Exact | undefined {
  if (tier.unit) return tier.unit
  if (tier.percentOff && listUnit) return subtract(listUnit, percentOf(listUnit, tier.percentOff))
  return undefined
}

/** Started packages, or full ones. */
export function packages(quantity: Exact, size: Exact, down: boolean): Exact {
  if (quantity.n <= 0n) return zero
  const times = divide(quantity, size)
  return decimal(down ? wholeBelow(times) : wholeAbove(times))
}

function plus(a: Exact | undefined, b: Exact): Exact {
  return a ? add(a, b) : b
}
