import { type PriceChangeFilter, priceKinds } from '../../contract/price-history.ts'
import type { Context, Queries } from '../platform/index.ts'
import { kindTable, type PublishedChange, readPublishedChanges } from '../revisions/index.ts'

type Question = PriceChangeFilter & { cursor?: string | undefined; limit: number }

/** Published changes of prices and contract prices, each with the product it is a price of. */
export async function readPriceChanges(ctx: Context, question: Question) {
  const { kind, product, plan, priceBook, ...rest } = question
  const page = await readPublishedChanges(ctx, {
    ...rest,
    kinds: kind ? [kind] : priceKinds,
    codes: await codesFor(ctx.db, product, plan),
    fields: { priceBook },
  })
  const products = await productsOf(ctx.db, page.items)
  return {
    ...page,
    items: page.items.map((item) => {
      const { plan: ofPlan, priceBook: book, customer, currency } = item.body
      return {
        ...item,
        kind: item.kind as (typeof priceKinds)[number], // only these were asked for
        ...texts({
          product: products.get(String(ofPlan)),
          plan: ofPlan,
          priceBook: book,
          customer,
          currency,
        }),
      }
    }),
  }
}
export type ReadPriceChange = Awaited<ReturnType<typeof readPriceChanges>>['items'][number]

/** All prices there ever were of a product or a plan; absent where neither is asked for. */
async function codesFor(db: Queries, product?: string, plan?: string): Promise<string[] | undefined> {
  if (product === undefined && plan === undefined) return undefined
  const plans = product === undefined ? [] : await plansEverOf(db, product)
  const wanted = plan === undefined ? plans : product === undefined || plans.includes(plan) ? [plan] : []
  const rows = await db.query<{ code: string }>(
    priceKinds
      .map((kind) => `select code from ${kindTable(kind)} where body ->> 'plan' = any($1::text[])`)
      .join(' union '),
    [wanted],
  )
  return rows.map(({ code }) => code)
}

async function plansEverOf(db: Queries, product: string): Promise<string[]> {
  const rows = await db.query<{ code: string }>(
    `select distinct code from ${kindTable('plans')} where body ->> 'product' = $1 and revision_from is not null`,
    [product],
  )
  return rows.map(({ code }) => code)
}

/** The product of each plan, also of plans that are gone. */
async function productsOf(db: Queries, items: readonly PublishedChange[]): Promise<Map<string, string>> {
  const plans = [...new Set(items.map(({ body }) => String(body.plan)))]
  const rows = await db.query<{ code: string; product: string }>(
    `select distinct on (code) code, body ->> 'product' as product from ${kindTable('plans')}
     where code = any($1::text[]) and revision_from is not null order by code, revision_from desc`,
    [plans],
  )
  return new Map(rows.map(({ code, product }) => [code, product]))
}

/** Those of the values that are texts. */
function texts<Name extends string>(values: Record<Name, unknown>): Partial<Record<Name, string>> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => typeof value === 'string'),
  ) as Partial<Record<Name, string>>
}
