import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { add, exact, toPlaces, zero } from '../../engines/money/index.ts'
import { signInAs, type TestPerson } from '../../server/identity/testing.ts'
import { tableClient } from '../../server/integrations/tables/testing.ts'
import { startTestServer, type TestServer } from '../../server/platform/testing.ts'
import { pcModel } from './model.ts'
import { type Part, readParts } from './parts.ts'
import { tablesOf } from './tables.ts'

const folder = process.env.QUOIN_PC_PARTS ?? ''

/** A real catalog: a list of 61,000 parts of computers, handed in as tables and sold as computers. */
describe.skipIf(!existsSync(folder))(
  'the parts of computers (QUOIN_PC_PARTS names their folder; without it this is left out)',
  { timeout: 600_000 },
  () => {
    let server: TestServer
    let admin: TestPerson
    let parts: Part[]
    let set: string
    beforeAll(async () => {
      server = await startTestServer()
      admin = await signInAs(server.app, 'system-admin')
      parts = readParts(folder)
    })
    afterAll(() => server.close())
    const call = <T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) =>
      server.call<T>(method, path, { token: admin.token, ...(body !== undefined && { body }) })

    it('come in by the import page without a wrong row, and are published', async () => {
      const tables = tableClient(server, admin)
      set = (await call<{ id: string }>('POST', '/change-sets', { title: 'Parts' })).body.id
      const files = tablesOf(parts)
      for (const kind of ['categories', 'products', 'plans', 'prices'] as const) {
        let table = await tables.preview(kind, files[kind], set)
        if (table.status === 'asking') table = (await tables.act(table.id, 'read')).now
        expect([kind, table.status, table.counts.wrong]).toEqual([kind, 'ready', 0])
        expect((await tables.act(table.id, 'apply')).now.status).toBe('applied')
      }
      const model = { name: 'Computer, built to order', model: pcModel(parts) }
      expect((await call('PUT', `/change-sets/${set}/models/PC-BUILD`, model)).status).toBe(200)
      const price = { code: 'PC-BUILD.BUY.USD', currency: 'USD', type: 'ONE_TIME', unitAmount: '0.00' }
      const plans = [{ code: 'PC-BUILD.BUY', name: 'Purchase', prices: [price] }]
      const made = await call('POST', '/products', {
        code: 'PC-BUILD',
        name: 'Computer, built to order',
        model: 'PC-BUILD',
        changeSet: set,
        plans,
      })
      expect(made.status).toBe(201)
      expect((await call('POST', `/change-sets/${set}/publish`, {})).status).toBe(200)
    })

    it('are found, those without a price as drafts that are not sold', async () => {
      type Found = { items: { name: string }[] }
      const { body } = await call<Found>('GET', '/products?search=ryzen+9800x3d&currency=USD')
      expect(body.items[0]?.name).toContain('9800X3D')
      const unpriced = parts.find((part) => part.price === undefined)
      const sold = await call('POST', '/quotes', { currency: 'USD', lines: [{ product: unpriced?.code }] })
      expect([sold.status, sold.text]).toEqual([422, expect.stringContaining('is draft and not sold')])
    })

    it('make a computer whose parts fit, at the sum of their prices', async () => {
      const cpu = pcModel(parts).variables[0]?.code
      const decisions = [{ variable: cpu, value: parts.find((part) => part.name.includes('9800X3D'))?.code }]
      type Domains = { domains: { variable: string; values: { value: string; state: string }[] }[] }
      const { body } = await call<Domains>('POST', '/products/PC-BUILD/configure', { decisions })
      const boards = body.domains.find(({ variable }) => variable === 'board')?.values ?? []
      const possible = boards.filter(({ state }) => state !== 'excluded').map(({ value }) => partOf(value))
      expect(possible.length).toBeGreaterThan(0)
      expect(new Set(possible.map((part) => part?.attributes.socket))).toEqual(new Set(['AM5']))

      type Priced = { priced: { totals: { net: string }; lines: { price: string; gross: string }[] } }
      const { priced } = (
        await call<Priced>('POST', '/products/PC-BUILD/price', { currency: 'USD', decisions })
      ).body
      const listed = priced.lines.map(({ price }) => partOf(price.replace('.BUY.USD', ''))?.price ?? '0')
      expect(listed).toHaveLength(8)
      const sum = listed.map((price) => exact(price)).reduce(add, zero)
      expect(priced.totals.net).toBe(toPlaces(sum, 2))
    })

    const partOf = (code: string) => parts.find((part) => part.code === code)
  },
)
