import { adders } from './line/adders.ts'
import { convert } from './line/convert.ts'
import { extend } from './line/extend.ts'
import { priceRules } from './line/price-rules.ts'
import { quantityModel } from './line/quantity-model.ts'
import { selectPrice } from './line/select-price.ts'
import { term } from './line/term.ts'
import type { LineWork } from './line/work.ts'

export type LineStep = { name: string; take(work: LineWork): void }

/**
 * How a price comes about: the steps of a line up to its gross amount, in this order. Then come its discounts and
 * charges (`line/discounts.ts`, `line/charges.ts`) and, over the whole quote, `quoteSteps` in `quote/settle.ts`.
 */
export const lineSteps: readonly LineStep[] = [
  { name: 'selectPrice', take: selectPrice },
  { name: 'convert', take: convert },
  { name: 'quantityModel', take: quantityModel },
  { name: 'adders', take: adders },
  { name: 'priceRules', take: priceRules },
  { name: 'term', take: term },
  { name: 'extend', take: extend },
]
