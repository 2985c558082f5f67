/**
 * What the pricer reads and what it answers. Everything is plain JSON: money, rates and quantities are decimal strings
 * ("12.50"), instants are ISO 8601 in UTC, days are "2026-11-20". The reference data below has the very shape in which
 * the catalog and pricing modules store and publish it, so nothing is translated on the way.
 */

export type Decimal = string
export type Instant = string
export type Day = string

// ── Reference data ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Every published row has a stable code; `revision` is the one that published this state of it. */
export type Published<T> = T & { code: string; revision: number }

/** Half-open: from ≤ asOf < to. */
export type Effective = { effectiveFrom?: Instant; effectiveTo?: Instant }

export type Product = {
  name: string
  categories: string[]
  /** Unit of measure people read: "piece", "seat", "GB". */
  unit?: string
  /** Decimals a sold quantity may have; 0 when absent. */
  quantityDecimals?: number
  taxCategory?: string
  /** Weight of one unit in kilograms, for shipping rules. */
  weight?: Decimal
  /** Fixed bundles: what one unit of it contains. Parts priced 'INCLUDED' cost nothing beside the bundle's own price. */
  components?: BundleComponent[]
}
export type BundleComponent = {
  product: string
  plan?: string
  minQuantity: Decimal
  maxQuantity?: Decimal
  defaultQuantity: Decimal
  pricing: 'INCLUDED' | 'SUMMED'
  group?: string
}

export type Plan = { product: string; name: string; defaultPrice?: string }

export type PriceModel =
  | 'PER_UNIT'
  | 'FLAT'
  | 'GRADUATED'
  | 'VOLUME'
  | 'BLOCK'
  | 'PACKAGE'
  | 'PERCENTAGE'
  | 'PERCENT_OF_TOTAL'
  /** `flatAmount` for the first unit, `unitAmount` for each further one, at most `maximumUnits` of them. */
  | 'FIRST_AND_ADDITIONAL'

/** Covers from ≤ quantity < to; the last tier has no `to`. */
export type Tier = {
  from: Decimal
  to?: Decimal
  unitAmount?: Decimal
  flatAmount?: Decimal
  /** Percent off the price's unitAmount; used only where unitAmount is absent. */
  percentOff?: Decimal
  /** Percent of the quantity that falls into the tier, where the quantity is an amount of money. */
  percent?: Decimal
  /** `unitAmount` is for so many units, and a started package counts whole. */
  packageSize?: Decimal
}

export type Interval = 'day' | 'week' | 'month' | 'year'
export type Recurring = {
  interval: Interval
  intervalCount: number
  trialPeriodDays?: number
  usageType?: 'licensed' | 'metered'
}

export type Price = Effective & {
  plan: string
  currency: string
  /** Absent: the list price. */
  priceBook?: string
  type: 'ONE_TIME' | 'RECURRING' | 'USAGE'
  model: PriceModel
  unitAmount?: Decimal
  flatAmount?: Decimal
  tiers?: Tier[]
  /** Whether a tier's `to` still belongs to it, as with "up to 10"; EXCLUSIVE when absent. */
  tierEnds?: 'EXCLUSIVE' | 'INCLUSIVE'
  /** Which quantity selects the tier. */
  tierScope?: 'LINE' | 'QUOTE'
  /** The unit amount is for so many units: 15.24 for 12. */
  baseQuantity?: Decimal
  packageSize?: Decimal
  /** What a started package counts for: a whole one (UP, the default) or nothing (DOWN). */
  packageRounding?: 'UP' | 'DOWN'
  /** Not charged: units of a PACKAGE, money of a PERCENTAGE. */
  freeUnits?: Decimal
  maximumUnits?: Decimal
  /** PERCENTAGE: per charged event, besides `flatAmount` for each. */
  eventMinimum?: Decimal
  eventMaximum?: Decimal
  /** A factor on, an amount off or a percentage off what the model gives per unit, before minimum and maximum. */
  factor?: Decimal
  amountOff?: Decimal
  percentOff?: Decimal
  /** PERCENTAGE and PERCENT_OF_TOTAL. */
  percent?: Decimal
  minimumAmount?: Decimal
  maximumAmount?: Decimal
  /** PERCENT_OF_TOTAL: the lines it covers; empty means every other line that is not itself a percentage. */
  covers?: { products?: string[]; categories?: string[]; types?: Price['type'][] }
  chargeAtZero?: boolean
  recurring?: Recurring
  taxBehavior?: 'inclusive' | 'exclusive' | 'unspecified'
  taxCode?: string
  discountCode?: string
  /** Text formula giving the unit amount, in the expression language. */
  formula?: string
  conditions?: Condition
  /** Quantities it is for, both ends included. */
  minQuantity?: Decimal
  maxQuantity?: Decimal
  priority?: number
  /** Decimals of a converted or computed unit price; at least the currency's minor units. */
  scale?: number
  /** Per unit, in the price's currency. Present only where the reader may see it. */
  cost?: Decimal
  floor?: Decimal
  target?: Decimal
}

