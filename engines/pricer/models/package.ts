import { multiply, subtract, toText, zero } from '../../money/index.ts'
import { type Model, packages } from './result.ts'

/** Started packages × the amount of one; free units come off first. */
export const packageModel: Model = ({ price, quantity }) => {
  const one = price.flat ?? price.unit
  if (!one) return { problem: 'no-amount', because: () => 'the price has no amount for a package' }
  const { packageSize: size } = price
  if (!size || size.n <= 0n) return { problem: 'no-size', because: () => 'the package has no size' }
  const count = packages(subtract(quantity, price.free ?? zero), size, price.packageDown)
  const because = () => `${toText(count)} packages of ${toText(size)}`
  return { basis: 'AMOUNT', amount: multiply(count, one), because }
}
