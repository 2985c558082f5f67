import type { Effective, PriceModel, Tier } from './catalog.ts'
import type { RoundingMode } from './policy.ts'
import type { LineRole } from './request.ts'
import type { Day, Decimal } from './values.ts'

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
    /** Asks for an approval wherever the rule holds, whatever else it does: the sentence says why. */
    requireApproval?: string
    /** The role that is asked; without one, the owner's manager. */
    approvalRole?: string
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
  /** Only for lines of this variant. */
  variant?: string
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