export type PriceBook = Effective & {
  name: string
  currency: string
  /** Where to look when this book has no price. Absent: the list. */
  fallback?: string
  segments?: string[]
}

/** JSON conditions of the rules document; the text spelling lives in `{ expression }`. */
export type Condition =
  | { operator: 'and' | 'or' | 'not'; conditions: Condition[] }
  | { field: string; op: ConditionOperator; value: unknown }
  | { expression: string }
export type ConditionOperator =
  | 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'nin' | 'contains' | 'startsWith' | 'exists' // biome-ignore format: one list

/** Which lines a rule, discount or surcharge looks at. Empty lists mean "all". */
export type Targets = { products?: string[]; plans?: string[]; categories?: string[]; segments?: string[] }

export type PriceRule = Effective &
  Targets & {
    name: string
    kind: 'TIERED' | 'VOLUME_DISCOUNT' | 'CUSTOMER_SEGMENT' | 'CONDITIONAL' | 'BUNDLE'
    priceBook?: string
    /** Lower runs first; −1,000,000 … 1,000,000. */
    priority: number
    minQuantity?: Decimal
    /** Exclusive. */
    maxQuantity?: Decimal
    conditions?: Condition
    tiers?: Tier[]
    /** One of the following says what the rule does; TIERED takes it from its tiers. */
    setPrice?: Decimal
    percentOff?: Decimal
    /** Per unit, in `currency`. */
    amountOff?: Decimal
    percentUp?: Decimal
    amountUp?: Decimal
    factor?: Decimal
    divisor?: Decimal
    minPrice?: Decimal
    maxPrice?: Decimal
    /** Percentages of the running price (default) or of the price before any rule. */
    percentBase?: 'RUNNING' | 'START'
    /** Rounds the price this rule makes, or the amount it takes off. */
    rounding?: { step: Decimal; mode?: RoundingMode; of?: 'PRICE' | 'AMOUNT' }
    formula?: string
    currency?: string
    active?: boolean
  }

export type Discount = Effective &
  Targets & {
    name: string
    /** FIXED_TOTAL: the scope costs `value`, the discount is the difference. */
    type: 'PERCENTAGE' | 'FIXED_AMOUNT' | 'TIERED' | 'FIXED_TOTAL'
    value?: Decimal
    /** Amounts of a FIXED_AMOUNT discount in other currencies. */
    values?: Record<string, Decimal>
    currency?: string
    /** TIERED: by quantity; each tier's percentOff, or flatAmount off. */
    tiers?: Tier[]
    scope: 'LINE' | 'QUOTE'
    /** FIXED_AMOUNT on lines: once per line (PER_SCOPE), per unit, or on quotes per line. */
    per?: 'PER_SCOPE' | 'PER_UNIT' | 'PER_LINE'
    /** QUOTE: one amount shared over its lines, or each line discounted by itself, asked for its own quantity. */
    spread?: 'SHARED' | 'EACH'
    /** Applies by itself (true) or only when its code is entered. */
    automatic?: boolean
    minQuantity?: Decimal
    maxQuantity?: Decimal
    minOrderValue?: Decimal
    /** LINE: at most so many units of a line are discounted. */
    maxUnits?: Decimal
    /** What a percentage is taken of; absent: as the policy says. QUOTE: ORIGINAL is after line discounts, GROSS before any. */
    base?: 'RUNNING' | 'ORIGINAL' | 'GROSS'
    /** QUOTE: which part it takes from; goods when absent. */
    role?: LineRole
    /** Cap over the whole scope. */
    maxAmount?: Decimal
    conditions?: Condition
    stackable: boolean
    priority: number
    prorate?: boolean
    active?: boolean
    maxUsageCount?: number
  }

/** A negotiated price: replaces list and book prices for one customer. */
export type ContractPrice = Effective & {
  customer: string
  plan: string
  currency: string
  model?: PriceModel
  unitAmount?: Decimal
  flatAmount?: Decimal
  tiers?: Tier[]
  /** No rule or discount changes it. */
  net?: boolean
}

export type Surcharge = Effective &
  Targets & {
    name: string
    kind: 'SURCHARGE' | 'SHIPPING' | 'HANDLING'
    scope: 'LINE' | 'QUOTE'
    type: 'PERCENTAGE' | 'FIXED_AMOUNT' | 'BY_WEIGHT' | 'BY_VALUE'
    base?: 'LIST' | 'NET'
    value?: Decimal
    currency?: string
    /** BY_WEIGHT (kg) and BY_VALUE: flatAmount of the reached tier. */
    tiers?: Tier[]
    regions?: string[]
    taxCategory?: string
    conditions?: Condition
    priority: number
    active?: boolean
  }

