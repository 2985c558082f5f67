import { afterAll, beforeAll, expect, it } from 'vitest'
import { signInAs, type TestPerson } from '../identity/testing.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'

let server: TestServer
let admin: TestPerson
beforeAll(async () => {
  server = await startTestServer()
  admin = await signInAs(server.app, 'system-admin')
  const set = (await call<{ id: string }>('POST', '/change-sets', { title: 'Bikes' })).id
  await call('POST', `/change-sets/${set}/changes`, { put: bikes, remove: [] })
  await call('POST', `/change-sets/${set}/publish`, {})
})
afterAll(() => server.close())

async function call<Body>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Body> {
  const answer = await server.call<Body>(method, path, {
    token: admin.token,
    ...(body !== undefined && { body }),
  })
  expect(answer.status, answer.text).toBeLessThan(300)
  return answer.body
}

const price = { plan: 'BIKE.BUY', currency: 'EUR', type: 'ONE_TIME' }
const spring = '2031-03-01T00:00:00Z'
const bikes = [
  { kind: 'products', code: 'BIKE', body: { name: 'Bike' } },
  { kind: 'plans', code: 'BIKE.BUY', body: { product: 'BIKE', name: 'Purchase' } },
  { kind: 'price-books', code: 'CLUBS', body: { name: 'Clubs', currency: 'EUR' } },
  { kind: 'prices', code: 'BIKE.EUR', body: { ...price, unitAmount: '1000.00', effectiveTo: spring } },
  { kind: 'prices', code: 'BIKE.SPRING', body: { ...price, unitAmount: '1100.00', effectiveFrom: spring } },
  {
    kind: 'prices',
    code: 'BIKE.CLUBS',
    body: { ...price, priceBook: 'CLUBS', unitAmount: '900.00', effectiveFrom: spring },
  },
]

it('which price holds is told for now and for a day to come, from a price book and the list it falls back to', async () => {
  const find = async (question: string) => {
    const found = await call<{ price: { code: string }; amount: string }>(
      'GET',
      `/price-books/lookup?product=BIKE&quantity=3&currency=EUR${question}`,
    )
    return [found.price.code, found.amount]
  }
  expect(await find('')).toEqual(['BIKE.EUR', '3000.00'])
  expect(await find('&priceBook=CLUBS')).toEqual(['BIKE.EUR', '3000.00'])
  expect(await find('&asOf=2031-02-28T23:59:59Z')).toEqual(['BIKE.EUR', '3000.00'])
  expect(await find(`&asOf=${spring}`)).toEqual(['BIKE.SPRING', '3300.00'])
  expect(await find(`&priceBook=CLUBS&asOf=${spring}`)).toEqual(['BIKE.CLUBS', '2700.00'])

  const priced = await call<{ priced: { total: string } }>('POST', '/products/BIKE/price', {
    quantity: '3',
    currency: 'EUR',
    asOf: spring,
  })
  expect(JSON.stringify(priced)).toContain('BIKE.SPRING')
})

it('for a customer it is their contract price that holds, in their own currency and book', async () => {
  const customer = await call<{ id: string }>('POST', '/customers', {
    company: 'Rad ab',
    currency: 'EUR',
    priceBook: 'CLUBS',
  })
  const set = (await call<{ id: string }>('POST', '/change-sets', { title: 'Framework deal' })).id
  const body = { customer: customer.id, plan: 'BIKE.BUY', currency: 'EUR', unitAmount: '850.00' }
  const put = [{ kind: 'contract-prices', code: 'RAD-AB', body: { ...body, effectiveTo: spring } }]
  await call('POST', `/change-sets/${set}/changes`, { put, remove: [] })
  await call('POST', `/change-sets/${set}/publish`, {})
  const amountOn = async (day: string) =>
    (
      await call<{ amount: string }>(
        'GET',
        `/price-books/lookup?product=BIKE&quantity=3&customer=${customer.id}&asOf=${day}`,
      )
    ).amount
  expect(await amountOn('2031-02-28T00:00:00Z')).toBe('2550.00')
  expect(await amountOn(spring)).toBe('2700.00')
})

it('what a customer pays is not told to those who do not see the customer', async () => {
  const customer = await call<{ id: string }>('POST', '/customers', { company: 'Fern' })
  const grants = { 'prices.read': 'all', 'customers.read': 'own' }
  await call('POST', '/roles', { code: 'price-reader', name: 'Price reader', grants })
  const { token } = await signInAs(server.app, 'price-reader' as 'read-only') // a role of the company's own
  const question = { token, body: { quantity: '1', customer: customer.id, currency: 'EUR' } }
  expect((await server.call('POST', '/products/BIKE/price', question)).status).toBe(404)
  const lookup = `/price-books/lookup?product=BIKE&currency=EUR&customer=${customer.id}`
  expect((await server.call('GET', lookup, { token })).status).toBe(404)
  expect((await server.call('GET', '/price-books/lookup?product=BIKE&currency=EUR', { token })).status).toBe(
    200,
  )
})
