import type { Decimal } from './values.ts'

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