export type Tax = Effective & {
  name: string
  type: 'SALES_TAX' | 'VAT' | 'GST' | 'SERVICE_TAX' | 'CUSTOM'
  /** Percent: "19" means 19 %. */
  rate?: Decimal
  /** Fixed tax per unit instead of a rate. */
  amountPerUnit?: Decimal
  currency?: string
  /** "EU", "DE", "US-CA" … from a union down to a state; the longest match is the most specific. */
  region: string
  product?: string
  category?: string
  taxCode?: string
  segment?: string
  inclusive: boolean
  /** Compound: codes of the taxes whose amount belongs to the base. */
  on?: string[]
  conditions?: Condition
  /** Lower wins among equally specific ones. */
  priority?: number
  /** Taxes of one layer compete, the most specific wins; absent: the type. A county's tax beside the state's has its own. */
  layer?: string
  active?: boolean
}

/** Operational, not revisioned: how many units of `to` one unit of `from` is worth on a day. */
export type ExchangeRate = { id: string; from: string; to: string; rate: Decimal; day: Day; source: string }

// ── Policy: every choice the calculation model offers ───────────────────────────────────────────────────────────────

export type RoundingMode =
  | 'HALF_UP' | 'HALF_EVEN' | 'HALF_ODD' | 'HALF_DOWN' | 'HALF_CEILING' | 'HALF_FLOOR' | 'UP' | 'DOWN' | 'CEILING' | 'FLOOR' // biome-ignore format: one list

/** The pricer's README lists each field with its values and default; `defaultPolicy` holds the defaults. */
export type Policy = {
  rounding: RoundingMode
  lineRounding: 'LINE' | 'UNIT'
  taxRounding: 'RATE' | 'LINE'
  inclusiveSplit: 'TAX_FIRST' | 'NET_FIRST'
  stacking: 'STACK_WITH_BEST' | 'EXCLUSIVE' | 'FIRST' | 'LOWEST_TOTAL'
  percentages: 'COMPOUND' | 'ADDITIVE'
  minimums: 'ORIGINAL' | 'RUNNING'
  exemptInclusive: 'KEEP_NET' | 'KEEP_GROSS'
  shippingTax: 'OWN_CATEGORY' | 'SPLIT_BY_GOODS'
  proration: 'WHOLE_TERMS' | 'MONTH' | 'MONTH_AND_DAYS' | 'MONTH_AND_DAYS_30' | 'DAYS' | 'DAYS_30_360'
  /** Percentages before fixed amounts, or by priority alone. */
  discountOrder: 'PERCENTAGES_FIRST' | 'PRIORITY'
  /** What wins among the prices of one level. */
  selection: 'MOST_CONDITIONS' | 'MOST_CONDITIONS_THEN_CHEAPEST' | 'PRIORITY' | 'CHEAPEST'
  /** Discounts stop at the floor price, or go below it with a warning. */
  floor: 'STOP' | 'WARN'
  /** The region whose taxes an inclusive price contains; absent: the customer's own. */
  homeRegion?: string
  /** Decimals of amounts, where not the currency's own. */
  minorUnits?: number
  /** Step of the payable amount, such as "0.05"; absent: no cash rounding. */
  cashStep?: Decimal
  cashRounding?: RoundingMode
  /** IANA zone in which a day begins, for date-only input. */
  zone: string
}

// ── Request ─────────────────────────────────────────────────────────────────────────────────────────────────────────

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

/** `end` is exclusive; give `months` or `end`, or neither for the default of 12 months. */
export type Term = { start?: Day; months?: number; end?: Day }

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

/** All that can matter for a request, frozen; stored with each quote version so that replay needs nothing else. */
export type PriceContext = {
  /** Revision of the reference data it was read at. */
  revision: number
  products: Published<Product>[]
  plans: Published<Plan>[]
  prices: Published<Price>[]
  priceBooks: Published<PriceBook>[]
  rules: Published<PriceRule>[]
  discounts: Published<Discount>[]
  /** Uses left of limited codes, when the request was made. */
  usesLeft?: Record<string, number>
  contractPrices: Published<ContractPrice>[]
  surcharges: Published<Surcharge>[]
  taxes: Published<Tax>[]
  /** Unions a region belongs to: { DE: ["EU"] }. */
  regions?: Record<string, string[]>
  exchangeRates: ExchangeRate[]
  policy: Policy
  companyCurrency: string
}

// ── Result ──────────────────────────────────────────────────────────────────────────────────────────────────────────

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
  /** Unit figures, present where the context had them. */
  cost?: Decimal
  margin?: Decimal
  floor?: Decimal
  target?: Decimal
  term?: { start: Day; end: Day }
  taxes: { code: string; rate: Decimal; amount: Decimal; reason?: string }[]
  discounts: {
    code: string
    name: string
    amount: Decimal
    kind: 'CODE' | 'AUTOMATIC' | 'MANUAL' | 'OVERRIDE'
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

/** The next request is the former with these parts replaced; what is absent stays. */
export type PriceChange = {
  request?: Partial<Omit<PriceRequest, 'lines'>>
  /** Added or replaced lines by id; `null` removes. `order` lists all ids when lines were added or moved. */
  lines?: Record<string, RequestLine | null>
  order?: string[]
}
