import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTestServer, type TestServer } from '../../platform/testing.ts'
import { signInAs, type TestPerson } from '../testing.ts'

vi.setConfig({ testTimeout: 120_000 })
let server: TestServer
let admin: TestPerson
const password = 'correct horse battery'

beforeAll(async () => {
  server = await startTestServer()
  admin = await signInAs(server.app, 'system-admin', { password })
})
afterAll(() => server.close())

const post = <Body = Record<string, unknown>>(path: string, body: object, token?: string) =>
  server.call<Body>('POST', path, { body, ...(token && { token }) })
/** What an authenticator app shows now, or so many seconds later. */
const codeOf = (secret: string, laterBy = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: server.clock.now().getTime() + laterBy * 1000,
  })
const nextPeriod = () => server.clock.advance({ minutes: 0.5 })

async function withApp(roles: Parameters<typeof signInAs>[1] = 'sales-rep') {
  const person = await signInAs(server.app, roles, { password })
  const begun = await post<{ id: string; secret: string; qr: string }>(
    '/account/second-factors/totp',
    { currentPassword: password },
    person.token,
  )
  expect(begun.body.qr).toContain('<svg')
  const { id, secret } = begun.body
  const confirmed = await post<{ recoveryCodes: string[] }>(
    '/account/second-factors/totp/confirm',
    { id, code: codeOf(secret) },
    person.token,
  )
  expect(confirmed.status).toBe(200)
  nextPeriod()
  return { person, secret, codes: confirmed.body.recoveryCodes }
}
type Refused = { code: string; details: { ticket: string; methods: string[] } }
const enter = async ({ user }: TestPerson) =>
  (await post<Refused>('/session', { username: user.username, password })).body
const finish = (ticket: string, code: string) =>
  post<{ code?: string }>('/session/second-factor', { ticket, code })

