import type { Plan, Product } from '../../contract/catalog.ts'
import type { Decision, Part } from '../../engines/configurator/index.ts'
import { price } from '../../engines/pricer/index.ts'
import type * as engine from '../../engines/pricer/types.ts'
import { configure, getConfigurable } from '../configuration/index.ts'
import { getVisibleCustomer, pricedCustomer } from '../customers/index.ts'
import { companySettings } from '../identity/index.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { currentRevision, readSnapshot, type Snapshot } from '../revisions/index.ts'
import { bundleLines } from './bundle-lines.ts'
import { priceBookOf } from './price-book-of.ts'
import { readPriceContext } from './price-context.ts'

/** For whom, in what currency, by which book, on which revision, and when. */
export type Terms = {
  currency?: string | undefined
  priceBook?: string | undefined
  customer?: string | undefined
  discountCodes?: string[] | undefined
  revision?: number | undefined
  /** Now when absent: what will hold then, or held, as far as the revision knows. */
  asOf?: string | undefined
}
export type Sold = {
  product: string
  plan?: string | undefined
  /** The product's first when absent. */
  variant?: string | undefined
  quantity: string
  /** Of a configurable product: its parts are priced with it. */
  decisions?: Decision[] | undefined
  /** Of a bundle: what it usually holds is priced with it. */
  contents?: boolean
}
export type Question = Terms & Sold
export type PricedLines = { revision: number; context: engine.PriceContext; priced: engine.Priced }

/** What a quantity of one product costs, as a quote of one line would say; a configured one with its parts. */
export async function priceOne(ctx: Context, database: object, question: Question): Promise<PricedLines> {
  // Ways to the database one after the other are what takes long: two, where nothing is known yet.
  const [revision, settings] = await Promise.all([
    question.revision ?? currentRevision(ctx),
    companySettings(ctx.db),
  ])
  const snapshot = await readSnapshot(database, ctx.db, revision)
  const lines = await soldLines(ctx, database, snapshot, 'line', question)
  return priceLines(ctx, snapshot, question, lines, settings)
}

/** What a product is sold as: its line, and below it those of its configuration or of its bundle. */
export async function soldLines(
  ctx: Context,
  database: object,
  snapshot: Snapshot,
  id: string,
  { product, plan, variant, quantity, decisions, contents }: Sold,
): Promise<engine.RequestLine[]> {
  const parts = decisions
    ? configure((await getConfigurable(ctx, database, product, snapshot.revision)).model, decisions).parts
    : []
  const lines = await linesOf(ctx, snapshot, { id, product, plan, variant, quantity }, parts)
  const [head] = lines
  return contents && head ? [...lines, ...(await bundleLines(ctx, snapshot, head))] : lines
}

/** Lines of a quote of their own, priced. */
export async function priceLines(
  ctx: Context,
  snapshot: Snapshot,
  terms: Terms,
  lines: engine.RequestLine[],
  known?: Awaited<ReturnType<typeof companySettings>>,
): Promise<PricedLines> {
  const customer = terms.customer ? await getVisibleCustomer(ctx, terms.customer) : undefined
  const settings = known ?? (await companySettings(ctx.db))
  const currency = terms.currency?.toUpperCase() ?? customer?.currency ?? settings.locale.currency
  const at = terms.asOf === undefined ? ctx.now : new Date(terms.asOf)
  const asOf = at.toISOString()
  const priceBook =
    terms.priceBook ?? (customer && (await priceBookOf(ctx.db, snapshot, customer, currency, at)))
  const discountCodes = terms.discountCodes ?? []
  const buyer = customer && pricedCustomer(customer)
  const context = await readPriceContext(ctx.db, snapshot, {
    currency,
    asOf,
    priceBook,
    customer: buyer,
    products: lines.map((line) => line.product),
    plans: lines.map((line) => line.plan),
    discountCodes,
    settings,
  })
  const request: engine.PriceRequest = {
    currency,
    asOf,
    ...(priceBook ? { priceBook } : {}),
    ...(buyer ? { customer: buyer } : {}),
    discountCodes,
    lines,
  }
  return { revision: snapshot.revision, context, priced: price(request, context) }
}

/** A line for the product, and one for each of its parts, whose quantity is per unit of the product. */
export async function linesOf(
  ctx: Context,
  snapshot: Snapshot,
  head: {
    id: string
    product: string
    plan?: string | undefined
    variant?: string | undefined
    quantity: string
  },
  parts: readonly Pick<Part, 'product' | 'quantity' | 'variable'>[],
): Promise<engine.RequestLine[]> {
  const { variant, ...own } = head
  const sold = [...new Set([head, ...parts].map((each) => each.product))]
  await snapshot.ahead(ctx.db, sold)
  const [headPlan, ...plans] = await plansFor(ctx, snapshot, [head, ...parts])
  const products = await snapshot.get(ctx.db, 'products', sold)
  const variantsOf = new Map(
    (products as unknown as Product[]).map(({ code, variants }) => [code, variants ?? []]),
  )
  /** As quotes do: the first variant is sold unless another is asked for. */
  const variantIn = (code: string, wanted?: string) => {
    const variants = variantsOf.get(code) ?? []
    const found = wanted ? variants.find((each) => each.code === wanted) : variants[0]
    if (wanted && !found) throw new DomainError('reference.not-found', { kind: 'variant', code: wanted })
    return found && { variant: found.code }
  }
  return [
    // A plan for each, or it was refused.
    { ...own, plan: headPlan as string, ...variantIn(head.product, variant) },
    ...parts.map(({ product, quantity }, index) => ({
      id: `${head.id}.${index + 1}`,
      parent: head.id,
      perParent: true,
      product,
      plan: plans[index] as string,
      ...variantIn(product),
      quantity,
    })),
  ]
}

/** The plan each product is sold by: the one named, else its first that is active. */
async function plansFor(
  ctx: Context,
  snapshot: Snapshot,
  wanted: readonly { product: string; plan?: string | undefined }[],
): Promise<string[]> {
  const codes = [...new Set(wanted.map((each) => each.product))]
  const plans = Map.groupBy(
    (await snapshot.of(ctx.db, 'plans', codes)) as unknown as Plan[],
    (plan) => plan.product,
  )
  return wanted.map(({ product, plan }) => {
    const found = (plans.get(product) ?? []).find((each) => (plan ? each.code === plan : each.active))
    if (!found)
      throw new DomainError('reference.not-found', { kind: 'product or plan', code: plan ?? product })
    return found.code
  })
}
