import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { body, type Happened, serveThings } from '../testing/things.ts'
import { startTestServer, type TestServer } from '../testing.ts'

let server: TestServer
const happened: Happened = { added: 0, release: () => {} }

beforeAll(async () => {
  server = await startTestServer({ bare: true, register: (app) => serveThings(app, happened) })
  await server.app.database.query('create table things (name text)')
})
afterAll(() => server.close())

const post = (what: unknown, headers: Record<string, string> = {}) =>
  server.call('POST', '/things', { token: 'anna', body: what, headers })

describe('the same request twice', () => {
  test('happens once and is answered alike', async () => {
    const before = happened.added
    const first = await post(body, { 'idempotency-key': 'order-1' })
    const second = await post(body, { 'idempotency-key': 'order-1' })
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.text).toBe(first.text)
    expect(second.headers).toMatchObject({
      etag: '"1"',
      location: '/things/1',
      'idempotency-replayed': 'true',
    })
    expect(happened.added).toBe(before + 1)
    const [events] = await server.app.database.query<{ count: string }>('select count(*) from events')
    const [things] = await server.app.database.query<{ count: string }>('select count(*) from things')
    expect(events?.count).toBe(things?.count)
  })

  test('another request under the same key is refused; another person has keys of their own', async () => {
    await post(body, { 'idempotency-key': 'order-2' })
    const other = await post({ part: { ...body.part, quantity: '4' } }, { 'idempotency-key': 'order-2' })
    expect([other.status, other.body.code]).toEqual([422, 'request.key-reused'])
    const theirs = await server.call('POST', '/things', {
      token: 'bert',
      body: { part: { ...body.part, quantity: '4' } },
      headers: { 'idempotency-key': 'order-2' },
    })
    expect(theirs.status).toBe(201)
  })

  test('a refused request leaves nothing behind, and its key can be used again', async () => {
    const [before] = await server.app.database.query<{ count: string }>('select count(*) from things')
    const refused = { part: { ...body.part, notes: 'refuse' } }
    expect((await post(refused, { 'idempotency-key': 'order-3' })).status).toBe(404)
    expect((await post(refused)).status).toBe(404)
    expect((await server.app.database.query('select count(*) from things'))[0]).toEqual(before)
    expect((await post(body, { 'idempotency-key': 'order-3' })).status).toBe(201)
  })

  test('while the first is under way the second is asked to wait', async () => {
    const ask = () =>
      server.call('POST', '/slow', { token: 'anna', headers: { 'idempotency-key': 'slow-1' } })
    const first = ask()
    await expect.poll(() => happened.release.toString()).not.toBe('() => {}')
    const second = await ask()
    expect([second.status, second.body.code]).toEqual([409, 'request.in-progress'])
    happened.release()
    expect((await first).status).toBe(200)
    expect((await ask()).headers['idempotency-replayed']).toBe('true')
  })

  test('a key must be readable', async () => {
    expect((await post(body, { 'idempotency-key': 'x'.repeat(300) })).status).toBe(422)
  })
})

describe('which state was seen', () => {
  const put = (headers: Record<string, string>) =>
    server.call('PUT', '/things/thi_123456', { token: 'anna', headers })

  test('must be said, and must be the present one', async () => {
    expect((await put({})).status).toBe(428)
    expect((await put({ 'if-match': '"6"' })).status).toBe(412)
    expect((await put({ 'if-match': '"6", W/"7"' })).status).toBe(200)
    expect((await put({ 'if-match': '*' })).status).toBe(200)
  })

  test('spares sending again what the caller has', async () => {
    const response = await server.call('GET', '/things', {
      token: 'anna',
      headers: { 'if-none-match': '"list"' },
    })
    expect([response.status, response.text]).toEqual([304, ''])
  })
})
