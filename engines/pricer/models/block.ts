import { add, compare, type Exact, multiply, subtract, toText } from '../../money/index.ts'
import { firstUnit, type Model, reachedTier } from './result.ts'

/** The flat amount of the reached tier; above the last, its flat amount and the price's unit amount for the rest. */
export const block: Model = ({ price, quantity, tierQuantity }) => {
  const tier = reachedTier(price, tierQuantity)
  if (tier) {
    return tier.flat
      ? {
          basis: 'AMOUNT',
          amount: tier.flat,
          parts: [{ quantity, amount: tier.flat, tier }],
          because: () =>
            `a quantity of ${toText(tierQuantity)} falls into the block from ${toText(tier.from)}`,
        }
      : { problem: 'no-amount', because: () => `the block from ${toText(tier.from)} has no amount` }
  }
  const last = price.tiers.at(-1)
  if (!last?.to || !last.flat || !price.unit || compare(tierQuantity, last.to) < 0) {
    return { problem: 'no-tier', because: () => `no block covers a quantity of ${toText(tierQuantity)}` }
  }
  const size: Exact = subtract(last.to, firstUnit(price))
  const over = subtract(quantity, size)
  const amount = add(last.flat, multiply(over, price.unit))
  const because = () => `${toText(over)} units above the last block, each at the price for overage`
  return { basis: 'AMOUNT', amount, parts: [{ quantity, amount, tier: last }], because }
}
