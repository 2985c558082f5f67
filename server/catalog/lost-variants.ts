import type { Plan, Product } from '../../contract/catalog.ts'
import type { Issue } from '../../contract/problem.ts'
import { type Checked, heldAt, issueAt, kinds, kindTable } from '../revisions/index.ts'

type Lost = { product: string; variant: string }

/** Of each kind no more are named. */
const named = 20

/** What stays as it is and names a variant that goes: prices, contract prices, and bundles that hold it. */
export async function lostVariants(checked: Checked): Promise<Issue[]> {
  const lost = await lostIn(checked)
  if (lost.length === 0) return []
  return [
    ...(await stillPriced(checked, lost, 'prices')),
    ...(await stillPriced(checked, lost, 'contract-prices')),
    ...(await stillHeld(checked, lost)),
  ]
}

/** Variants that are published and no longer in the drafts of their products. */
async function lostIn({ db, revision, kept }: Checked): Promise<Lost[]> {
  const products = kept.filter(({ kind }) => kind === 'products')
  if (products.length === 0) return []
  const published = await db.query<Lost>(
    `select p.code as product, v ->> 'code' as variant
     from ${kindTable('products')} p, jsonb_array_elements(p.body -> 'variants') v
     where ${heldAt('$1', 'p')} and p.code = any($2::text[])`,
    [revision, products.map(({ code }) => code)],
  )
  const left = new Map(
    products.map(({ code, body }) => [code, ((body as Product).variants ?? []).map((each) => each.code)]),
  )
  return published.filter(({ product, variant }) => !left.get(product)?.includes(variant))
}

async function stillPriced(
  { after, db, revision, drafts }: Checked,
  lost: readonly Lost[],
  kind: 'prices' | 'contract-prices',
): Promise<Issue[]> {
  const products = [...new Set(lost.map(({ product }) => product))]
  const plans = (await after.of(db, 'plans', products)) as unknown as Plan[]
  const ofPlans = plans.flatMap(({ code, product }) =>
    lost.filter((each) => each.product === product).map((each) => ({ ...each, plan: code })),
  )
  const rows = await db.query<Lost & { code: string }>(
    `select t.code, l.product, l.variant from ${kindTable(kind)} t
     join jsonb_to_recordset($2::jsonb) as l(plan text, product text, variant text)
       on t.body ->> 'plan' = l.plan and t.body ->> 'variant' = l.variant
     where ${heldAt('$1', 't')} and not (t.code = any($3::text[])) order by t.code limit ${named}`,
    [revision, JSON.stringify(ofPlans), draftsOfKind(drafts, kind)],
  )
  return rows.map(({ code, product, variant }) => {
    const message = `${product} would no longer have the variant ${variant}, which the ${kinds[kind].singular} ${code} is for: remove the price too, or keep the variant`
    return issueAt({ kind, code }, ['variant'], 'unknown-variant', message)
  })
}

async function stillHeld({ db, revision, drafts }: Checked, lost: readonly Lost[]): Promise<Issue[]> {
  const rows = await db.query<Lost & { code: string; index: string }>(
    `select t.code, l.product, l.variant, c.nth - 1 as index
     from ${kindTable('products')} t
     cross join jsonb_array_elements(t.body -> 'components') with ordinality as c(component, nth)
     join jsonb_to_recordset($2::jsonb) as l(product text, variant text)
       on c.component ->> 'product' = l.product and c.component ->> 'variant' = l.variant
     where ${heldAt('$1', 't')} and not (t.code = any($3::text[])) order by t.code, c.nth limit ${named}`,
    [revision, JSON.stringify(lost), draftsOfKind(drafts, 'products')],
  )
  return rows.map(({ code, product, variant, index }) => {
    const message = `${product} would no longer have the variant ${variant}, in which the bundle ${code} holds it: change the bundle too, or keep the variant`
    return issueAt({ kind: 'products', code }, ['components', index, 'variant'], 'unknown-variant', message)
  })
}

const draftsOfKind = (drafts: Checked['drafts'], kind: Checked['drafts'][number]['kind']) =>
  drafts.filter((draft) => draft.kind === kind).map(({ code }) => code)