describe('an authenticator app', () => {
  test('is asked for after the right password, and lets in with its code', async () => {
    const { person, secret } = await withApp()
    const refused = await enter(person)
    expect(refused).toMatchObject({ code: 'auth.second-factor', details: { methods: ['totp', 'recovery'] } })
    expect((await finish(refused.details.ticket, '000000')).body.code).toBe('auth.factor-wrong')
    expect((await finish(refused.details.ticket, codeOf(secret))).status).toBe(201)
    expect(
      (await finish(refused.details.ticket, codeOf(secret, 30))).body.code,
      'a ticket is used once',
    ).toBe('auth.ticket-ended')
  })

  test('gives codes that count once, also on another ticket, and only for half a minute more', async () => {
    const { person, secret } = await withApp()
    const code = codeOf(secret)
    expect((await finish((await enter(person)).details.ticket, code)).status).toBe(201)
    expect((await finish((await enter(person)).details.ticket, code)).body.code, 'replayed').toBe(
      'auth.factor-wrong',
    )
    server.clock.advance({ minutes: 2 })
    const old = codeOf(secret, -60)
    expect((await finish((await enter(person)).details.ticket, old)).body.code).toBe('auth.factor-wrong')
    expect((await finish((await enter(person)).details.ticket, codeOf(secret, -30))).status).toBe(201)
  })

  test('lies sealed in the database', async () => {
    const { secret } = await withApp()
    const rows = await server.app.database.query<{ secret: string }>('select secret from second_factors')
    expect(rows.every((row) => row.secret.startsWith('sealed:'))).toBe(true)
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  test('guards the token of a program too, and reset of the password does not pass it by', async () => {
    const { person, secret } = await withApp()
    const credentials = { username: person.user.username, password }
    expect((await post('/auth/login', credentials)).body).toMatchObject({ code: 'auth.second-factor' })
    expect((await post('/auth/login', { ...credentials, code: '123456' })).body).toMatchObject({
      code: 'auth.factor-wrong',
    })
    expect((await post('/auth/login', { ...credentials, code: codeOf(secret) })).status).toBe(200)
  })

  test('that was never confirmed asks for nothing', async () => {
    const person = await signInAs(server.app, 'sales-rep', { password })
    await post('/account/second-factors/totp', { currentPassword: password }, person.token)
    expect((await post('/session', { username: person.user.username, password })).status).toBe(201)
  })

  test('is set up only with the password', async () => {
    const person = await signInAs(server.app, 'sales-rep', { password })
    expect(
      (await post('/account/second-factors/totp', { currentPassword: 'no' }, person.token)).body,
    ).toMatchObject({ code: 'auth.wrong-credentials' })
  })
})

describe('a ticket', () => {
  test('allows five tries, ends after five minutes, and wrong tries lock like wrong passwords', async () => {
    const { person, secret } = await withApp()
    const { ticket } = (await enter(person)).details
    server.clock.advance({ minutes: 6 })
    expect((await finish(ticket, codeOf(secret))).body.code).toBe('auth.ticket-ended')
    const second = (await enter(person)).details.ticket
    for (let n = 0; n < 5; n++) expect((await finish(second, '000000')).body.code).toBe('auth.factor-wrong')
    expect((await finish(second, codeOf(secret))).body.code).toBe('auth.ticket-ended')
    expect((await post('/session', { username: person.user.username, password })).body).toMatchObject({
      code: 'auth.locked',
    })
  })
})

describe('recovery codes', () => {
  test('sign in once each, in place of the app', async () => {
    const { person, codes } = await withApp()
    expect(codes).toHaveLength(10)
    const first = codes[0] ?? ''
    expect((await finish((await enter(person)).details.ticket, first.toUpperCase())).status).toBe(201)
    expect((await finish((await enter(person)).details.ticket, first)).body.code).toBe('auth.factor-wrong')
    const left = await server.call('GET', '/account/second-factors', { token: person.token })
    expect(left.body).toMatchObject({ recoveryCodesLeft: 9 })
  })
})

describe('a role that asks for a second factor', () => {
  test('allows nothing until it is set up, at once on open sessions too', async () => {
    const finance = await signInAs(server.app, 'finance', { password })
    expect((await server.call('GET', '/customers', { token: finance.token })).status).toBe(200)
    const settings = await server.call<{ version: number }>('GET', '/settings', { token: admin.token })
    const change = (secondFactorRoles: string[] | null, version: number) =>
      server.call('PATCH', '/settings', {
        token: admin.token,
        headers: { 'if-match': `"${version}"` },
        body: { security: { secondFactorRoles } },
      })
    expect((await change(['finance'], settings.body.version)).status).toBe(200)
    server.clock.advance({ minutes: 0.1 })
    expect((await server.call('GET', '/customers', { token: finance.token })).status).toBe(403)
    expect((await server.call('GET', '/session', { token: finance.token })).body).toMatchObject({
      secondFactorMissing: true,
      permissions: {},
    })
    const begun = await post<{ id: string; secret: string }>(
      '/account/second-factors/totp',
      { currentPassword: password },
      finance.token,
    )
    await post(
      '/account/second-factors/totp/confirm',
      { id: begun.body.id, code: codeOf(begun.body.secret) },
      finance.token,
    )
    expect((await server.call('GET', '/customers', { token: finance.token })).status).toBe(200)
    await change(null, settings.body.version + 1)
  })
})

describe('an administrator', () => {
  test('resets the factors of who lost them, and ends their sessions', async () => {
    const { person } = await withApp()
    expect(
      (await server.call('DELETE', `/users/${admin.user.id}/second-factors`, { token: person.token })).status,
    ).toBe(403)
    expect(
      (await server.call('DELETE', `/users/${person.user.id}/second-factors`, { token: admin.token })).status,
    ).toBe(204)
    expect((await server.call('GET', '/session', { token: person.token })).status).toBe(401)
    expect((await post('/session', { username: person.user.username, password })).status).toBe(201)
  })
})
