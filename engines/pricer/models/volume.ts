import { toText } from '../../money/index.ts'
import { amountInTier, type Model, reachedTier, tierUnit } from './result.ts'

/** All units at the price of the tier the whole quantity reaches, plus that tier's flat amount. */
export const volume: Model = ({ price, quantity, tierQuantity }) => {
  const tier = reachedTier(price, tierQuantity)
  if (!tier)
    return { problem: 'no-tier', because: () => `no tier covers a quantity of ${toText(tierQuantity)}` }
  const because = () => `a quantity of ${toText(tierQuantity)} reaches the tier from ${toText(tier.from)}`
  const unit = tierUnit(tier, price.unit)
  if (unit && !tier.flat && !tier.percent && !tier.packageSize) return { basis: 'UNIT', unit, tier, because }
  const amount = amountInTier(tier, price.unit, quantity)
  if (!amount)
    return { problem: 'no-amount', because: () => `the tier from ${toText(tier.from)} has no price` }
  return { basis: 'AMOUNT', amount, parts: [{ quantity, amount, tier }], because }
}
