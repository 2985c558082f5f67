import type { Policy } from './types.ts'

/** The choices a new company starts with; the README's table says what each of them means. */
export const defaultPolicy: Policy = {
  rounding: 'HALF_UP',
  lineRounding: 'LINE',
  taxRounding: 'RATE',
  inclusiveSplit: 'TAX_FIRST',
  stacking: 'STACK_WITH_BEST',
  percentages: 'COMPOUND',
  minimums: 'ORIGINAL',
  exemptInclusive: 'KEEP_NET',
  shippingTax: 'OWN_CATEGORY',
  proration: 'MONTH_AND_DAYS',
  discountOrder: 'PERCENTAGES_FIRST',
  selection: 'MOST_CONDITIONS',
  floor: 'STOP',
  zone: 'UTC',
}
