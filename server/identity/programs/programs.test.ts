import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { MadeProgram } from '../../../contract/programs.ts'
import { startTestServer, type TestServer } from '../../platform/testing.ts'
import { signInAs, type TestPerson } from '../testing.ts'

vi.setConfig({ testTimeout: 120_000 })
let server: TestServer
let admin: TestPerson
let manager: TestPerson
let service: TestPerson
const password = 'correct horse battery'

beforeAll(async () => {
  server = await startTestServer()
  admin = await signInAs(server.app, 'system-admin', { password })
  manager = await signInAs(server.app, 'sales-manager', { password })
  service = await signInAs(server.app, 'integration')
})
afterAll(() => server.close())

const call = <Body = Record<string, unknown>>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  token: string,
  body?: object,
) => server.call<Body>(method, path, { token, ...(body && { body }) })
const makeKey = (person: TestPerson, given: object) =>
  call<MadeProgram>('POST', '/account/keys', person.token, {
    name: 'Reports',
    scopes: ['customers.read'],
    currentPassword: password,
    ...given,
  })
const makeClient = (given: object = {}) =>
  call<MadeProgram>('POST', '/programs', admin.token, {
    kind: 'client',
    name: 'ERP',
    userId: service.user.id,
    scopes: ['customers.read', 'orders.read'],
    currentPassword: password,
    ...given,
  })
