import { add, compare, type Exact, isZero, smaller, subtract, toText, zero } from '../../money/index.ts'
import { amountInTier, firstUnit, type Model, type ModelInput, type Part } from './result.ts'

/**
 * Each unit at the price of its own tier: of 25 units, ten at the first tier's price and fifteen at the second's. A
 * tier's flat amount is added when the first unit falls into it.
 */
export const graduated: Model = (input) => {
  const { price, quantity } = input
  const parts: Part[] = []
  let amount = zero
  let covered = zero
  const offset = firstUnit(price)
  const first = price.tiers[0]
  for (const tier of price.tiers) {
    const start = subtract(tier.from, offset)
    const end = tier.to && subtract(tier.to, offset)
    if (compare(quantity, start) <= 0 && !(tier === first && isZero(quantity))) break
    if (compare(start, covered) !== 0) return hole(input, covered)
    const units = subtract(end ? smaller(quantity, end) : quantity, start)
    const inTier = amountInTier(tier, price.unit, units)
    if (!inTier)
      return { problem: 'no-amount', because: () => `the tier from ${toText(tier.from)} has no price` }
    parts.push({ quantity: units, amount: inTier, tier })
    amount = add(amount, inTier)
    covered = add(start, units)
  }
  if (compare(covered, quantity) < 0) return hole(input, covered)
  return {
    basis: 'AMOUNT',
    amount,
    parts,
    because: () => `each unit at its own tier, ${parts.length} reached`,
  }
}

function hole({ quantity }: ModelInput, covered: Exact): ReturnType<Model> {
  return {
    problem: 'no-tier',
    because: () => `units above ${toText(covered)} of ${toText(quantity)} fall into no tier`,
  }
}
