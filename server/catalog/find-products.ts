import { z } from 'zod'
import type { Plan, Product, ProductSummary } from '../../contract/catalog.ts'
import type { Price } from '../../contract/prices.ts'
import { type Context, DomainError, decodeCursor, encodeCursor, type Queries } from '../platform/index.ts'
import { currentRevision, readSnapshot, type Snapshot } from '../revisions/index.ts'
import { attributeSpellings, type Found, type Search, searchProducts, wordsMeant } from './search-products.ts'

type Published<T> = T & { revision: number }
export type Question = {
  revision?: number | undefined
  search?: string | undefined
  category?: string | undefined
  lifecycle?: string | undefined
  attribute?: string | string[] | undefined
  currency?: string | undefined
  priceBook?: string | undefined
  cursor?: string | undefined
  limit: number
}

const cursor = z.tuple([z.string(), z.string()])

/**
 * A page of products by name; `search` is words that all occur in code or name, `attribute` such as "colour=black" what
 * they must have. Where a word is in no product, what was probably meant is searched instead, and said.
 */
export async function findProducts(ctx: Context, database: object, question: Question) {
  const published = await currentRevision(ctx)
  const revision = question.revision ?? published
  const search: Search = {
    revision,
    current: revision === published,
    words: wordsOf(question.search),
    category: question.category,
    lifecycle: question.lifecycle,
    attributes: [question.attribute ?? []].flat().map(attributeSpellings),
    after: decodeCursor(question.cursor, cursor),
    limit: question.limit + 1,
  }
  const { rows, words } = await searched(ctx.db, search)
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
    ...(words && { searchedFor: words.join(' ') }),
    ...(rows.length > question.limit && last ? { next: encodeCursor([last.name, last.code]) } : {}),
  }
}

/** What is found by the words as they are, or else by what they were probably meant to be. */
async function searched(db: Queries, search: Search): Promise<{ rows: Found[]; words?: string[] }> {
  const rows = await searchProducts(db, search)
  if (rows.length > 0 || search.words.length === 0) return { rows }
  const words = await wordsMeant(db, search.words)
  return words ? { rows: await searchProducts(db, { ...search, words }), words } : { rows }
}

const wordsOf = (search = '') =>
  search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word.length > 0)
    .slice(0, 10)

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
  // A price of a variant is shown of the first only: what is sold unless another is chosen.
  const pricesOf = (plan: string, { variants }: Product) =>
    (prices.get(plan) ?? [])
      .filter(({ variant }) => variant === undefined || variant === variants?.[0]?.code)
      .sort((a, b) => Number(b.variant !== undefined) - Number(a.variant !== undefined))
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
    variants: (product.variants ?? []).length,
    plans: (plans.get(product.code) ?? []).map((plan) => ({
      code: plan.code,
      name: plan.name,
      ...shownPrice(pricesOf(plan.code, product), question),
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
