import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Quote } from '../../../contract/quotes.ts'
import type { Simulation } from '../../../contract/simulations.ts'
import { signInAs, type TestPerson } from '../../identity/testing.ts'
import { selectRotations, startRotation, systemContext } from '../../platform/index.ts'
import { databaseText, startTestServer, type TestServer } from '../../platform/testing.ts'
import { tableClient } from './testing.ts'

/** Figures that stand nowhere else in the demo company; the margin is that of two monitors at 3333.00. */
const secrets = { cost: '1313.13', floor: '1414.14', agreed: '1515.15', margin: '4039.74', share: '60.60' }
const monitors = { currency: 'EUR', lines: [{ product: 'MON-27', quantity: '2' }] }
let server: TestServer
let admin: TestPerson
let client: ReturnType<typeof tableClient>
beforeAll(async () => {
  server = await startTestServer({ demo: true })
  admin = await signInAs(server.app, 'system-admin')
  client = tableClient(server, admin)
}, 300_000)
afterAll(() => server.close())

const call = <Body>(method: 'GET' | 'POST', path: string, body?: object) =>
  server.call<Body>(method, path, { headers: admin.headers, ...(body && { body }) })

async function expectNothingToRead() {
  const tables = await databaseText(server.app.database)
  const found = [...tables].flatMap(([table, text]) =>
    Object.entries(secrets)
      // The share of a whole quote is a stored figure, of lists and reports.
      .filter(
        ([name, secret]) =>
          text.includes(secret) && !(name === 'share' && /^public\.(quotes|approval_)/.test(table)),
      )
      .map(([name]) => ({ table, name })),
  )
  expect(found).toEqual([])
}

/** The list price of a monitor in euros, with what it costs us, as a file. */
async function pricesFile(): Promise<string> {
  const csv = (await client.fetch('/exports/prices?format=csv')).toString('utf8').replace('\ufeff', '')
  const [head = '', ...rows] = csv.split('\r\n')
  const names = head.split(',')
  const at = (name: string) => names.indexOf(name)
  const { body } = await call<Quote>('POST', '/quotes', monitors)
  const row = rows.find((each) => each.split(',')[at('code')] === body.lines[0]?.price)
  const cells = row?.split(',') ?? []
  const set = { unitAmount: '3333.00', cost: secrets.cost, floor: secrets.floor }
  const all = [...new Set([...names, ...Object.keys(set)])]
  const filled = all.map((name) => set[name as keyof typeof set] ?? cells[at(name)] ?? '')
  return [all, filled].map((each) => each.join(',')).join('\r\n')
}

test('what prices and contract prices in a file say is read by nobody who has the database', async () => {
  const file = await pricesFile()
  const first = await client.preview('prices', file)
  expect(first.problem).toBeUndefined()
  expect(JSON.stringify(first.sample)).toContain(secrets.cost)
  const [row] = await client.rows(first.id)
  expect(row?.words.join(), JSON.stringify(row)).toContain(secrets.cost)
  await expectNothingToRead()

  const applied = await client.act(first.id, 'apply')
  expect(applied.now.status).toBe('applied')
  await expectNothingToRead()
  // A second import over the first keeps what the change set held.
  const again = await client.preview('prices', file.replace('3333.00', '3334.00'), applied.now.changeSet?.id)
  await client.act(again.id, 'apply')
  await expectNothingToRead()
  expect((await client.act(again.id, 'undo')).now.status).toBe('undone')
  await expectNothingToRead()
}, 120_000)

test('nor what a simulation and an approval say of margins', async () => {
  const { body: sets } = await call<{ items: { id: string }[] }>('GET', '/change-sets?status=open')
  const set = sets.items[0]?.id ?? ''
  const quote = await call<Quote>('POST', '/quotes', monitors)
  const started = await call<Simulation>('POST', `/change-sets/${set}/simulations`, { open: true })
  await server.settle()
  const { body: list } = await call<{ items: { quote: string; after: { margin?: string } }[] }>(
    'GET',
    `/simulations/${started.body.id}/quotes?limit=200`,
  )
  expect(list.items.find((each) => each.quote === quote.body.id)?.after.margin).toBe(secrets.margin)
  expect((await call<Simulation>('GET', `/simulations/${started.body.id}`)).body.after.margin).toBeTruthy()
  await expectNothingToRead()

  await call('POST', `/change-sets/${set}/publish`, {})
  await server.settle()
  const next = await call<Quote>('POST', '/quotes', monitors)
  expect(next.body.totals.marginPercent).toBe(secrets.share)
  const { status, text } = await server.call('POST', `/quotes/${next.body.id}/submit`, {
    headers: { ...admin.headers, 'if-match': `"${next.body.seq}"` },
    body: {},
  })
  expect(status, text).toBe(200)
  await server.settle()
  const [request] = await server.app.database.query<{ facts: object }>(
    'select facts from approval_requests where quote_id = $1',
    [next.body.id],
  )
  expect(JSON.stringify(request?.facts)).toMatch(/"sealed":"sealed:/)
  expect(JSON.stringify(request?.facts)).not.toContain(secrets.share)
  await expectNothingToRead()
}, 120_000)

test('and all of it is there again after the keys were changed', async () => {
  const ctx = systemContext(server.app)
  await ctx.transaction((tx) => startRotation(server.app, tx, -1000))
  await server.settle()
  const [rotation] = await selectRotations(server.app.database)
  expect(rotation?.finishedAt).toBeTruthy()
  await expectNothingToRead()
  const old = await server.app.database.query<{ id: string }>(
    `select id from imports where left(convert_from(file, 'LATIN1'), 60) not like $1`,
    [`sealed:${rotation?.keyId}:%`],
  )
  expect(old).toEqual([])
  const { body } = await call<{ items: { id: string; sample: string[][] }[] }>('GET', '/imports')
  expect(JSON.stringify(body.items[0]?.sample)).toContain(secrets.cost)
  expect((await client.rows(body.items[0]?.id ?? '')).length).toBe(1)
}, 120_000)
