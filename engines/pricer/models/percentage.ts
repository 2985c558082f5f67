import {
  add,
  type Exact,
  larger,
  multiply,
  percentOf,
  smaller,
  subtract,
  sum,
  toText,
  zero,
} from '../../money/index.ts'
import type { PriceRow } from '../prepare/price-row.ts'
import type { Model } from './result.ts'

/** A percentage of an amount of money (the quantity), a fixed amount per event, each event within its bounds. */
export const percentage: Model = ({ price, quantity, events }) => {
  const { percent } = price
  if (!percent) return { problem: 'no-percent', because: () => 'the price has no percentage' }
  if (events && 'amounts' in events) {
    const amount = sum(events.amounts.map((event) => forEvent(price, event, percent)))
    return {
      basis: 'AMOUNT',
      amount,
      because: () => `${toText(percent)} % of each of ${events.amounts.length} events`,
    }
  }
  const charged = larger(subtract(quantity, price.free ?? zero), zero)
  const fixed = price.flat && events ? multiply(price.flat, events.count) : zero
  const amount = add(percentOf(charged, percent), fixed)
  const perEvent = fixed.n === 0n ? '' : ` and ${toText(price.flat as Exact)} for each event`
  return { basis: 'AMOUNT', amount, because: () => `${toText(percent)} % of ${toText(charged)}${perEvent}` }
}

function forEvent(price: PriceRow, event: Exact, percent: Exact): Exact {
  const plain = add(percentOf(event, percent), price.flat ?? zero)
  const atLeast = price.eventMinimum ? larger(plain, price.eventMinimum) : plain
  return price.eventMaximum ? smaller(atLeast, price.eventMaximum) : atLeast
}