const form = async (fields: Record<string, string>, headers: Record<string, string> = {}) => {
  const response = await server.app.http.inject({
    method: 'POST',
    url: '/oauth/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  })
  return { status: response.statusCode, headers: response.headers, body: response.json() }
}
const buy = ({ id, secret }: MadeProgram, more: Record<string, string> = {}) =>
  form({ grant_type: 'client_credentials', client_id: id, client_secret: secret, ...more })

describe('an API key', () => {
  test('can what its scopes say and its owner may, and nothing else', async () => {
    const { status, body: key } = await makeKey(manager, {})
    expect(status).toBe(201)
    expect((await call('GET', '/customers', key.secret)).status).toBe(200)
    expect((await call('GET', '/quotes', key.secret)).status, 'its owner may').toBe(403)
    expect((await call('POST', '/customers', key.secret, {})).status, 'read is not write').toBe(403)
    expect((await makeKey(manager, { scopes: ['users.write'] })).body).toMatchObject({
      code: 'program.scope-beyond',
    })
  })

  test('is shown once, and lies in the database as a hash', async () => {
    const { body: key } = await makeKey(manager, { name: 'Once' })
    const listed = await call<{ items: object[] }>('GET', '/account/keys', manager.token)
    expect(JSON.stringify(listed.body)).toContain(key.prefix)
    expect(JSON.stringify(listed.body)).not.toContain(key.secret)
    for (const table of ['programs', 'audit_entries', 'events', 'idempotency_keys']) {
      const rows = await server.app.database.query(
        `select 1 from ${table} t where t::text like '%' || $1 || '%'`,
        [key.secret],
      )
      expect(rows, table).toHaveLength(0)
    }
  })

  test('is made only by who types the password once more', async () => {
    expect((await makeKey(manager, { currentPassword: 'wrong' })).body).toMatchObject({
      code: 'auth.wrong-credentials',
    })
  })

  test('says when and from where it was last used, and ends when it is revoked', async () => {
    const { body: key } = await makeKey(manager, { name: 'Short' })
    await call('GET', '/customers', key.secret)
    const { body } = await call<{ items: { id: string; lastUsedAddress?: string }[] }>(
      'GET',
      '/account/keys',
      manager.token,
    )
    expect(body.items.find(({ id }) => id === key.id)).toMatchObject({ lastUsedAddress: '127.0.0.1' })
    expect((await call('DELETE', `/account/keys/${key.id}`, service.token)).status, 'not another’s').toBe(404)
    expect((await call('DELETE', `/account/keys/${key.id}`, manager.token)).status).toBe(204)
    expect((await call('GET', '/customers', key.secret)).body).toMatchObject({ code: 'auth.token-invalid' })
  })

  test('ends at its day, and when its owner is disabled', async () => {
    const person = await signInAs(server.app, 'sales-rep', { password })
    const at = new Date(server.clock.now().getTime() + 3_600_000).toISOString()
    const { body: short } = await makeKey(person, { expiresAt: at })
    const { body: long } = await makeKey(person, {})
    expect((await call('GET', '/customers', short.secret)).status).toBe(200)
    server.clock.advance({ hours: 2 })
    expect((await call('GET', '/customers', short.secret)).status).toBe(401)
    expect((await call('GET', '/customers', long.secret)).status).toBe(200)
    server.clock.advance({ hours: -2 })
    const disable = {
      method: 'PATCH',
      url: `/api/v1/users/${person.user.id}`,
      headers: { ...admin.headers, 'if-match': '*' },
      payload: { enabled: false },
    } as const
    expect((await server.app.http.inject(disable)).statusCode).toBe(200)
    expect((await call('GET', '/customers', long.secret)).status).toBe(401)
  })

  test('cannot touch the account of its owner: no other key, no session, no address', async () => {
    const { body: key } = await makeKey(manager, { name: 'Nosy' })
    for (const [method, path] of [
      ['GET', '/account'],
      ['GET', '/account/keys'],
      ['POST', '/account/keys'],
      ['DELETE', '/account/sessions'],
      ['GET', '/notifications'],
    ] as const)
      expect((await call(method, path, key.secret)).body, path).toMatchObject({ code: 'auth.people-only' })
  })

  test('is named in the audit trail beside the person', async () => {
    const { body: key } = await makeKey(manager, {
      name: 'Importer',
      scopes: ['customers.write', 'customers.read'],
    })
    const made = await call('POST', '/customers', key.secret, { company: 'Made by a key' })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const rows = await server.app.database.query<{ via: string; name: string }>(
      `select via, actor_name as name from audit_entries where action = 'customer.created' order by at desc limit 1`,
    )
    expect(rows[0]).toMatchObject({ via: 'key', name: expect.stringContaining('(Importer)') })
  })
})

describe('an OAuth client', () => {
  test('buys a token with its secret, in the form or in the head', async () => {
    const { body: client } = await makeClient()
    const bought = await buy(client)
    expect(bought.body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'customers.read orders.read',
    })
    expect(bought.headers['cache-control']).toBe('no-store')
    expect((await call('GET', '/customers', bought.body.access_token)).status).toBe(200)
    expect((await call('GET', '/quotes', bought.body.access_token)).status).toBe(403)
    const basic = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`
    const narrow = await form(
      { grant_type: 'client_credentials', scope: 'orders.read' },
      { authorization: basic },
    )
    expect((await call('GET', '/customers', narrow.body.access_token)).status, 'it asked for less').toBe(403)
  })

  test('is refused in the words of the standard', async () => {
    const { body: client } = await makeClient()
    expect(await buy({ ...client, secret: 'qns_wrong' })).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    })
    expect(await buy(client, { grant_type: 'password' })).toMatchObject({
      status: 400,
      body: { error: 'unsupported_grant_type' },
    })
    expect(await buy(client, { scope: 'users.write' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_scope' },
    })
    expect(await form({})).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  })

  test('that is revoked takes its tokens with it', async () => {
    const { body: client } = await makeClient()
    const { access_token } = (await buy(client)).body
    expect((await call('GET', '/customers', access_token)).status).toBe(200)
    expect((await call('DELETE', `/programs/${client.id}`, admin.token)).status).toBe(204)
    expect((await call('GET', '/customers', access_token)).status).toBe(401)
    expect((await buy(client)).status).toBe(401)
  })

  test('acts only as a service user, and never decides on approvals', async () => {
    expect((await makeClient({ userId: manager.user.id })).body).toMatchObject({
      code: 'program.no-service-user',
    })
    expect((await makeClient({ scopes: ['quotes.approve'] })).body).toMatchObject({
      code: 'program.cannot-approve',
    })
    expect((await call('POST', '/programs', manager.token, {})).status).toBe(403)
  })

  test('sends no form anywhere else', async () => {
    const { statusCode } = await server.app.http.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'username=a&password=b',
    })
    expect(statusCode).toBe(415)
  })
})
