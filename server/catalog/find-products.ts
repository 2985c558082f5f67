import { z } from 'zod'
import type { Plan, Product, ProductSummary } from '../../contract/catalog.ts'
import type { Price } from '../../contract/pricing.ts'
import { type Context, DomainError, decodeCursor, encodeCursor, type Queries } from '../platform/index.ts'
import { currentRevision, heldAt, readSnapshot, type Snapshot } from '../revisions/index.ts'

type Published<T> = T & { revision: number }
export type Question = {
  revision?: number | undefined
  search?: string | undefined
  category?: string | undefined
  lifecycle?: string | undefined
  currency?: string | undefined
  priceBook?: string | undefined
  cursor?: string | undefined
  limit: number
}

const cursor = z.tuple([z.string(), z.string()])

/** A page of products by name; `search` is words that all occur in code or name. */
export async function findProducts(ctx: Context, database: object, question: Question) {
  const revision = question.revision ?? (await currentRevision(ctx))
  const [afterName, afterCode] = decodeCursor(question.cursor, cursor) ?? [null, null]
  const words = (question.search ?? '')
    .split(/\s+/)
    .filter((word) => word.length > 0)
    .slice(0, 10)
  const rows = await ctx.db.query<{ code: string; name: string }>(
    `select code, body ->> 'name' as name from products
     where ${heldAt('$1')}
       and ($2::text[] = '{}' or (code || ' ' || (body ->> 'name')) ilike all ($2::text[]))
       and ($3::text is null or body -> 'categories' ? $3)
       and ($4::text is null or body ->> 'lifecycle' = $4)
       and ($5::text is null or (body ->> 'name', code) > ($5, $6))
     order by body ->> 'name', code limit $7`,
    [
      revision,
      words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`),
      question.category ?? null,
      question.lifecycle ?? null,
      afterName,
      afterCode,
      question.limit + 1,
    ],
  )
  const shown = rows.slice(0, question.limit)
  const last = shown.at(-1)
  const snapshot = await readSnapshot(database, ctx.db, revision)
  return {
    items: await summaries(
      ctx.db,
      snapshot,
      shown.map((row) => row.code),
      question,
    ),
    revision,
    ...(rows.length > question.limit && last ? { next: encodeCursor([last.name, last.code]) } : {}),
  }
}

/** One product with its plans, or the refusal that there is none. */
export async function getProduct(ctx: Context, database: object, code: string, at?: number) {
  const revision = at ?? (await currentRevision(ctx))
  const snapshot = await readSnapshot(database, ctx.db, revision)
  const [product] = (await snapshot.get(ctx.db, 'products', [code])) as unknown as Published<Product>[]
  if (!product) throw new DomainError('reference.not-found', { kind: 'product', code })
  const plans = (await snapshot.of(ctx.db, 'plans', [code])) as unknown as Published<Plan>[]
  return { revision, product, plans }
}

async function summaries(
  db: Queries,
  snapshot: Snapshot,
  codes: string[],
  question: Question,
): Promise<ProductSummary[]> {
  const products = (await snapshot.get(db, 'products', codes)) as unknown as Product[]
  const plans = Map.groupBy(
    (await snapshot.of(db, 'plans', codes)) as unknown as Plan[],
    (plan) => plan.product,
  )
  const planCodes = [...plans.values()].flat().map((plan) => plan.code)
  const prices = Map.groupBy(
    (await snapshot.of(db, 'prices', planCodes)) as unknown as Price[],
    (price) => price.plan,
  )
  return products.map((product) => ({
    code: product.code,
    name: product.name,
    description: product.description,
    categories: product.categories,
    image: product.images[0],
    unit: product.unit,
    quantityDecimals: product.quantityDecimals ?? 0,
    lifecycle: product.lifecycle,
    configurable: product.model !== undefined,
    bundle: (product.components ?? []).length > 0,
    plans: (plans.get(product.code) ?? []).map((plan) => ({
      code: plan.code,
      name: plan.name,
      ...shownPrice(prices.get(plan.code) ?? [], question),
    })),
  }))
}

/** What a list shows of a plan's prices: the price book's, else the list price, in the asked currency. */
function shownPrice(prices: Price[], question: Question): Partial<ProductSummary['plans'][number]> {
  const first = prices[0]
  if (!first) return {}
  const inCurrency = prices.filter((price) => !question.currency || price.currency === question.currency)
  const price =
    inCurrency.find((each) => each.priceBook !== undefined && each.priceBook === question.priceBook) ??
    inCurrency.find((each) => each.priceBook === undefined)
  const { interval, intervalCount } = first.recurring ?? {}
  return {
    type: first.type,
    interval: interval && (intervalCount === 1 ? interval : `${intervalCount} ${interval}s`),
    unitAmount: price?.unitAmount ?? price?.tiers?.[0]?.unitAmount ?? price?.flatAmount,
    currency: price?.currency,
  }
}
