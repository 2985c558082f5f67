import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestPerson } from '../identity/testing.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'

type Answer = { code?: string; changeSet?: string; issues?: { path: string[]; message: string }[] }
let server: TestServer
let oskar: TestPerson
beforeAll(async () => {
  server = await startTestServer()
  oskar = await signInAs(server.app, ['product-admin', 'pricing-admin'])
})
afterAll(() => server.close())

const post = (path: string, body: unknown) =>
  server.call<Answer & { id: string }>('POST', path, { token: oskar.token, body })
const price = { code: 'DRONE.BUY.EUR', currency: 'eur', type: 'ONE_TIME', unitAmount: '499.00' }
const drone = {
  code: 'DRONE',
  name: 'Drone',
  plans: [{ code: 'DRONE.BUY', name: 'Purchase', prices: [price] }],
}

describe('a new product', () => {
  it('comes with its plan and price in one request, into the change set one works in', async () => {
    expect((await post('/products', drone)).body.code).toBe('change-set.none')
    const set = (await post('/change-sets', { title: 'Drones' })).body.id
    const made = await post('/products', drone)
    expect([made.status, made.body]).toEqual([
      201,
      { changeSet: set, product: 'DRONE', plans: ['DRONE.BUY'], prices: ['DRONE.BUY.EUR'] },
    ])
    expect((await post(`/change-sets/${set}/publish`, {})).status).toBe(200)
    const again = (await post('/change-sets', { title: 'Again' })).body.id
    expect((await post('/products', { ...drone, changeSet: again })).body.code).toBe('reference.exists')
  })

  it('is refused without a plan, and with a plan without a price', async () => {
    const bare = await post('/products', { code: 'BARE', name: 'Bare', plans: [] })
    expect([bare.status, bare.text]).toEqual([
      422,
      expect.stringContaining('a product needs at least one plan'),
    ])
    const unpriced = { code: 'BARE', name: 'Bare', plans: [{ code: 'B', name: 'B', prices: [] }] }
    expect((await post('/products', unpriced)).text).toContain('a plan needs at least one price')
  })

  it('says at its place what is wrong with a price, and keeps nothing', async () => {
    const set = (await post('/change-sets', { title: 'Wrong' })).body.id
    const wrong = {
      ...price,
      code: 'W.EUR',
      type: 'RECURRING',
      effectiveFrom: '2026-02-01T00:00:00Z',
      effectiveTo: '2026-01-01T00:00:00Z',
    }
    const answer = await post('/products', {
      code: 'W',
      name: 'W',
      changeSet: set,
      plans: [{ code: 'W.BUY', name: 'Buy', prices: [wrong] }],
    })
    expect(answer.status).toBe(422)
    expect(answer.body.issues?.map((issue) => issue.path.join('.'))).toEqual(
      expect.arrayContaining(['plans.0.prices.0.recurring', 'plans.0.prices.0.effectiveTo']),
    )
    const held = await server.call<{ size: number }>('GET', `/change-sets/${set}`, { token: oskar.token })
    expect(held.body.size).toBe(0)
  })

  it('has attributes within bounds', async () => {
    const set = (await post('/change-sets', { title: 'Deep' })).body.id
    const put = (attributes: unknown) =>
      server.call('PUT', `/change-sets/${set}/products/DEEP`, {
        token: oskar.token,
        body: { name: 'Deep', attributes },
      })
    expect((await put({ a: { b: { c: { d: 'fourth' } } } })).status).toBe(200)
    expect((await put({ a: { b: { c: { d: { e: 'fifth' } } } } })).text).toContain('nested 4 levels')
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`k${index}`, '']))
    expect((await put(many)).text).toContain('200 attribute keys')
    expect((await put({ long: 'x'.repeat(33_000) })).text).toContain('32768 bytes')
  })
})
