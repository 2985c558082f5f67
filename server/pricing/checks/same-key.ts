import type { Tax } from '../../../contract/price-rules.ts'
import type { ContractPrice, Price } from '../../../contract/prices.ts'
import type { Issue } from '../../../contract/problem.ts'
import { type Checked, issueAt } from '../../revisions/index.ts'
import { datesMeet } from './overlap.ts'

type Kind = 'prices' | 'contract-prices' | 'taxes'
type Dated = { code: string; effectiveFrom?: string | undefined; effectiveTo?: string | undefined }

/** Two prices of a plan in the same book and currency: which holds would be left to their codes. */
export async function pricesOfSameKey(checked: Checked): Promise<Issue[]> {
  const drafts = checked.kept.filter((draft) => draft.kind === 'prices')
  const plans = [...new Set(drafts.map((draft) => String(draft.body.plan)))]
  const rows = (await checked.after.of(checked.db, 'prices', plans)) as unknown as Price[]
  const keyOf = (price: Price) =>
    [
      price.plan,
      price.variant ?? '',
      price.priceBook ?? '',
      price.currency,
      price.type,
      price.priority ?? 0,
      JSON.stringify(price.conditions ?? null),
    ].join('|')
  return twice('prices', rows, drafts, keyOf, (one, other) => {
    const book = one.priceBook ? `the price book ${one.priceBook}` : 'the list'
    return `the plan ${one.plan} has two prices in ${book} in ${one.currency} at the same time: ${one.code} and ${other.code}`
  })
}

export async function contractPricesOfSameKey(checked: Checked): Promise<Issue[]> {
  const drafts = checked.kept.filter((draft) => draft.kind === 'contract-prices')
  const customers = [...new Set(drafts.map((draft) => String(draft.body.customer)))]
  const rows = (await checked.after.of(
    checked.db,
    'contract-prices',
    customers,
  )) as unknown as ContractPrice[]
  const keyOf = (price: ContractPrice) =>
    [price.customer, price.plan, price.variant ?? '', price.currency].join('|')
  return twice(
    'contract-prices',
    rows,
    drafts,
    keyOf,
    (one, other) =>
      `two contract prices for ${one.plan} hold at the same time: ${one.code} and ${other.code}`,
  )
}

/** Taxes of one kind that are equally specific: a line would have to pay both, or one of them by chance. */
export async function taxesOfSameKey(checked: Checked): Promise<Issue[]> {
  if (!checked.touches('taxes')) return []
  const rows = ((await checked.all('taxes')) as unknown as Tax[]).filter((tax) => tax.active)
  const drafts = checked.kept.filter((draft) => draft.kind === 'taxes')
  const keyOf = (tax: Tax) =>
    [tax.type, tax.region, tax.product, tax.category, tax.taxCode, tax.segment]
      .map((each) => each ?? '')
      .join('|')
  return twice('taxes', rows, drafts, keyOf, (one, other) => {
    const what = one.product ?? one.taxCode ?? one.category ?? 'everything'
    return `${one.code} and ${other.code} are both ${one.type.replaceAll('_', ' ')} for ${what} in ${one.region} at the same time, and neither is more specific`
  })
}

/** Pairs with the same key whose dates meet, one of them put in or changed; said once, at that one. */
function twice<Row extends Dated>(
  kind: Kind,
  rows: readonly Row[],
  drafts: readonly { code: string }[],
  keyOf: (row: Row) => string,
  words: (one: Row, other: Row) => string,
): Issue[] {
  const changed = new Set(drafts.map((draft) => draft.code))
  const issues: Issue[] = []
  for (const alike of Map.groupBy(rows, keyOf).values()) {
    alike.forEach((one, index) => {
      for (const other of alike.slice(index + 1)) {
        if (!datesMeet(one, other) || (!changed.has(one.code) && !changed.has(other.code))) continue
        const at = changed.has(one.code) ? one : other
        issues.push(issueAt({ kind, code: at.code }, ['effectiveFrom'], 'same-key', words(one, other)))
      }
    })
  }
  return issues
}
