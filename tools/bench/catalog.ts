import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProducts } from '../../server/catalog/find-products.ts'
import { applyImport, applyRows } from '../../server/integrations/tables/apply-import.ts'
import { readRows } from '../../server/integrations/tables/read-rows.ts'
import { startImport } from '../../server/integrations/tables/start-import.ts'
import { registerModules } from '../../server/modules.ts'
import { type App, createApp } from '../../server/platform/app.ts'
import { attachDatabase } from '../../server/platform/attach-database.ts'
import { loadConfig } from '../../server/platform/config.ts'
import { withDirectConnection } from '../../server/platform/database.ts'
import { makeLog } from '../../server/platform/log.ts'
import { systemContext } from '../../server/platform/make-context.ts'
import { priceOne } from '../../server/pricing/price-one.ts'
import { publishChangeSet, putChanges, startChangeSet } from '../../server/revisions/index.ts'
import { discardChangeSet } from '../../server/revisions/settle-change-set.ts'
import { generateCatalog } from '../catalog/generate.ts'

/** How many products, ten prices each: the last is the one that counts, the others show how the figures grow. */
const sizes = (process.env.QUOIN_BENCH_PRODUCTS ?? '10000,100000,1000000').split(',').map(Number)
/** Where catalogs are kept from run to run; without it each is made anew and thrown away. */
const shelf = process.env.QUOIN_BENCH_CATALOGS

/**
 * How long a search takes while somebody types, a price lookup, and the publication of a change set of 1,000 prices, in
 * a catalog of a million products and ten million prices: in the database's work and ours, without HTTP. Each search is
 * of another product, so that nothing is answered from a cache of ours. The 95th percentile, in milliseconds.
 */
export async function run(): Promise<Record<string, number>> {
  const results: Record<string, number> = {}
  for (const size of sizes) {
    const measured = await measureAt(size)
    for (const [name, value] of Object.entries(measured)) results[`${name}.at${size}`] = value
    Object.assign(results, measured)
  }
  return { ...results, 'catalog.products': sizes.at(-1) ?? 0 }
}

async function measureAt(products: number): Promise<Record<string, number>> {
  const folder = shelf ? join(shelf, String(products)) : mkdtempSync(join(tmpdir(), 'quoin-bench-'))
  const config = loadConfig({ QUOIN_DATA: folder, WEB_APP: '0', LOG_LEVEL: 'error' })
  const log = makeLog('error')
  const database = await attachDatabase(config, log)
  try {
    const app = createApp({ config, log, database })
    await registerModules(app)
    if (!(await isMade(app))) {
      const started = performance.now()
      await withDirectConnection(database.directUrl, (client) =>
        generateCatalog(client, { products, pricesPerProduct: 10 }, () => {}),
      )
      const made = (performance.now() - started) / 1000
      console.log(`  ${products} products and ${products * 10} prices made in ${made.toFixed(0)} s`)
    }
    return {
      'catalog.search.p95Ms': await searchTimes(app, products),
      'catalog.lookup.p95Ms': await lookupTimes(app, products),
      'catalog.publish1000.s': await publishTime(app, products),
      ...(await importTimes(app)),
    }
  } finally {
    await database.close()
    if (!shelf) rmSync(folder, { recursive: true, force: true })
  }
}

async function isMade(app: App): Promise<boolean> {
  return (await app.database.query('select from products limit 1')).length > 0
}

