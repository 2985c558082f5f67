import { compare, parseDecimal } from '../../../engines/money/index.ts'
import type { Targets } from '../../../engines/pricer/types.ts'

type Dated = { effectiveFrom?: string | undefined; effectiveTo?: string | undefined }
type Ranged = { minQuantity?: string | undefined; maxQuantity?: string | undefined }

/** Whether there is a moment at which both hold; from ≤ moment < to. */
export function datesMeet(one: Dated, other: Dated): boolean {
  const before = (end: string | undefined, start: string | undefined) =>
    end !== undefined && start !== undefined && Date.parse(end) <= Date.parse(start)
  return !before(one.effectiveTo, other.effectiveFrom) && !before(other.effectiveTo, one.effectiveFrom)
}

/** Whether there is a quantity in both ranges; from ≤ quantity < to. */
export function quantitiesMeet(one: Ranged, other: Ranged): boolean {
  const before = (end: string | undefined, start: string | undefined) => {
    const [a, b] = [parseDecimal(end), parseDecimal(start)]
    return a !== undefined && b !== undefined && compare(a, b) <= 0
  }
  return !before(one.maxQuantity, other.minQuantity) && !before(other.maxQuantity, one.minQuantity)
}

/** Whether two sets of targets can meet on one line; lists of different kinds may. */
export function targetsMeet(one: Targets, other: Targets): boolean {
  return (['products', 'plans', 'categories', 'segments'] as const).every((kind) => {
    const [a, b] = [one[kind] ?? [], other[kind] ?? []]
    // A product and a customer can be in several categories and segments at once.
    if (kind === 'categories' || kind === 'segments') return true
    return a.length === 0 || b.length === 0 || a.some((code) => b.includes(code))
  })
}
