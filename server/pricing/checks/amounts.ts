import type { Discount, PriceRule } from '../../../contract/price-rules.ts'
import type { ContractPrice, Price } from '../../../contract/prices.ts'
import type { Issue } from '../../../contract/problem.ts'
import { type Checked, issueAt } from '../../revisions/index.ts'

/** Prices, rules and discounts that do not say how much, and tiers that leave small quantities without a price. */
export function amounts({ kept }: Checked): Issue[] {
  return kept.flatMap((draft) => {
    switch (draft.kind) {
      case 'prices':
      case 'contract-prices':
        return priceAmount(draft, draft.body as Price | ContractPrice)
      case 'rules':
        return ruleAmount(draft, draft.body as PriceRule)
      case 'discounts':
        return discountAmount(draft, draft.body as Discount)
      default:
        return []
    }
  })
}

type Thing = Parameters<typeof issueAt>[0]
const missing = (thing: Thing, field: string, message: string) => [
  issueAt(thing, [field], 'amount-missing', message),
]

function priceAmount(thing: Thing, price: Price | ContractPrice): Issue[] {
  const model = price.model ?? 'PER_UNIT'
  const formula = 'formula' in price ? price.formula : undefined
  if (model === 'PERCENTAGE' || model === 'PERCENT_OF_TOTAL') {
    const percent = 'percent' in price ? price.percent : undefined
    return percent || price.tiers?.length ? [] : missing(thing, 'percent', `${thing.code} says no percentage`)
  }
  if (model === 'GRADUATED' || model === 'VOLUME' || model === 'BLOCK') {
    if (!price.tiers?.length) return missing(thing, 'tiers', `${thing.code} needs tiers`)
    return startOfTiers(thing, price.tiers[0]?.from ?? '0')
  }
  if (model === 'FLAT') {
    return price.flatAmount || price.unitAmount || formula
      ? []
      : missing(thing, 'flatAmount', `${thing.code} says no amount`)
  }
  return price.unitAmount || formula
    ? []
    : missing(thing, 'unitAmount', `${thing.code} says no amount per unit`)
}

function startOfTiers(thing: Thing, from: string): Issue[] {
  if (Number(from) <= 1) return []
  const message = `the tiers of ${thing.code} begin at ${from}: smaller quantities have no price`
  return [issueAt(thing, ['tiers', '0', 'from'], 'tiers-begin-late', message, 'warning')]
}

function ruleAmount(thing: Thing, rule: PriceRule): Issue[] {
  const ways = (
    [
      'setPrice',
      'percentOff',
      'amountOff',
      'percentUp',
      'amountUp',
      'factor',
      'divisor',
      'minPrice',
      'maxPrice',
      'formula',
    ] as const
  ).filter((way) => rule[way] !== undefined)
  const tiers = rule.tiers?.length ?? 0
  if (ways.length === 0 && tiers === 0 && rule.requireApproval !== undefined) return []
  if (ways.length === 0 && tiers === 0)
    return missing(thing, 'percentOff', `${thing.code} changes nothing: it says no amount`)
  if (ways.length + (tiers > 0 ? 1 : 0) < 2) return []
  return [
    issueAt(
      thing,
      ['percentOff'],
      'several-amounts',
      `${thing.code} says several things to do: one of them counts`,
      'warning',
    ),
  ]
}

function discountAmount(thing: Thing, discount: Discount): Issue[] {
  if (discount.type === 'TIERED') {
    return discount.tiers?.length ? [] : missing(thing, 'tiers', `${thing.code} needs tiers`)
  }
  if (!discount.value && Object.keys(discount.values ?? {}).length === 0) {
    return missing(thing, 'value', `${thing.code} says not how much it takes off`)
  }
  if (discount.type === 'PERCENTAGE' && Number(discount.value) > 100) {
    return [issueAt(thing, ['value'], 'more-than-all', `${thing.code} takes off more than 100 %`)]
  }
  return []
}
