import { type RenewalPrice, renewedUnitPrice } from '../../engines/pricer/index.ts'
import { newId } from '../platform/index.ts'
import type { SoldVersion } from '../quoting/index.ts'

export type Line = SoldVersion['content']['lines'][number]
export type Made = SoldVersion['priced']['lines'][number]
/** A subscription with the line it was sold as. */
export type Running = {
  id: string
  /** None where it goes on until somebody ends it. */
  endsOn: string | undefined
  /** It ends because somebody gave notice. */
  noticed: boolean
  line: Line
  made: Made
}

type Successor = {
  quantity: string
  term: NonNullable<Line['term']>
  price: RenewalPrice
  group?: Line['group']
  by: string
}

/** The lines that go on with a subscription: as it was sold, with the parts that are subscriptions too. */
export function successorsOf(sold: Running, parts: readonly Running[], next: Successor): Line[] {
  const ids = new Map([sold, ...parts].map(({ line }) => [line.id, newId('lin')]))
  return [sold, ...parts].map((each) => ({
    ...goingOn(each, next),
    id: ids.get(each.line.id) ?? newId('lin'),
    ...(each === sold
      ? { parent: undefined, perParent: false, quantity: next.quantity }
      : { parent: each.line.parent && ids.get(each.line.parent) }),
  }))
}

function goingOn({ line, made }: Running, { term, price, group, by }: Successor): Line {
  const unit = line.included ? undefined : renewedUnitPrice(made, price)
  return {
    ...line,
    term,
    group,
    optional: false,
    alternativeTo: undefined,
    customerQuantity: undefined,
    givesBack: undefined,
    verdict: undefined,
    keptPrice: undefined,
    // What was agreed is in the unit price already.
    discountCodes: [],
    manualDiscounts: [],
    unitPriceOverride: made.type === 'RECURRING' && unit ? { ...unit, by } : undefined,
  }
}

/** The subscriptions that are parts of one, however deep. */
export function partsOf(sold: Running, all: readonly Running[]): Running[] {
  const family = new Set<string>([sold.line.id])
  return all.filter(({ line }) => {
    if (!line.parent || !family.has(line.parent)) return false
    family.add(line.id)
    return true
  })
}
