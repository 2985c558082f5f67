import type { Price } from '../../../contract/prices.ts'
import type { Issue } from '../../../contract/problem.ts'
import { compare, divide, exact, one } from '../../../engines/money/index.ts'
import { type Checked, issueAt } from '../../revisions/index.ts'

/**
 * Prices below their own floor before anybody takes anything off, and targets below it. Told is what one unit surely
 * costs: the amount per unit, or that of a tier that counts for the whole quantity.
 */
export function ownFloors({ kept }: Checked): Issue[] {
  return kept
    .filter(({ kind }) => kind === 'prices')
    .flatMap((draft) => {
      const price = draft.body as Price
      const { floor, target, currency } = price
      if (floor === undefined) return []
      const isBelow = (amount: string) => compare(perUnit(amount, price), exact(floor)) < 0
      const found = amountsOf(price)
        .filter(({ amount }) => isBelow(amount))
        .map(({ amount, path }) => ({
          ...warning(
            draft,
            path,
            `${draft.code} costs ${amount} ${currency}, below its own floor of ${floor}`,
          ),
          suggestion: 'Every quote at this price is below the floor, and nothing can be taken off it.',
        }))
      if (target === undefined || compare(exact(target), exact(floor)) >= 0) return found
      const words = `the target of ${draft.code} is ${target} ${currency}, below its floor of ${floor}`
      return [...found, warning(draft, ['target'], words)]
    })
}

function amountsOf(price: Price): { amount: string; path: string[] }[] {
  if (price.formula || price.factor) return []
  if (price.model === 'PER_UNIT')
    return price.unitAmount === undefined ? [] : [{ amount: price.unitAmount, path: ['unitAmount'] }]
  if (price.model !== 'VOLUME') return []
  return (price.tiers ?? []).flatMap(({ unitAmount, flatAmount }, index) =>
    unitAmount === undefined || flatAmount !== undefined
      ? []
      : [{ amount: unitAmount, path: ['tiers', String(index), 'unitAmount'] }],
  )
}

const perUnit = (amount: string, { baseQuantity }: Price) =>
  divide(exact(amount), baseQuantity === undefined ? one : exact(baseQuantity))

const warning = (thing: Parameters<typeof issueAt>[0], path: string[], message: string) =>
  issueAt(thing, path, 'below-floor', message, 'warning')
