import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTestServer, type TestServer } from '../../platform/testing.ts'
import { signInAs, type TestPerson } from '../testing.ts'
import { type ProviderPerson, signInAtProvider, startOpenIdProvider } from './testing.ts'

vi.setConfig({ testTimeout: 60_000 })
const site = 'http://localhost'
let server: TestServer
let admin: TestPerson
let idp: Awaited<ReturnType<typeof startOpenIdProvider>>
let other: Awaited<ReturnType<typeof startOpenIdProvider>>
const people = new Map<string, ProviderPerson>()
const strangers = new Map<string, ProviderPerson>()

beforeAll(async () => {
  idp = await startOpenIdProvider(`${site}/sso/company/callback`, people)
  other = await startOpenIdProvider(`${site}/sso/partner/callback`, strangers)
  server = await startTestServer({ env: { PUBLIC_URL: site, ALLOW_PRIVATE_HOSTS: '127.0.0.1' } })
  admin = await signInAs(server.app, 'system-admin', { email: 'admin@example.com' })
  await add('company', idp.issuer, {
    groups: 'groups',
    roles: [
      { value: 'sales', role: 'sales-rep' },
      { value: 'bosses', role: 'sales-manager' },
    ],
  })
  await add('partner', other.issuer, { defaultRoles: ['read-only'] })
})
afterAll(async () => {
  await server.close()
  await idp.close()
  await other.close()
})

async function add(code: string, issuer: string, mapping: object) {
  const response = await server.call<{ id: string; version: number }>('POST', '/identity-providers', {
    token: admin.token,
    body: {
      code,
      name: code,
      enabled: true,
      mapping,
      clientSecret: 'a-secret-of-the-client',
      settings: { kind: 'oidc', issuer, clientId: 'quoin', scopes: 'openid profile email' },
    },
  })
  expect(response.status, response.text).toBe(201)
  return response.body
}
const get = (url: string, cookie = '') => server.app.http.inject({ url, headers: { cookie } })
const cookiesOf = (response: Awaited<ReturnType<typeof get>>) =>
  [response.headers['set-cookie']]
    .flat()
    .map((one) => String(one).split(';')[0])
    .join('; ')

async function begin(code = 'company', next = '/orders') {
  const started = await get(`/sso/${code}/start?next=${encodeURIComponent(next)}`)
  expect(started.statusCode).toBe(303)
  return { address: String(started.headers.location), browser: cookiesOf(started) }
}
async function comeBack(who: string, code = 'company', next?: string) {
  const { address, browser } = await begin(code, next)
  const back = await signInAtProvider(address, who, `${site}/sso/`)
  return { path: back.slice(site.length), browser }
}
async function signIn(who: string, code = 'company', next?: string) {
  const { path, browser } = await comeBack(who, code, next)
  const done = await get(path, browser)
  const session = await get('/api/v1/session', cookiesOf(done))
  return { location: done.headers.location, session: session.statusCode === 200 ? session.json() : undefined }
}

describe('who comes from an identity provider', () => {
  test('becomes a user with the roles their groups give, and goes on where they were', async () => {
    people.set('vera-1', {
      sub: 'vera-1',
      preferred_username: 'vera',
      email: 'vera@example.com',
      email_verified: true,
      given_name: 'Vera',
      family_name: 'Lund',
      groups: ['sales', 'skiing'],
    })
    const { location, session } = await signIn('vera-1')
    expect(location).toBe('/orders')
    expect(session.user).toMatchObject({
      username: 'vera',
      name: 'Vera Lund',
      email: 'vera@example.com',
      roles: ['sales-rep'],
    })
  })

  test('has the roles of today’s groups at each sign-in', async () => {
    people.set('otto-1', { sub: 'otto-1', preferred_username: 'otto', groups: ['sales'] })
    const first = await signIn('otto-1')
    people.set('otto-1', { sub: 'otto-1', preferred_username: 'otto', groups: ['bosses'] })
    const second = await signIn('otto-1')
    expect(second.session.user).toMatchObject({ id: first.session.user.id, roles: ['sales-manager'] })
  })

  test('does not become somebody of the same mail address or name', async () => {
    people.set('mallory', {
      sub: 'mallory',
      preferred_username: 'mallory',
      email: 'admin@example.com',
      email_verified: true,
    })
    expect(await signIn('mallory')).toMatchObject({ location: '/sign-in?refused=taken', session: undefined })
    strangers.set('vera-1', { sub: 'vera-1', preferred_username: 'vera' })
    expect(await signIn('vera-1', 'partner'), 'the same subject of another provider').toMatchObject({
      location: '/sign-in?refused=taken',
    })
  })

  test('does not come in once disabled', async () => {
    people.set('gone', { sub: 'gone', preferred_username: 'gone' })
    const { session } = await signIn('gone')
    await server.call('PATCH', `/users/${session.user.id}`, {
      token: admin.token,
      headers: { 'if-match': '*' },
      body: { enabled: false },
    })
    expect(await signIn('gone')).toMatchObject({ location: '/sign-in?refused=closed', session: undefined })
  })

  test('is not led to another site afterwards', async () => {
    people.set('otto-1', { sub: 'otto-1', preferred_username: 'otto', groups: ['sales'] })
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example'])
      expect((await signIn('otto-1', 'company', next)).location).toBe('/')
  })
})

