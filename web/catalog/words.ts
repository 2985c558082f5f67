import type { z } from 'zod'
import type { lifecycle } from '../../contract/catalog.ts'
import type { Price } from '../../contract/prices.ts'

export const lifecycleWords: Readonly<Record<z.infer<typeof lifecycle>, string>> = {
  draft: 'Draft',
  active: 'Active',
  deprecated: 'Deprecated',
  retired: 'Retired',
}

export const chargeWords: Readonly<Record<Price['type'], string>> = {
  ONE_TIME: 'One-time',
  RECURRING: 'Recurring',
  USAGE: 'By usage',
}

export const modelWords: Readonly<Record<Price['model'], string>> = {
  PER_UNIT: 'Per unit',
  FLAT: 'Flat',
  GRADUATED: 'Graduated',
  VOLUME: 'Volume',
  BLOCK: 'Block',
  PACKAGE: 'Package',
  PERCENTAGE: 'Percentage',
  PERCENT_OF_TOTAL: 'Percent of total',
  FIRST_AND_ADDITIONAL: 'First and further',
}

/** "month" → "a month", "3 month" → "every 3 months". */
export function intervalWords(interval: string, count = 1): string {
  const [first, second] = interval.split(' ')
  const many = second ? Number(first) : count
  const unit = second ?? first ?? interval
  return many > 1 ? `every ${many} ${unit}s` : unit === 'hour' ? 'an hour' : `a ${unit}`
}
