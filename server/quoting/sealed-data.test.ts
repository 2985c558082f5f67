import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Quote } from '../../contract/quotes.ts'
import { selectRotations, startRotation, systemContext } from '../platform/index.ts'
import { databaseText } from '../platform/testing.ts'
import { publishChangeSet, putChanges, rowsAmong, startChangeSet } from '../revisions/index.ts'
import { archiveVersions } from './archive-versions.ts'
import { findHead, frozenContext, insertNextVersion, readVersion, saveStatus } from './store.ts'
import { type Caller, openSalesOffice, type SalesOffice } from './testing.ts'

/** Figures and a number that stand nowhere else in the demo company. */
const cost = '7331.37'
const contract = '9119.91'
const taxId = 'DE 777 313 373'
const timeout = 120_000
let office: SalesOffice
let marta: Caller
let quote: Quote

beforeAll(async () => {
  office = await openSalesOffice()
  marta = await office.as('marta')
  const admin = await office.as('admin')
  const made = await admin.call<{ id: string }>('POST', '/customers', { company: 'Tresor Werke', taxId })
  expect(made.status, made.text).toBe(201)
  const ctx = systemContext(office.server.app)
  const lines = [{ product: 'MON-27', quantity: '2' }]
  const before = await marta.newQuote({ currency: 'EUR', lines })
  const priced = before.lines[0]?.price ?? ''
  const [price] = await rowsAmong(ctx.db, 'prices', before.revision, [priced])
  if (!price) throw new Error('the demo company has no price of a monitor')
  const { revision: _, code, ...body } = price
  const set = await startChangeSet(ctx, 'What monitors cost us')
  await putChanges(ctx, set.id, [
    { kind: 'prices', code, body: { ...body, cost, unitAmount: '9999.00' } },
    {
      kind: 'contract-prices',
      code: 'TRESOR-MON',
      body: {
        customer: made.body.id,
        plan: body.plan,
        currency: 'EUR',
        model: 'VOLUME',
        tiers: [
          { from: '0', to: '10', unitAmount: '9500.00' },
          { from: '10', unitAmount: contract },
        ],
      },
    },
  ])
  await publishChangeSet(ctx, set.id)
  quote = await marta.newQuote({ customer: made.body.id, currency: 'EUR', lines })
}, 300_000)
afterAll(() => office.server.close())

const secrets = [cost, contract, taxId, taxId.replaceAll(' ', '')]
async function expectNothingToRead() {
  const tables = await databaseText(office.server.app.database)
  const found = [...tables].flatMap(([table, text]) =>
    secrets.filter((secret) => text.includes(secret)).map((secret) => ({ table, secret })),
  )
  expect(found).toEqual([])
}

test('cost, contract prices and tax ids are there for those who may see them', { timeout }, async () => {
  expect(quote.lines[0]?.cost).toBe(cost)
  expect(quote.lines[0]?.net).toBe('19000.00')
  const found = await marta.call<{ items: { why: string[] }[] }>(
    'GET',
    `/customers/duplicates?company=Somebody&taxId=${encodeURIComponent('de777313373')}`,
  )
  expect(found.body.items[0]?.why, found.text).toEqual(['TAX_ID'])
})

test('and for nobody who has a copy of the database, however the quote goes on', { timeout }, async () => {
  const { database } = office.server.app
  await expectNothingToRead()
  const submitted = await marta.act(quote, 'submit')
  expect(submitted.status, submitted.text).toBe(200)
  await office.server.settle()
  await expectNothingToRead()
  expect((await frozenContext(database, quote.id, 1))?.prices[0]?.cost).toBe(cost)
})

test('a price context read again has the same bytes as before it was sealed', { timeout }, async () => {
  const { database } = office.server.app
  const before = JSON.stringify(await frozenContext(database, quote.id, 1))
  const ctx = systemContext(office.server.app)
  await ctx.transaction((tx) => startRotation(office.server.app, tx, -1000))
  await office.server.settle()
  const [rotation] = await selectRotations(database)
  expect(rotation?.finishedAt).toBeTruthy()
  expect(rotation?.seen).toBe(rotation?.total)
  await expectNothingToRead()
  expect(JSON.stringify(await frozenContext(database, quote.id, 1))).toBe(before)
  const after = await marta.call<Quote>('GET', `/quotes/${quote.id}`)
  expect(after.body.lines[0]?.cost).toBe(cost)
})

test('an archived version keeps its costs sealed, and gives them back', { timeout }, async () => {
  const ctx = systemContext(office.server.app)
  const head = await findHead(ctx.db, quote.id)
  if (!head) throw new Error('the quote is gone')
  await ctx.transaction(async (tx) => {
    const next = { ...head, version: 2 }
    await insertNextVersion(tx, next, 1, undefined)
    await saveStatus(tx, { ...next, status: 'DRAFT' })
    await tx.query(`update quote_versions set updated_at = now() - interval '90 days' where version = 1`)
  })
  expect(await archiveVersions(ctx)).toBeGreaterThan(0)
  await expectNothingToRead()
  const old = await readVersion(ctx.db, { ...head, version: 2 }, 1)
  expect(old.priced.lines[0]?.cost).toBe(cost)
  expect((await readVersion(ctx.db, { ...head, version: 2 }, 2)).priced.lines).toEqual(old.priced.lines)
})