/** 100,000 price rows in one file: read and compared, then put into a change set, which is given up again. */
async function importTimes(app: App): Promise<Record<string, number>> {
  const rows = Array.from(
    { length: 100_000 },
    (_, n) => `BULK-${n},GEN-1.BUY,EUR,ONE_TIME,${n % 900}.50,${n + 1}`,
  )
  const file = Buffer.from(['code,plan,currency,type,unitAmount,priority', ...rows].join('\n'))
  const ctx = systemContext(app)
  const { id, attempt } = await startImport(ctx, { kind: 'prices', name: 'bulk.csv' }, file)
  const read = await timed(() => readRows(systemContext(app), { id, attempt }))
  const { change_set_id: set } = await applyImport(ctx, id, { withoutWrong: false })
  const apply = await timed(() => applyRows(app, systemContext(app), { id }))
  await discardChangeSet(ctx, set ?? '')
  const seconds = (ms: number) => Math.round(ms) / 1000
  return { 'catalog.import100000.read.s': seconds(read), 'catalog.import100000.apply.s': seconds(apply) }
}

/** As it is typed, letter by letter; and by code, with a slip of the finger, by attribute. */
function searches(products: number): { search?: string; attribute?: string }[] {
  const typed = (word: string) => Array.from(word, (_, index) => ({ search: word.slice(0, index + 1) }))
  const someone = (n: number) => ({ search: `GEN-${(n * 7919) % products}` })
  return [
    ...typed('workstation'),
    ...typed('fjord elite mon'),
    ...typed(`granit studio ${Math.floor(products / 2000)}`),
    ...Array.from({ length: 20 }, (_, n) => someone(n)),
    ...['notebok', 'workstaton', 'keybord', 'indsutrial', 'helois printer', 'scaner elite'].map((search) => ({
      search,
    })),
    ...Array.from({ length: 10 }, (_, n) => ({
      attribute: `batch=B${(n * 31) % Math.floor(products / 200)}`,
    })),
    ...['Fjord', 'Helios'].map((maker) => ({ attribute: `maker=${maker}`, search: 'server' })),
    { search: 'no such thing' },
  ]
}

async function searchTimes(app: App, products: number): Promise<number> {
  const all = searches(products)
  const ask = (question: object) =>
    findProducts(systemContext(app), app.database, { ...question, currency: 'EUR', limit: 20 })
  for (const question of all.slice(0, 5)) await ask(question)
  const times: number[] = []
  let slowest = { took: 0, question: '' }
  for (let round = 0; round < 3; round++) {
    for (const question of all) {
      const took = await timed(() => ask(question))
      times.push(took)
      if (took > slowest.took) slowest = { took, question: JSON.stringify(question) }
    }
  }
  console.log(`  slowest search ${slowest.question}: ${slowest.took.toFixed(0)} ms`)
  return percentile(times)
}

async function lookupTimes(app: App, products: number): Promise<number> {
  const lookUp = (n: number) =>
    priceOne(systemContext(app), app.database, {
      product: `GEN-${1 + ((n * 104_729) % products)}`,
      quantity: '3',
      currency: n % 2 === 0 ? 'EUR' : 'USD',
    })
  for (let n = 0; n < 50; n++) await lookUp(n)
  const times: number[] = []
  for (let n = 50; n < 1050; n++) times.push(await timed(() => lookUp(n)))
  return percentile(times)
}

async function publishTime(app: App, products: number): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 3; round++) {
    const set = await startChangeSet(systemContext(app), `Round ${round}`)
    const puts = Array.from({ length: 1000 }, (_, n) => {
      const product = 1 + (((n + round * 1000) * 104_729) % products)
      const plan = `GEN-${product}.BUY`
      const body = { plan, currency: 'EUR', type: 'ONE_TIME', unitAmount: `${100 + round}.00` }
      return { kind: 'prices' as const, code: `GEN-${product}.0`, body }
    })
    const codes = new Set(puts.map((put) => put.code))
    await putChanges(
      systemContext(app),
      set.id,
      puts.filter((put) => codes.delete(put.code)),
    )
    times.push(await timed(() => publishChangeSet(systemContext(app), set.id)))
  }
  return Math.round(times.sort((a, b) => a - b)[1] ?? 0) / 1000
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

function percentile(times: number[]): number {
  const sorted = times.toSorted((a, b) => a - b)
  return Math.round((sorted[Math.floor(sorted.length * 0.95)] ?? 0) * 100) / 100
}