describe('an answer of a provider', () => {
  test('counts once, and only in the browser the sign-in began in', async () => {
    const { path, browser } = await comeBack('vera-1')
    expect((await get(path)).headers.location, 'no cookie').toBe('/sign-in?refused=ended')
    expect((await get(path, (await begin()).browser)).headers.location, 'another browser').toBe(
      '/sign-in?refused=ended',
    )
    expect((await get(path, browser)).headers.location).toBe('/orders')
    expect((await get(path, browser)).headers.location, 'again').toBe('/sign-in?refused=ended')
  })

  test('is refused at another provider’s address, with another issuer or state', async () => {
    const one = await comeBack('vera-1')
    expect((await get(one.path.replace('/company/', '/partner/'), one.browser)).headers.location).toBe(
      '/sign-in?refused=ended',
    )
    const two = await comeBack('vera-1')
    const mixed = two.path.replace(encodeURIComponent(idp.issuer), encodeURIComponent(other.issuer))
    expect(mixed).not.toBe(two.path)
    expect((await get(mixed, two.browser)).headers.location).toBe('/sign-in?refused=failed')
    const three = await comeBack('vera-1')
    expect((await get(three.path.replace(/code=[^&]+/, 'code=stolen'), three.browser)).headers.location).toBe(
      '/sign-in?refused=failed',
    )
  })

  test('that says the person did not sign in leads to a page that says so', async () => {
    const { path, browser } = await comeBack('vera-1')
    const cancelled = path.replace(/code=[^&]+/, 'error=access_denied')
    expect((await get(cancelled, browser)).headers.location).toBe('/sign-in?refused=cancelled')
    const other = await comeBack('vera-1')
    const broken = other.path.replace(/code=[^&]+/, 'error=server_error')
    expect((await get(broken, other.browser)).headers.location).toBe('/sign-in?refused=failed')
  })

  test('comes too late after ten minutes', async () => {
    const { path, browser } = await comeBack('vera-1')
    server.clock.advance({ minutes: 11 })
    expect((await get(path, browser)).headers.location).toBe('/sign-in?refused=ended')
    server.clock.advance({ minutes: -11 })
  })
})

describe('the secret of a client', () => {
  test('lies sealed, and is never shown again', async () => {
    const rows = await server.app.database.query<{ secret: string }>('select secret from identity_providers')
    expect(rows.every(({ secret }) => secret.startsWith('sealed:'))).toBe(true)
    const listed = await server.call('GET', '/identity-providers', { token: admin.token })
    expect(listed.text).not.toContain('a-secret-of-the-client')
    expect(listed.body).toMatchObject({ items: [{ hasSecret: true }, { hasSecret: true }] })
  })
})

test('a provider on this machine or a network of our own is refused, unless the operator allows it', async () => {
  const strict = await startTestServer({ env: { PUBLIC_URL: site } })
  try {
    const { token } = await signInAs(strict.app, 'system-admin')
    const give = (issuer: string) =>
      strict.call<{ code: string }>('POST', '/identity-providers', {
        token,
        body: {
          code: 'inside',
          name: 'Inside',
          enabled: true,
          mapping: {},
          settings: { kind: 'oidc', issuer, clientId: 'quoin', scopes: 'openid' },
        },
      })
    for (const issuer of [idp.issuer, 'https://10.0.0.5/', 'https://169.254.169.254/', 'https://[::1]/']) {
      const refused = await give(issuer)
      expect(refused.status, issuer).toBe(422)
      expect(refused.body.code).toBe('address.inside')
    }
    expect((await give('https://93.184.216.34/')).status).toBe(201)
  } finally {
    await strict.close()
  }
})
