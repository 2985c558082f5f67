import type { Discount } from '../../../contract/price-rules.ts'
import type { Price } from '../../../contract/prices.ts'
import type { Issue } from '../../../contract/problem.ts'
import {
  compare,
  divide,
  exact,
  hundred,
  multiply,
  round,
  subtract,
  toPlaces,
} from '../../../engines/money/index.ts'
import type { Targets } from '../../../engines/pricer/types.ts'
import { type Checked, issueAt } from '../../revisions/index.ts'
import { datesMeet } from './overlap.ts'

/** More prices than this are not tried one by one; those of touched plans always are. */
const mostPrices = 5000
const shown = 10

/**
 * Prices with a floor that percentages alone can push below it: all stackable discounts on the line together with the
 * best one that does not stack. Amounts, caps and conditions are left out, so this says less than can happen, never more
 * than could.
 */
export async function floors(checked: Checked): Promise<Issue[]> {
  if (!checked.touches('prices', 'discounts')) return []
  const discounts = ((await checked.all('discounts')) as unknown as Discount[]).filter(
    (discount) =>
      discount.active &&
      discount.type === 'PERCENTAGE' &&
      discount.scope === 'LINE' &&
      !discount.maxAmount &&
      !discount.conditions &&
      !discount.minQuantity &&
      !discount.minOrderValue,
  )
  const issues: Issue[] = []
  const products = await productsOf(checked, await pricesToTry(checked))
  for (const { price, product, categories } of products) {
    if (!price.floor || !price.unitAmount) continue
    const fitting = discounts.filter(
      (discount) => datesMeet(discount, price) && fits(discount as Targets, price.plan, product, categories),
    )
    const { codes, left } = worst(fitting)
    if (codes.length === 0) continue
    const net = divide(multiply(exact(price.unitAmount), left), hundred)
    if (compare(net, exact(price.floor)) >= 0) continue
    if (issues.length === shown) break
    const amount = toPlaces(round(net, 2), 2)
    const message = `${codes.join(' and ')} together bring ${price.code} to ${amount} ${price.currency}, below its floor of ${price.floor}`
    issues.push({
      ...issueAt({ kind: 'prices', code: price.code }, ['floor'], 'below-floor', message, 'warning'),
      suggestion:
        'On a quote the discounts stop at the floor, or approval is asked for, as the company’s settings say.',
    })
  }
  return issues
}

async function pricesToTry({ db, kept, after, touches, revision }: Checked): Promise<Price[]> {
  const own = kept.filter((draft) => draft.kind === 'prices').map((draft) => draft.body as Price)
  if (!touches('discounts')) return own.slice(0, mostPrices)
  const rows = await db.query<{ code: string }>(
    `select code from prices where revision_from <= $1 and (revision_to is null or revision_to > $1)
       and body ? 'floor' and body ? 'unitAmount' order by code limit ${mostPrices}`,
    [revision],
  )
  const published = await after.get(
    db,
    'prices',
    rows.map((row) => row.code),
  )
  const known = new Set(own.map((price) => price.code))
  return [...own, ...(published as unknown as Price[]).filter((price) => !known.has(price.code))]
}

async function productsOf({ db, after }: Checked, prices: readonly Price[]) {
  const plans = await after.get(db, 'plans', [...new Set(prices.map((price) => price.plan))])
  const productOf = new Map(plans.map((plan) => [plan.code, String(plan.product)]))
  const rows = await after.get(db, 'products', [...new Set(productOf.values())])
  const categoriesOf = new Map(rows.map((row) => [row.code, (row.categories ?? []) as string[]]))
  return prices.map((price) => {
    const product = productOf.get(price.plan) ?? ''
    return { price, product, categories: categoriesOf.get(product) ?? [] }
  })
}

function fits(targets: Targets, plan: string, product: string, categories: readonly string[]): boolean {
  const within = (list: readonly string[] | undefined, there: readonly string[]) =>
    !list?.length || list.some((each) => there.includes(each))
  return (
    within(targets.products, [product]) &&
    within(targets.plans, [plan]) &&
    within(targets.categories, categories)
  )
}

/** Percent that is left after all that stack and the best that does not, one after the other. */
function worst(discounts: readonly Discount[]) {
  const alone = discounts.filter((discount) => !discount.stackable)
  const best = alone.toSorted((a, b) => compare(exact(b.value ?? '0'), exact(a.value ?? '0')))[0]
  const applied = [...discounts.filter((discount) => discount.stackable), ...(best ? [best] : [])]
  let left = hundred
  for (const { value } of applied)
    left = divide(multiply(left, subtract(hundred, exact(value ?? '0'))), hundred)
  return { codes: applied.map((discount) => discount.code), left }
}
