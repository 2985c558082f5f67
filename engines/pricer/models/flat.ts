import type { Model } from './result.ts'

/** One amount, whatever the quantity. */
export const flat: Model = ({ price }) => {
  const amount = price.flat ?? price.unit
  return amount
    ? { basis: 'AMOUNT', amount, because: () => 'a flat amount, whatever the quantity' }
    : { problem: 'no-amount', because: () => 'the price has no flat amount' }
}
