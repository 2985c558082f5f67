import type { Day, Decimal, Instant } from './values.ts'

export type PriceRequest = {
  currency: string
  asOf: Instant
  priceBook?: string
  customer?: PricedCustomer
  /** Start and length of recurring charges unless a line says otherwise. */
  term?: Term
  lines: RequestLine[]
  /** Codes people entered, on the quote. */
  discountCodes?: string[]
  /** The rep's own discounts on the whole quote. */
  manualDiscounts?: ManualDiscount[]
  shipping?: { region?: string; method?: string; amount?: Decimal }
  /** Allowances and charges on the document itself, decided by people or imported with a document. */
  charges?: ManualCharge[]
  prepaid?: Decimal
  /** A rounding amount agreed for the payable total; absent: as the policy's cash step says. */
  payableRounding?: Decimal
}

/** On the document, not shared over lines; its taxes are its own. */
export type ManualCharge = {
  id: string
  label?: string
  kind: 'ALLOWANCE' | 'CHARGE'
  type: 'PERCENTAGE' | 'FIXED_AMOUNT'
  value: Decimal
  /** A percentage is taken of this amount; absent: of the goods after line discounts. */
  base?: Decimal
  taxes?: string[]
  taxCategory?: string
  reason?: string
}

/** GOODS is what is sold; the others are lines of their own kind that no discount touches unless it names their role. */
export type LineRole = 'GOODS' | 'SHIPPING' | 'SURCHARGE'

export type PricedCustomer = {
  id: string
  /** The parent account, whose contract prices hold too. */
  parent?: string
  segments: string[]
  /** "DE", or "US-CA" where states matter. */
  region: string
  taxStatus: 'TAXABLE' | 'EXEMPT' | 'REVERSE_CHARGE'
  exemptionReason?: string
}

/**
 * `end` is exclusive; give `months`, `end` or `evergreen` (it has no end), or none of them for what the price says: no end,
 * or 12 months. The days of a trial at the start are not charged; absent: as many as the price says.
 */
export type Term = { start?: Day; months?: number; end?: Day; evergreen?: true; trialDays?: number }

/** How much of a period's price is charged. Ends are exclusive; where people give the last day, it is included. */
export type Proration =
  | { method: 'DAYS_IN_PERIOD'; start: Day; end: Day; periodStart: Day; periodEnd: Day }
  | { method: 'DAYS_OVER_FIXED'; start: Day; end: Day; fixedDays: Decimal }
  /** Every month has 30 days. */
  | { method: 'DAYS_30_360'; start: Day; end?: Day; lastDay?: Day }
  /** The month of the start counts as so many days. */
  | { method: 'FIXED_MONTH_LENGTH'; start: Day; end: Day; fixedDays: Decimal }
  | { method: 'TERM_RATIO'; term: Decimal; defaultTerm: Decimal }
  /** A started month counts whole. */
  | { method: 'MONTHS_CEIL'; start: Day; end?: Day; lastDay?: Day; defaultTerm?: Decimal }
  /** Whole periods and the days of a stub, over the days of the stub's period or over 30. */
  | {
      method: 'PERIODS_AND_DAYS'
      fullPeriods: Decimal
      stub?: { start: Day; end: Day }
      over: { start: Day; end: Day } | { days: Decimal }
    }
  | { method: 'RATIO'; ratio: string }

export type RequestLine = {
  id: string
  /** The line this one is an option or a part of. Its quantity is per unit of the parent when `perParent`. */
  parent?: string
  perParent?: boolean
  product: string
  plan: string
  /** Which form of the product; prices can be for one of them. */
  variant?: string
  /** A particular price; absent: selected. */
  price?: string
  quantity: Decimal
  /** Chosen options as name → value, read by conditions and formulas; decimal strings are numbers there. */
  attributes?: Record<string, string | boolean | string[]>
  /** Price effects of chosen options that are no lines of their own. */
  adders?: Adder[]
  /** Included in its bundle: priced at zero, kept in the trace. */
  included?: boolean
  /** Optional or an alternative not taken: priced, but left out of every total. */
  excluded?: boolean
  term?: Term
  role?: LineRole
  /** What it amends: only such a line may have a negative quantity. */
  amends?: string
  /** Not priced: this much of an earlier charge is given back, over the line's term. No rule or discount touches it. */
  givesBack?: Decimal
  /** A charged part of one period instead of a term: a stub, a co-termed rest. */
  proration?: Proration
  /** Already rated in this period: only the growth is charged. */
  previousQuantity?: Decimal
  /** PERCENTAGE: charged events, by number, or each with its amount. */
  events?: { count: Decimal } | { amounts: Decimal[] }
  /** Codes of the taxes, decided elsewhere (an external tax engine, an imported document); absent: selected. */
  taxes?: string[]
  discountCodes?: string[]
  manualDiscounts?: ManualDiscount[]
  /** The unit price of an earlier revision, before discounts; they are taken from it as they were from the price list's. */
  keptPrice?: { value: Decimal; revision: number }
  /** Sets the unit price; shown as a discount or surcharge by difference. */
  unitPriceOverride?: { value: Decimal; reason: string; by?: string }
}

export type Adder = { code: string; label: string; unitAmount?: Decimal; percent?: Decimal }

export type ManualDiscount = {
  id: string
  type: 'PERCENTAGE' | 'FIXED_AMOUNT' | 'FIXED_TOTAL'
  value: Decimal
  per?: 'PER_SCOPE' | 'PER_UNIT'
  /** A percentage of what is left (default), of the undiscounted amount, or of an amount named here. */
  base?: 'RUNNING' | 'ORIGINAL' | 'GROSS' | { amount: Decimal }
  /** On a quote: only these lines, or the lines of this role; absent: all goods. */
  lines?: string[]
  role?: LineRole
  maxAmount?: Decimal
  /** Adds instead of taking off. */
  surcharge?: boolean
  reason: string
  by?: string
}

/** The next request is the former with these parts replaced; what is absent stays. */
export type PriceChange = {
  request?: Partial<Omit<PriceRequest, 'lines'>>
  /** Added or replaced lines by id; `null` removes. `order` lists all ids when lines were added or moved. */
  lines?: Record<string, RequestLine | null>
  order?: string[]
}
