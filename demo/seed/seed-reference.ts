import type { ReferenceKind } from '../../contract/revisions.ts'
import { exact, multiply, round, toPlaces, toText } from '../../engines/money/index.ts'
import { putStock } from '../../server/catalog/index.ts'
import { type App, type Context, newId, type Queries } from '../../server/platform/index.ts'
import { putExchangeRates } from '../../server/pricing/index.ts'
import {
  currentRevision,
  type Put,
  publishChangeSet,
  putChanges,
  startChangeSet,
} from '../../server/revisions/index.ts'
import type { PriceRow } from '../catalog/entry.ts'
import { catalog, categories } from '../catalog/index.ts'
import { type ListCurrency, shareOf } from '../catalog/list-price.ts'
import { segments } from '../customers.ts'
import { clauses, documentTemplates } from '../documents.ts'
import { guides } from '../guides.ts'
import { models } from '../models/index.ts'
import { approvalPolicies } from '../policies.ts'
import {
  bookPrices,
  contractPrices,
  discounts,
  exchangeRates,
  priceBooks,
  rules,
  surcharges,
} from '../pricing.ts'
import { stockOf } from '../stock.ts'
import { taxes } from '../taxes.ts'
import type { Progress } from './progress.ts'

/** The catalog with all its prices and rules, as the company opened with it. */
export async function seedReference(ctx: Context, progress: Progress): Promise<void> {
  const before = new Map(memoryBeforeSummer().map((price) => [price.code, price]))
  await publish(ctx, progress, {
    step: 'revision:catalog',
    title: 'Catalog and prices, 2026',
    why: 'First publication',
    puts: [
      ...put('categories', categories),
      ...put('segments', segments),
      ...put('price-books', priceBooks),
      ...put(
        'models',
        models.map((model) => ({ code: model.code, name: model.label ?? model.code, model })),
      ),
      ...put('products', catalog.products),
      ...put('guides', guides),
      ...put('plans', catalog.plans),
      ...put('prices', [...catalog.prices.map((price) => before.get(price.code) ?? price), ...bookPrices]),
      ...put('rules', rules),
      ...put('discounts', discounts),
      ...put('surcharges', surcharges),
      ...put('taxes', taxes),
      ...put(
        'contract-prices',
        contractPrices((code) => progress.idOf(`customer:${code}`)),
      ),
      ...put('approval-policies', approvalPolicies),
      ...put('templates', documentTemplates),
      ...put('clauses', clauses),
    ],
  })
}

/** Memory went up by six per cent in summer: the prices of the catalog as it stands are those after it. */
export async function seedMemoryPrices(ctx: Context, progress: Progress): Promise<void> {
  const puts = put('prices', catalog.prices.filter(isMemory))
  const why = 'Module prices rose by six per cent with the contracts of the third quarter'
  await publish(ctx, progress, { step: 'revision:memory', title: 'Memory prices, summer 2026', why, puts })
}

/** Something that is still being prepared: cables become dearer, and nobody has published it yet. */
export async function seedOpenChangeSet(ctx: Context, progress: Progress): Promise<void> {
  if (progress.has('change-set:cables')) return
  const set = await startChangeSet(
    ctx,
    'Cable prices, winter 2026',
    'New terms of the supplier from December',
  )
  const cables = catalog.prices.filter(
    (price) => price.plan.startsWith('CBL-') && price.unitAmount !== undefined,
  )
  const dearer = cables.map((price) => scaled(price, '1.08'))
  await putChanges(ctx, set.id, put('prices', dearer))
  await ctx.transaction((tx) => progress.note(tx, 'change-set:cables', set.id))
}

/** A rate for each month of the last year, each a little different from the one before. */
export async function seedExchangeRates(ctx: Context, progress: Progress, today: Date): Promise<void> {
  if (progress.has('rates')) return
  const perMille = [12, 9, 14, 6, 3, -4, -9, -2, 5, 8, 2, -3, 0, 0]
  const rates = exchangeRates.flatMap(([from, to, rate]) =>
    perMille.map((shift, index) => {
      const month = new Date(
        Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - (perMille.length - 1 - index), 1),
      )
      const factor = exact(toText({ n: BigInt(1000 + shift), scale: 3, d: 1n }))
      const day = month.toISOString().slice(0, 10)
      const shifted = toPlaces(round(multiply(exact(rate), factor), 4), 4)
      return { id: newId('fxr'), from, to, rate: shifted, day, source: 'Demo' }
    }),
  )
  await ctx.transaction(async (tx) => {
    await putExchangeRates(tx, rates)
    await progress.note(tx, 'rates', 'exchange-rates')
  })
}

/** What the warehouse reports. */
export async function seedStock(app: App, ctx: Context, progress: Progress): Promise<void> {
  if (progress.has('stock')) return
  await putStock(ctx, app.database, stockOf())
  await ctx.transaction((tx) => progress.note(tx, 'stock', 'warehouse'))
}

/** Whether anything was ever published here, by the demo or by anybody. */
export async function isPublished(ctx: Context & { db: Queries }): Promise<boolean> {
  return (await currentRevision(ctx)) > 0
}

type Publication = { step: string; title: string; why: string; puts: Put[] }

async function publish(
  ctx: Context,
  progress: Progress,
  { step, title, why, puts }: Publication,
): Promise<void> {
  if (progress.has(step)) return
  const set = await startChangeSet(ctx, title, why)
  await putChanges(ctx, set.id, puts)
  await publishChangeSet(ctx, set.id)
  await ctx.transaction((tx) => progress.note(tx, step, set.id))
}

function put(kind: ReferenceKind, rows: readonly { code: string }[]): Put[] {
  return rows.map(({ code, ...body }) => ({ kind, code, body }))
}

const isMemory = (price: PriceRow) => price.plan.startsWith('MEM-')

function memoryBeforeSummer(): PriceRow[] {
  return catalog.prices.filter(isMemory).map((price) => scaled(price, '0.94'))
}

function scaled(price: PriceRow, share: string): PriceRow {
  const currency = price.currency as ListCurrency // list prices are in no other
  const { unitAmount, cost, floor, target } = price
  const amounts = Object.entries({ unitAmount, cost, floor, target })
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([name, amount]) => [name, shareOf(amount, share, currency)])
  return { ...price, ...Object.fromEntries(amounts) }
}
