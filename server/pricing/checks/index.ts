import { defineCheck } from '../../revisions/index.ts'
import { amounts } from './amounts.ts'
import { expressions } from './expressions.ts'
import { floors } from './floors.ts'
import { ownFloors } from './own-floors.ts'
import { priceBooks } from './price-books.ts'
import { ruleOrder } from './rule-order.ts'
import { contractPricesOfSameKey, pricesOfSameKey, taxesOfSameKey } from './same-key.ts'

/** What prices and rules are looked through for before they are published; docs/guide/checks.md has an example of each. */
export function definePricingChecks(): void {
  defineCheck('pricing.amounts', amounts)
  defineCheck('pricing.expressions', expressions)
  defineCheck('pricing.same-key', pricesOfSameKey)
  defineCheck('pricing.contract-prices', contractPricesOfSameKey)
  defineCheck('pricing.taxes', taxesOfSameKey)
  defineCheck('pricing.rule-order', ruleOrder)
  defineCheck('pricing.price-books', priceBooks)
  defineCheck('pricing.floors', floors)
  defineCheck('pricing.own-floors', ownFloors)
}
