import type { Model } from './result.ts'

/** Quantity × unit amount. */
export const perUnit: Model = ({ price }) =>
  price.unit
    ? { basis: 'UNIT', unit: price.unit, because: () => 'a price per unit' }
    : { problem: 'no-amount', because: () => 'the price has no unit amount' }
