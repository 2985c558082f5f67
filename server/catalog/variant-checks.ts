import type { Plan, Product } from '../../contract/catalog.ts'
import type { Issue } from '../../contract/problem.ts'
import { type Checked, defineCheck, issueAt } from '../revisions/index.ts'
import { lostVariants } from './lost-variants.ts'

type Draft = Checked['kept'][number]

/** Wherever a variant is named, its product has it; and a product has each of its variants once. */
export function defineVariantChecks(): void {
  defineCheck('catalog.variants', ({ kept }) => kept.filter(({ kind }) => kind === 'products').flatMap(own))
  defineCheck('catalog.variants-of-components', ofComponents)
  defineCheck('catalog.variants-of-prices', ofPrices)
  defineCheck('catalog.lost-variants', lostVariants)
}

function own(draft: Draft): Issue[] {
  const { variants = [], components = [] } = draft.body as Product
  const codes = variants.map(({ code }) => code)
  const twice = codes.flatMap((code, index) =>
    codes.indexOf(code) === index
      ? []
      : issueAt(
          draft,
          ['variants', String(index), 'code'],
          'same-key',
          `${draft.code} has two variants ${code}`,
        ),
  )
  const unknown = components.flatMap((component, index) =>
    (component.variants ?? [])
      .filter((code) => !codes.includes(code))
      .map((code) => {
        const message = `${draft.code} holds ${component.product} in the variant ${code}, which it does not have`
        return issueAt(draft, ['components', String(index), 'variants'], 'unknown-variant', message)
      }),
  )
  return [...twice, ...unknown]
}

async function ofComponents(checked: Checked): Promise<Issue[]> {
  const named = checked.kept
    .filter(({ kind }) => kind === 'products')
    .flatMap((draft) =>
      ((draft.body as Product).components ?? []).flatMap(({ product, variant }, index) =>
        variant ? { draft, product, variant, path: ['components', String(index), 'variant'] } : [],
      ),
    )
  return unknownOf(checked, named)
}

async function ofPrices(checked: Checked): Promise<Issue[]> {
  const drafts = checked.kept.filter(
    ({ kind, body }) => (kind === 'prices' || kind === 'contract-prices') && typeof body.variant === 'string',
  )
  const plans = await checked.after.get(
    checked.db,
    'plans',
    drafts.map(({ body }) => String(body.plan)),
  )
  const productOf = new Map((plans as unknown as Plan[]).map((plan) => [plan.code, plan.product]))
  const named = drafts.flatMap((draft) => {
    const product = productOf.get(String(draft.body.plan))
    return product ? { draft, product, variant: String(draft.body.variant), path: ['variant'] } : []
  })
  return unknownOf(checked, named)
}

async function unknownOf(
  { after, db }: Checked,
  named: { draft: Draft; product: string; variant: string; path: string[] }[],
): Promise<Issue[]> {
  if (named.length === 0) return []
  const products = await after.get(db, 'products', [...new Set(named.map(({ product }) => product))])
  const variantsOf = new Map(
    (products as unknown as Product[]).map(({ code, variants = [] }) => [
      code,
      variants.map((each) => each.code),
    ]),
  )
  return named.flatMap(({ draft, product, variant, path }) => {
    const there = variantsOf.get(product)
    if (!there || there.includes(variant)) return []
    const choice = there.length > 0 ? `there are ${there.join(', ')}` : 'it has none'
    return issueAt(draft, path, 'unknown-variant', `${product} has no variant ${variant}; ${choice}`)
  })
}
