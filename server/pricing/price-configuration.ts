import { getConfiguration, notePrice } from '../configuration/index.ts'
import { sightOf } from '../identity/index.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { shownPriced } from './hide-figures.ts'
import { priceOne, type Terms } from './price-one.ts'
import { waterfallRows } from './waterfall-rows.ts'

/** Prices a saved configuration for its customer and keeps what it came to; refused while it has mistakes. */
export async function priceSaved(
  ctx: Context,
  database: object,
  id: string,
  terms: Pick<Terms, 'currency' | 'priceBook'>,
) {
  const saved = await getConfiguration(ctx, id)
  if (!saved.valid) {
    const reason = saved.issues.map((issue) => issue.message).join(' ')
    throw new DomainError('configuration.impossible', { reason })
  }
  const { product, quantity, decisions, customer, revision } = saved
  const { priced } = await priceOne(ctx, database, {
    ...terms,
    product,
    quantity,
    decisions,
    customer,
    revision,
  })
  const { currency } = priced
  const { net, total } = priced.totals
  const configuration = await ctx.transaction((tx) => notePrice(tx, id, { currency, net }))
  const shown = shownPriced(sightOf(ctx), priced)
  return { configuration, currency, net, total, rows: waterfallRows(shown), steps: shown.steps }
}
