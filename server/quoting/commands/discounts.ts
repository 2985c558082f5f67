import type { Id } from '../../../contract/values.ts'
import { newId } from '../../platform/index.ts'
import type { Header } from '../content.ts'
import type { CommandOf, Draft } from './draft.ts'

type Discounts = Pick<Header, 'discountCodes' | 'manualDiscounts'>

/** On a line or, without one, on the quote. */
export function applyDiscount(draft: Draft, { line: id, discount }: CommandOf<'applyDiscount'>): void {
  const target = id ? draft.need(id) : draft.header
  if (!('code' in discount)) {
    const made = { ...discount, id: discount.id ?? newId('dis'), by: draft.by }
    const others = target.manualDiscounts.filter((each) => each.id !== made.id)
    return set(draft, id, { manualDiscounts: [...others, made] })
  }
  if (target.discountCodes.includes(discount.code)) return
  set(draft, id, { discountCodes: [...target.discountCodes, discount.code] })
}

export function removeDiscount(draft: Draft, { line: id, discount }: CommandOf<'removeDiscount'>): void {
  const target = id ? draft.need(id) : draft.header
  const discountCodes = target.discountCodes.filter((code) => code !== discount)
  const manualDiscounts = target.manualDiscounts.filter((each) => each.id !== discount)
  const same =
    discountCodes.length === target.discountCodes.length &&
    manualDiscounts.length === target.manualDiscounts.length
  if (same) draft.refuse(`there is no discount ${discount} to remove`)
  set(draft, id, { discountCodes, manualDiscounts })
}

function set(draft: Draft, id: Id<'lin'> | undefined, change: Partial<Discounts>): void {
  if (id) draft.setLine(id, change)
  else draft.setHeader(change)
}
