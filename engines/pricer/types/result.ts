import type { Recurring } from './catalog.ts'
import type { RoundingMode } from './policy.ts'
import type { LineRole, ManualCharge } from './request.ts'
import type { Surcharge } from './rules.ts'
import type { Day, Decimal, Instant } from './values.ts'

export type Priced = {
  engine: string
  currency: string
  asOf: Instant
  lines: PricedLine[]
  /** Surcharges, shipping and handling. */
  charges: PricedCharge[]
  taxes: TaxGroup[]
  totals: Totals
  /** Steps of the quote itself; each line carries its own. */
  steps: Step[]
  issues: PriceIssue[]
}

export type PricedLine = {
  id: string
  type: 'ONE_TIME' | 'RECURRING' | 'USAGE'
  price?: string
  priceRevision?: number
  recurring?: Recurring
  /** Effective quantity, after per-parent multiplication. */
  quantity: Decimal
  listUnitPrice: Decimal
  unitPrice: Decimal
  /** What the unit price is for, where not for one: 12. */
  baseQuantity?: Decimal
  role: LineRole
  /** Whole term's share of one period's amount, exact: a decimal, or a fraction "n/d"; "1" for one-time lines. */
  factor: string
  listAmount: Decimal
  /** Quantity × unit price × factor, before discounts (R2). */
  gross: Decimal
  lineDiscount: Decimal
  /** After the line's own discounts, before those of the quote. */
  afterLineDiscounts: Decimal
  /** Share of quote discounts (R4). */
  quoteDiscount: Decimal
  /** Both together. */
  discount: Decimal
  /** What is left after all discounts, as priced: with the tax an inclusive price contains. */
  amount: Decimal
  /** Without tax. */
  net: Decimal
  tax: Decimal
  total: Decimal
  /** For recurring lines: net of one billing period. */
  periodNet?: Decimal
  /** Monthly value of a recurring line, for display only (R9). */
  mrr?: Decimal
  /** Cost, floor and target of one unit, the margin of the line: present where the context had them. */
  cost?: Decimal
  margin?: Decimal
  floor?: Decimal
  target?: Decimal
  /** `evergreen`: it has no end; up to `end` it is charged here. */
  term?: { start: Day; end: Day; evergreen?: true }
  taxes: { code: string; rate: Decimal; amount: Decimal; reason?: string }[]
  discounts: {
    code: string
    name: string
    amount: Decimal
    kind: 'CODE' | 'AUTOMATIC' | 'MANUAL' | 'OVERRIDE' | 'KEPT'
    scope: 'LINE' | 'QUOTE'
  }[]
  /** Estimate, optional or unpriced: not part of any committed total. */
  counted: boolean
  steps: Step[]
}

export type PricedCharge = {
  code: string
  name: string
  kind: Surcharge['kind'] | ManualCharge['kind']
  line?: string
  /** As charged, with the tax an inclusive amount contains; negative for an allowance. */
  amount: Decimal
  net: Decimal
  tax: Decimal
  total: Decimal
  steps: Step[]
}

export type TaxGroup = {
  code: string
  name: string
  rate: Decimal
  region: string
  base: Decimal
  amount: Decimal
  inclusive: boolean
  reason?: string
}

export type Totals = {
  list: Decimal
  subtotal: Decimal
  lineDiscount: Decimal
  quoteDiscount: Decimal
  discount: Decimal
  surcharge: Decimal
  shipping: Decimal
  /** All amounts after line discounts, as priced, before anything that concerns the whole quote. */
  afterLineDiscounts: Decimal
  net: Decimal
  tax: Decimal
  /** Of the tax: contained in the amounts, and added to them. */
  includedTax: Decimal
  addedTax: Decimal
  /** Allowances on the document itself. */
  allowance: Decimal
  /** The same by what the lines and charges are. */
  byRole: Record<LineRole, { amount: Decimal; net: Decimal; tax: Decimal; total: Decimal }>
  total: Decimal
  rounding: Decimal
  prepaid: Decimal
  payable: Decimal
  oneTime: Decimal
  recurring: Decimal
  /** Net of the first full period by interval, such as { "1 month": "120.00" }. */
  perPeriod: Record<string, Decimal>
  usageEstimate: Decimal
  mrr: Decimal
  arr: Decimal
  tcv: Decimal
  /** What the contract value holds of lines without an end: twelve months of each. Absent where every line has one. */
  evergreen?: Decimal
  cost?: Decimal
  margin?: Decimal
  marginPercent?: Decimal
}

/** Where an amount is rounded; `pricing.md` 2.3. */
export type RoundingPoint = 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | 'R6' | 'R7' | 'R8' | 'R9'

export type Step = {
  step: StepKind
  source?: { kind: string; code: string; revision?: number; name?: string }
  /** Reasons, each a fact of this calculation. */
  because: string[]
  in: Record<string, string>
  /** How `exact` follows from `in`: "running * percent / 100". */
  formula?: string
  exact?: string
  rounded?: Decimal
  /** Tiers, covered lines, shares: the parts a sum is made of. */
  parts?: Record<string, string>[]
  /** `of` AMOUNT: what is taken off was rounded, not what is left. */
  rounding?: { point: RoundingPoint; mode: RoundingMode; step: Decimal; of?: 'AMOUNT' }
  out: Record<string, string>
  /** A candidate that was looked at and not taken; `because` says why. */
  rejected?: true
}

export type StepKind =
  | 'selectPrice'
  | 'convert'
  | 'quantityModel'
  | 'adders'
  | 'priceRule'
  | 'term'
  | 'extend'
  | 'lineDiscount'
  | 'manualDiscount'
  | 'override'
  | 'floor'
  | 'surcharge'
  | 'quoteDiscount'
  | 'shipping'
  | 'tax'
  | 'credit'
  | 'totals'
  | 'payable'
  | 'judge'

export type PriceIssue = {
  code: string
  severity: 'error' | 'warning' | 'info'
  /** Path into the request: ["lines", "lin_…", "quantity"]. */
  path: string[]
  message: string
  /** What would be right, where that can be said. */
  suggestion?: string
}
