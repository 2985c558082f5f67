import type { LineStatus } from '../../contract/quotes.ts'
import type { Id } from '../../contract/values.ts'
import type { Decision, Issue } from '../../engines/configurator/index.ts'
import type { ManualDiscount, Term } from '../../engines/pricer/types.ts'

/** What people decided about a quote; amounts are never part of it, the pricer makes them. */
export type Content = Header & { lines: Line[] }

export type Header = {
  name?: string | undefined
  customer?: string | undefined
  opportunity?: string | undefined
  currency: string
  priceBook?: string | undefined
  term?: Term | undefined
  validUntil: string
  paymentTerms?: string | undefined
  terms?: string | undefined
  notes?: string | undefined
  shipping?: { method?: string | undefined; amount?: string | undefined } | undefined
  discountCodes: string[]
  manualDiscounts: ManualDiscount[]
  groups: { id: Id<'grp'>; name: string }[]
  /** The contract it changes from a day on, with the subscriptions it replaces, or goes on with. */
  contract?:
    | { kind: 'AMENDMENT' | 'RENEWAL'; id: Id<'ctr'>; number: string; from: string; replaced: string[] }
    | undefined
  /** Revision of the reference data the quote is made on, and the instant its prices hold for. */
  revision: number
  asOf: string
}

export type Line = {
  id: Id<'lin'>
  /** The line this one is a part of. */
  parent?: Id<'lin'> | undefined
  /** For a part that a configuration or a bundle brought along: what it answers. */
  variable?: string | undefined
  product: string
  plan: string
  /** Which form of the product; its name stands in `productName`. */
  variant?: string | undefined
  quantity: string
  perParent: boolean
  included?: boolean | undefined
  group?: Id<'grp'> | undefined
  decisions?: Decision[] | undefined
  choices?: { label: string; value: string }[] | undefined
  configurationIssues?: Issue[] | undefined
  notes?: string | undefined
  optional: boolean
  /** Within what bounds the customer may choose the quantity on their page; absent, it is fixed. */
  customerQuantity?: { min: string; max: string } | undefined
  /** The line it could take the place of. */
  alternativeTo?: Id<'lin'> | undefined
  term?: Term | undefined
  discountCodes: string[]
  manualDiscounts: ManualDiscount[]
  unitPriceOverride?: { value: string; reason: string; by?: string | undefined } | undefined
  /** The unit price of an earlier revision, which stayed when the quote moved to a newer one. */
  keptPrice?: { value: string; revision: number } | undefined
  /** So much of what was charged for a subscription is given back; nobody changes such a line. */
  givesBack?: { subscription: string; amount: string } | undefined
  /** What people and approvers set; the rest follows from what happens. */
  verdict?: Extract<LineStatus, 'CANCELLED' | 'REJECTED'> | undefined
  // Texts as quoted; they stay when the catalog moves on.
  productName: string
  planName: string
  image?: string | undefined
  unit?: string | undefined
  quantityDecimals: number
  configurable: boolean
}

/** The line with all lines below it, in order; a line's parts stand right behind it. */
export function withParts(lines: readonly Line[], id: string): Line[] {
  const family = new Set([id])
  for (const line of lines) if (line.parent && family.has(line.parent)) family.add(line.id)
  return lines.filter((line) => family.has(line.id))
}
