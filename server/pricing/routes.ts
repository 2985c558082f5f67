import * as catalogContract from '../../contract/catalog.ts'
import * as configurations from '../../contract/configurations.ts'
import { optimizeProduct } from '../../contract/configuring.ts'
import { discountVerbs, ruleVerbs } from '../../contract/price-changes.ts'
import * as priceHistory from '../../contract/price-history.ts'
import * as contract from '../../contract/pricing.ts'
import { maySay, shownFields } from '../../contract/sight.ts'
import { record, sightOf } from '../identity/index.ts'
import { type App, answer, type Context, type FileBody, serve } from '../platform/index.ts'
import { currentRevision, publishers, type Row, readSnapshot } from '../revisions/index.ts'
import { definePricingChecks } from './checks/index.ts'
import { usesOf } from './discount-uses.ts'
import { evaluateRules } from './evaluate-rules.ts'
import { exportPriceChanges } from './export-price-changes.ts'
import { shownPriced, shownPrices } from './hide-figures.ts'
import { listRows } from './list-rows.ts'
import { optimizeConfiguration, optimizeSaved } from './optimize-configuration.ts'
import { prepare, prepareRemoval, readOne } from './prepare-change.ts'
import { readPriceChanges } from './price-changes.ts'
import { priceSaved } from './price-configuration.ts'
import { priceOne } from './price-one.ts'
import { waterfallRows } from './waterfall-rows.ts'

export function registerPricing(app: App): void {
  definePricingChecks()
  serve(app, contract.listPrices, async (ctx, { query }) => {
    const plans = query.product
      ? await plansOf(app, ctx, query.product)
      : query.plan
        ? [query.plan]
        : undefined
    const { currency, priceBook } = query
    const page = await listRows(ctx, 'prices', query, { plan: plans, currency, priceBook })
    return { ...page, items: shownPrices<Row>(sightOf(ctx), page.items) as never }
  })
  const lists = {
    'price-books': contract.listPriceBooks,
    rules: contract.listRules,
    'contract-prices': contract.listContractPrices,
    surcharges: contract.listSurcharges,
    taxes: contract.listTaxes,
    segments: contract.listSegments,
  } as const
  for (const kind of Object.keys(lists) as (keyof typeof lists)[]) {
    // Rows were parsed by the schema of their kind when they were published.
    serve(
      app,
      lists[kind] as typeof contract.listTaxes,
      async (ctx, { query }) => (await listRows(ctx, kind, query)) as never,
    )
  }
  serve(app, contract.listDiscounts, async (ctx, { query }) => {
    const page = await listRows(ctx, 'discounts', query)
    const uses = await usesOf(
      ctx.db,
      page.items.map((row) => row.code),
    )
    return { ...page, items: page.items.map((row) => ({ ...row, used: uses[row.code] ?? 0 })) as never }
  })
  serve(app, contract.lookupPrice, async (ctx, { query }) => {
    const { revision, context, priced } = await priceOne(ctx, app.database, query)
    const line = priced.lines[0]
    const price = context.prices.find((each) => each.code === line?.price)
    const chosen = line?.steps.find((step) => step.step === 'selectPrice' && !step.rejected)
    return {
      revision,
      price: price && (shownFields(sightOf(ctx), price) as never),
      unitPrice: line?.unitPrice,
      amount: line?.gross,
      because: chosen?.because ?? [],
      issues: priced.issues.filter((issue) => maySay(sightOf(ctx), issue.code)),
    }
  })
  serve(app, contract.evaluateRules, (ctx, { body }) =>
    evaluateRules(ctx, app.database, body.facts, body.rules),
  )
  serve(app, catalogContract.priceProduct, async (ctx, { params, body }) => {
    const question = { ...body, product: params.code, contents: true }
    const { revision, priced } = await priceOne(ctx, app.database, question)
    const shown = shownPriced(sightOf(ctx), priced)
    return { revision, priced: shown, rows: waterfallRows(shown) }
  })
  serveVerbs(app, 'rules', ruleVerbs)
  serveVerbs(app, 'discounts', discountVerbs as unknown as typeof ruleVerbs) // the same four, of another shape
  serveConfigurations(app)
  servePriceHistory(app)
}

/** A rule or discount under its own address; changes go into a change set. */
function serveVerbs(app: App, kind: 'rules' | 'discounts', verbs: typeof ruleVerbs): void {
  // Rows were parsed by the schema of their kind when they were put in.
  serve(
    app,
    verbs.get,
    async (ctx, { params, query }) => (await readOne(ctx, kind, params.code, query.changeSet)) as never,
  )
  serve(app, verbs.create, (ctx, { body }) => prepare(ctx, kind, body, true))
  serve(app, verbs.replace, (ctx, { params, body }) =>
    prepare(ctx, kind, { ...body, code: params.code }, false),
  )
  serve(app, verbs.remove, (ctx, { params, query }) =>
    prepareRemoval(ctx, kind, params.code, query.changeSet),
  )
}

/** What configurations cost, and which is best. */
function serveConfigurations(app: App): void {
  serve(app, optimizeProduct, (ctx, { params, body }) =>
    optimizeConfiguration(ctx, app.database, { ...body, product: params.code }),
  )
  serve(app, configurations.optimizeConfiguration, (ctx, { params, body }) =>
    optimizeSaved(ctx, app.database, params.id, body),
  )
  serve(app, configurations.priceConfiguration, (ctx, { params, body }) =>
    priceSaved(ctx, app.database, params.id, body),
  )
}

/** Who changed which price when, and why. */
function servePriceHistory(app: App): void {
  serve(app, priceHistory.listPriceChanges, async (ctx, { query }) => {
    const [page, people] = await Promise.all([readPriceChanges(ctx, query), publishers(ctx.db)])
    const items = page.items.map(({ differences, body: _, ...item }) => ({
      ...item,
      words: item.action === 'change' ? differences.map(({ words }) => words) : [],
    }))
    return { ...page, items, people }
  })
  serve(app, priceHistory.exportPriceChanges, async (ctx, { query }) => {
    await ctx.transaction(async (tx) => {
      record(tx, { action: 'price-changes.exported', subject: { kind: 'prices', id: 'csv' }, after: query })
    })
    return answer<FileBody>(exportPriceChanges(ctx, query), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="price-changes-${ctx.now.toISOString().slice(0, 10)}.csv"`,
        'cache-control': 'no-store',
      },
    })
  })
}

async function plansOf(app: App, ctx: Context, product: string): Promise<string[]> {
  const snapshot = await readSnapshot(app.database, ctx.db, await currentRevision(ctx))
  return (await snapshot.of(ctx.db, 'plans', [product])).map((plan) => plan.code)
}
