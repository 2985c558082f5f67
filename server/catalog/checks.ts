import type { Product } from '../../contract/catalog.ts'
import type { Issue } from '../../contract/problem.ts'
import type { ReferenceKind } from '../../contract/revisions.ts'
import { compare, exact } from '../../engines/money/index.ts'
import { type Checked, defineCheck, issueAt } from '../revisions/index.ts'
import { defineVariantChecks } from './variant-checks.ts'

/** What a catalog must not have: circles, and default prices of another plan. */
export function defineCatalogChecks(): void {
  defineCheck('catalog.bundles', (checked) =>
    circles(checked, 'products', 'bundle', (row) =>
      ((row as unknown as Product).components ?? []).map((component) => component.product),
    ),
  )
  defineCheck('catalog.successors', (checked) =>
    circles(checked, 'products', 'chain of successors', by('successor')),
  )
  defineCheck('catalog.categories', (checked) => circles(checked, 'categories', 'category', by('parent')))
  defineCheck('catalog.bundle-quantities', bundleQuantities)
  defineVariantChecks()
  defineCheck('catalog.default-prices', defaultPrices)
  defineCheck('catalog.successors-missing', successors)
}

type Next = (row: Record<string, unknown>) => string[]
const by =
  (field: string): Next =>
  (row) =>
    typeof row[field] === 'string' ? [row[field]] : []

/** Follows from each draft what it leads to, level by level, and says so where the way comes back to it. */
async function circles(checked: Checked, kind: ReferenceKind, what: string, next: Next): Promise<Issue[]> {
  const issues: Issue[] = []
  const leading = checked.kept.filter((draft) => draft.kind === kind && next(draft.body).length > 0)
  for (const draft of leading) {
    const cameFrom = new Map<string, string>()
    let front = next(draft.body).filter((code) => !cameFrom.has(code))
    for (const code of front) cameFrom.set(code, draft.code)
    while (front.length > 0 && !cameFrom.has(draft.code)) {
      const rows = await checked.after.get(checked.db, kind, front)
      front = []
      for (const row of rows) {
        for (const code of next(row)) {
          if (cameFrom.has(code)) continue
          cameFrom.set(code, row.code)
          front.push(code)
        }
      }
    }
    if (!cameFrom.has(draft.code)) continue
    const way = [draft.code]
    for (let at = cameFrom.get(draft.code); at && at !== draft.code; at = cameFrom.get(at)) way.unshift(at)
    const message = `the ${what} ${draft.code} contains itself: ${[draft.code, ...way].join(' → ')}`
    issues.push(issueAt(draft, [], 'circular', message))
  }
  return issues
}

function bundleQuantities({ kept }: Checked): Issue[] {
  return kept
    .filter((draft) => draft.kind === 'products')
    .flatMap((draft) =>
      ((draft.body as Product).components ?? []).flatMap((component, index) => {
        const { minQuantity, maxQuantity, defaultQuantity } = component
        const usual = exact(defaultQuantity)
        const tooFew = compare(usual, exact(minQuantity)) < 0
        const tooMany = maxQuantity !== undefined && compare(usual, exact(maxQuantity)) > 0
        if (!tooFew && !tooMany) return []
        const bounds = maxQuantity ? `${minQuantity} to ${maxQuantity}` : `at least ${minQuantity}`
        const message = `${draft.code} usually holds ${defaultQuantity} of ${component.product}, which is outside ${bounds}`
        return issueAt(draft, ['components', String(index), 'defaultQuantity'], 'out-of-bounds', message)
      }),
    )
}

/** The default price of a plan is one of its own. */
async function defaultPrices({ kept, after, db }: Checked): Promise<Issue[]> {
  const plans = kept.filter((draft) => draft.kind === 'plans' && typeof draft.body.defaultPrice === 'string')
  const prices = await after.get(
    db,
    'prices',
    plans.map((draft) => String(draft.body.defaultPrice)),
  )
  const planOf = new Map(prices.map((price) => [price.code, price.plan]))
  return plans.flatMap((draft) => {
    const price = String(draft.body.defaultPrice)
    const plan = planOf.get(price)
    if (plan === undefined || plan === draft.code) return []
    const message = `the default price ${price} of ${draft.code} belongs to the plan ${String(plan)}`
    return issueAt(draft, ['defaultPrice'], 'wrong-plan', message)
  })
}

/** What is no longer sold says what is offered in its place. */
function successors({ kept }: Checked): Issue[] {
  return kept
    .filter(({ kind, body }) => kind === 'products' && body.lifecycle === 'deprecated' && !body.successor)
    .map((draft) =>
      issueAt(
        draft,
        ['successor'],
        'no-successor',
        `${draft.code} is deprecated and names no successor: sales people are offered nothing in its place`,
        'info',
      ),
    )
}
