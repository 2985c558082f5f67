import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '../../../contract/permissions.ts'
import { encodeCursor } from '../index.ts'
import { body, serveThings } from '../testing/things.ts'
import { startTestServer, type TestServer } from '../testing.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({
    bare: true,
    register: (app) => serveThings(app, { added: 0, release: () => {} }),
  })
  await server.app.database.query('create table things (name text)')
})
afterAll(() => server.close())

const post = (what: unknown, headers: Record<string, string> = {}) =>
  server.call('POST', '/things', { token: 'anna', body: what, headers })
const issues = (response: { body: Record<string, unknown> }) =>
  (response.body.issues as { path: string[]; message: string }[]).map(
    ({ path, message }) => `${path.join('.')} ${message}`,
  )

describe('a careless request is refused with what is wrong and where', () => {
  test.each([
    ['-1', 'part.quantity must be a quantity such as "3" or "2.5", below a trillion'],
    ['0', 'part.quantity must be more than zero'],
    ['abc', 'part.quantity must be a quantity such as "3" or "2.5", below a trillion'],
    [1e308, 'part.quantity must be a string'],
    [undefined, 'part.quantity is missing'],
  ])('a quantity of %s', async (value, sentence) => {
    const response = await post({ part: { ...body.part, quantity: value } })
    expect(response.status).toBe(422)
    expect(response.headers['content-type']).toContain('application/problem+json')
    expect(response.body).toMatchObject({ code: 'request.invalid', status: 422 })
    expect(issues(response)).toContain(sentence)
  })

  test('all mistakes are told at once, unknown fields at any depth among them', async () => {
    const response = await post({
      part: { ...body.part, curency: 'EUR' },
      tags: [{ name: 'x', colour: 'red' }],
      colour: 'blue',
    })
    expect(issues(response).sort()).toEqual([
      'colour is not known here',
      'part.curency is not known here',
      'tags.0.colour is not known here',
    ])
  })

  test('no body, a body that is no object, no JSON, another type', async () => {
    expect((await server.call('POST', '/things', { token: 'anna' })).status).toBe(422)
    expect((await post([])).status).toBe(422)
    const broken = await post('{"part": ')
    expect(broken.status).toBe(400)
    expect(broken.body.code).toBe('request.unreadable')
    expect((await post('a=b', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
  })

  test('keys that reach into prototypes', async () => {
    expect((await post('{"part":{"quantity":"1","currency":"EUR"},"__proto__":{"admin":true}}')).status).toBe(
      400,
    )
    expect((await post('{"part":{"constructor":{"prototype":{"x":1}}}}')).status).toBe(400)
  })

  test('an id of another kind, a character that cannot be stored, a cursor made up', async () => {
    const wrong = await server.call('PUT', '/things/quo_123456', {
      token: 'anna',
      headers: { 'if-match': '"7"' },
    })
    expect(wrong.status).toBe(422)
    expect((await server.call('GET', '/things?cursor=nonsense', { token: 'anna' })).status).toBe(422)
    expect((await server.call('GET', '/things?limit=1000', { token: 'anna' })).status).toBe(422)
    expect((await server.call('GET', '/things?limt=10', { token: 'anna' })).status).toBe(422)
    const cursor = encodeCursor(['QT-7'])
    expect((await server.call('GET', `/things?cursor=${cursor}`, { token: 'anna' })).body.shown).toBe('QT-7')
  })

  test('half a character, and a body nested beyond reason, with the place', async () => {
    const half = await post({ part: { ...body.part, notes: 'a\ud800b' } })
    expect(half.status).toBe(422)
    expect(issues(half)).toEqual(['part.notes must not contain half a character'])
    const deep = await post(`{"part":${'['.repeat(50_000)}${']'.repeat(50_000)}}`)
    expect([deep.status, issues(deep)[0]]).toEqual([422, expect.stringContaining('nested deeper than 200')])
    expect((await post({ part: { ...body.part, notes: 'a😀b' } })).status).toBe(201)
  })

  test('an address that is not there', async () => {
    const response = await server.call('GET', '/nothing', { token: 'anna' })
    expect(response.status).toBe(404)
    expect(response.body).toMatchObject({ code: 'request.not-found', details: { path: '/api/v1/nothing' } })
  })

  test('a body of 50 MB is refused before it has arrived', async () => {
    const address = new URL(await server.listen())
    const status = await new Promise<number>((done, failed) => {
      const request = httpRequest({
        host: address.hostname,
        port: address.port,
        method: 'POST',
        path: '/api/v1/things',
        headers: { authorization: 'Bearer anna', 'content-type': 'application/json', 'content-length': 50e6 },
      })
      request.on('response', (response) => done(response.statusCode ?? 0)).on('error', failed)
      request.write(Buffer.alloc(65_536, 32))
    })
    expect(status).toBe(413)
  })

  test('a mistake of ours says nothing of itself but the request id', async () => {
    const response = await server.call('GET', '/break', {
      token: 'anna',
      headers: { 'x-request-id': 'my-request-1' },
    })
    expect(response.status).toBe(500)
    expect(response.text).not.toContain('hunter2')
    expect(response.body.requestId).toBe('my-request-1')
    expect(response.headers['x-request-id']).toBe('my-request-1')
  })
})

describe('who may ask', () => {
  test('nobody gets 401, a wrong token 401, a role without the right 403, before the body is looked at', async () => {
    const ask = (token?: string) =>
      server.call('POST', '/read', { body: '{broken', ...(token !== undefined && { token }) })
    const none = await ask()
    expect([none.status, none.body.code]).toEqual([401, 'auth.required'])
    expect(none.headers['www-authenticate']).toContain('Bearer')
    expect([(await ask('wrong')).status, (await ask('wrong')).body.code]).toEqual([401, 'auth.token-invalid'])
    expect((await ask('anna')).status).toBe(403)
    expect((await ask('reader')).status).toBe(400)
  })

  test('every permission of an endpoint is one of the catalogue', () => {
    for (const { endpoint: each } of server.app.endpoints) {
      expect([...Object.keys(permissions), 'anyone', 'signed-in']).toContain(each.permission)
    }
  })

  test('a write from another site is refused, ours and a program’s are not', async () => {
    const ask = (headers: Record<string, string>) => server.call('POST', '/open', { headers })
    expect((await ask({ origin: 'https://evil.example' })).body.code).toBe('request.foreign-origin')
    expect((await ask({ origin: 'null' })).status).toBe(403)
    expect((await ask({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await ask({ origin: 'http://localhost' })).status).toBe(200)
    expect((await ask({})).status).toBe(200)
  })

  test('a route below the API without an endpoint cannot be registered', async () => {
    await expect(
      startTestServer({ bare: true, register: (app) => void app.http.get('/api/v1/secret', () => 'x') }),
    ).rejects.toThrow('bound with serve()')
  })
})

describe('what every response carries', () => {
  test('headers that keep browsers in bounds', async () => {
    const { headers } = await server.call('GET', '/things', { token: 'anna' })
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'") as string,
    })
    expect(headers['strict-transport-security']).toBeUndefined()
    const missing = await server.call('GET', '/nowhere', { raw: true })
    expect(missing.headers['x-content-type-options']).toBe('nosniff')
  })

  test('behind https browsers are told to stay there', async () => {
    const secure = await startTestServer({ bare: true, env: { PUBLIC_URL: 'https://quotes.example' } })
    const { headers } = await secure.call('GET', '/openapi.json')
    expect(headers['strict-transport-security']).toContain('max-age=')
    await secure.close()
  })

  test('a page gets a nonce of its own each time', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const { headers, text } = await server.call('GET', '/api/docs', { raw: true })
        const nonce = /script-src 'self' 'nonce-([\w-]+)'/.exec(headers['content-security-policy'] ?? '')?.[1]
        expect(text).toContain(`nonce="${nonce}"`)
        return nonce
      }),
    )
    expect(nonces[0]).not.toBe(nonces[1])
  })

  test('nothing leaves that the contract does not name', async () => {
    expect((await server.call('GET', '/leak', { token: 'anna' })).body).toEqual({ shown: 'public' })
  })
})

describe('operators', () => {
  test('see whether the node is alive and ready, and how it is doing', async () => {
    expect((await server.call('GET', '/healthz', { raw: true })).status).toBe(200)
    expect((await server.call('GET', '/readyz', { raw: true })).status).toBe(200)
    const { text } = await server.call('GET', '/metrics', { raw: true })
    expect(text).toContain('quoin_http_request_seconds_count')
    expect(text).toContain('route="/api/v1/things"')
    expect(text).toContain('quoin_waiting{what="jobs_due"}')
    expect(text).toContain('nodejs_eventloop_lag_seconds')
  })
})
