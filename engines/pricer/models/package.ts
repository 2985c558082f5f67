import { multiply, subtract, toText, zero } from '../../money/index.ts'
import { type Model, packages } from './result.ts'

/** Started packages × the amount of one; free units come off first. */
export const packageModel: Model = ({ price, quantity }) => {
  const one = price.flat ?? price.unit
  if (!one) return { problem: 'no-amount', because: 'the price has no amount for a package' }
  if (!price.packageSize || price.packageSize.n <= 0n)
    return { problem: 'no-size', because: 'the package has no size' }
  const count = packages(subtract(quantity, price.free ?? zero), price.packageSize, price.packageDown)
  const because = `${toText(count)} packages of ${toText(price.packageSize)}`
  return { basis: 'AMOUNT', amount: multiply(count, one), because }
}
