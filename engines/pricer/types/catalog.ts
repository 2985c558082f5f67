import type { Condition } from './rules.ts'
import type { Decimal, Instant } from './values.ts'

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
  variant?: string
  variants?: string[]
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
  /** Goes on until somebody gives notice, unless the line or the quote says for how long. */
  evergreen?: boolean
}

export type Price = Effective & {
  plan: string
  /** Only for lines of this variant. */
  variant?: string
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
