import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TableImport } from '../../../contract/exchange.ts'
import { signInAs, type TestPerson } from '../../identity/testing.ts'
import {
  openRealNodes,
  pause,
  type RealNodes,
  startTestServer,
  type TestServer,
} from '../../platform/testing.ts'
import { tableClient } from './testing.ts'

/** The file is handed in at the test server, which works nothing off; a program that is killed does. */
const rows = 8000
let server: TestServer
let tables: ReturnType<typeof tableClient>
let programs: RealNodes
let admin: TestPerson
beforeAll(async () => {
  server = await startTestServer()
  admin = await signInAs(server.app, 'system-admin')
  tables = tableClient(server, admin)
  programs = openRealNodes(server.app)
}, 300_000)
afterAll(async () => {
  await programs.killAll()
  await server.close()
})

it('an import whose server is killed, reading or applying, is whole or not there, and goes on', {
  timeout: 300_000,
}, async () => {
  const plan = await aPlan()
  const lines = Array.from({ length: rows }, (_, n) => `CRASH-${n},${plan},EUR,ONE_TIME,${n}.50,${n + 1}`)
  const { id } = (
    await tables.send('prices', ['code,plan,currency,type,unitAmount,priority', ...lines].join('\n'))
  ).body

  let node = await programs.start()
  await until(id, (now) => now.rowsRead >= 2000)
  await programs.kill(node)
  const { rowsRead, status } = await tables.get(id)
  const stored = await count('select count(*) from import_rows where import_id = $1', id)
  expect(stored, 'rows that are stored are those that are said to be read').toBe(
    status === 'ready' ? rows : rowsRead,
  )

  node = await programs.start()
  expect((await until(id, (now) => now.status === 'ready')).counts).toMatchObject({ new: rows, wrong: 0 })

  const asked = await server.call('POST', `/imports/${id}/apply`, { token: admin.token, body: {} })
  expect(asked.status).toBe(202)
  await pause(400)
  await programs.kill(node)
  const held = await count(
    'select count(*) from prices p join imports i on i.change_set_id = p.change_set_id where i.id = $1',
    id,
  )
  expect([0, rows], 'all of it or nothing').toContain(held)

  await programs.start()
  await until(id, (now) => now.status === 'applied')
  expect(
    await count('select count(*) from prices p join imports i using (change_set_id) where i.id = $1', id),
  ).toBe(rows)
})

/** A product's plan, published. */
async function aPlan(): Promise<string> {
  const post = (path: string, body: unknown) =>
    server.call<{ id: string }>('POST', path, { token: admin.token, body })
  const { id } = (await post('/change-sets', { title: 'A product' })).body
  const price = { code: 'BIKE.BUY.EUR', currency: 'EUR', type: 'ONE_TIME', unitAmount: '900.00' }
  const plans = [{ code: 'BIKE.BUY', name: 'Purchase', prices: [price] }]
  await post('/products', { code: 'BIKE', name: 'Bike', plans })
  expect((await post(`/change-sets/${id}/publish`, {})).status).toBe(200)
  return 'BIKE.BUY'
}

async function until(id: string, enough: (now: TableImport) => boolean): Promise<TableImport> {
  for (;;) {
    const now = await tables.get(id)
    if (enough(now) || now.status === 'failed') return now
    await pause(25)
  }
}

async function count(sql: string, id: string): Promise<number> {
  const [row] = await server.app.database.query<{ count: string }>(sql, [id])
  return Number(row?.count)
}
