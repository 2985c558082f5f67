import { add, exact, minorUnits, toPlaces } from '../../engines/money/index.ts'
import type { RequestLine } from '../../engines/pricer/types.ts'
import { getConfiguration, notePrice } from '../configuration/index.ts'
import { sightOf } from '../identity/index.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { readSnapshot } from '../revisions/index.ts'
import { shownPriced } from './hide-figures.ts'
import { priceLines, soldLines, type Terms } from './price-one.ts'
import { waterfallRows } from './waterfall-rows.ts'

/** Prices a saved configuration for its customer and keeps what it came to; refused while it has mistakes. */
export async function priceSaved(
  ctx: Context,
  database: object,
  id: string,
  terms: Pick<Terms, 'currency' | 'priceBook'>,
) {
  const { valid, products, customer, revision } = await getConfiguration(ctx, id)
  if (!valid) {
    const reason = products.flatMap((each) => each.issues.map((issue) => issue.message)).join(' ')
    throw new DomainError('configuration.impossible', { reason })
  }
  const snapshot = await readSnapshot(database, ctx.db, revision)
  const items = await Promise.all(
    products.map(async ({ configurable, decisions, ...each }) => {
      const sold = configurable ? { ...each, decisions } : { ...each, contents: true }
      return { id: each.id, lines: await soldLines(ctx, database, snapshot, each.id, sold) }
    }),
  )
  const lines = items.flatMap((each) => each.lines)
  const { priced } = await priceLines(ctx, snapshot, { ...terms, customer, revision }, lines)
  const { currency } = priced
  const { net, total } = priced.totals
  const netOf = new Map(priced.lines.map((line) => [line.id, line.net]))
  const parts = new Map(
    items.map((each) => [each.id as string, toPlaces(sumOf(each.lines, netOf), minorUnits(currency))]),
  )
  const configuration = await ctx.transaction((tx) => notePrice(tx, id, { currency, net }, parts))
  const shown = shownPriced(sightOf(ctx), priced)
  return { configuration, currency, net, total, rows: waterfallRows(shown), steps: shown.steps }
}

function sumOf(lines: readonly RequestLine[], netOf: ReadonlyMap<string, string>) {
  return lines.map((line) => exact(netOf.get(line.id) ?? '0')).reduce(add, exact('0'))
}
