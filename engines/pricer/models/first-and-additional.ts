import { add, compare, multiply, one, smaller, subtract, toText, zero } from '../../money/index.ts'
import type { Model } from './result.ts'

/** One amount for the first unit, another for each further one, up to a number of units. */
export const firstAndAdditional: Model = ({ price, quantity }) => {
  if (!price.flat || !price.unit)
    return { problem: 'no-amount', because: () => 'the price lacks the first or the additional amount' }
  const units =
    price.maximumUnits && price.maximumUnits.n > 0n ? smaller(quantity, price.maximumUnits) : quantity
  if (units.n <= 0n) return { basis: 'AMOUNT', amount: zero, because: () => 'no unit' }
  const further = compare(units, one) > 0 ? subtract(units, one) : zero
  const amount = add(price.flat, multiply(further, price.unit))
  return { basis: 'AMOUNT', amount, because: () => `the first unit and ${toText(further)} additional ones` }
}
