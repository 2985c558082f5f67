import { generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '../../contract/http.ts'
import { type Role, roles } from '../../contract/roles.ts'
import type { App } from '../platform/index.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'
import { builtInRoles } from './roles.ts'
import { signInAs, type TestPerson, tokenFor } from './testing.ts'

/** What anybody may ask without signing in. A new one is a decision: it is added here, with a look at what it gives away. */
const openToAnyone = [
  'GET /openapi.json',
  'GET /proposals/:token',
  'GET /proposals/:token/pdf',
  'GET /sign-in-ways',
  'POST /account-links',
  'POST /account-links/email',
  'POST /account-links/password',
  'POST /auth/login',
  'POST /login',
  'POST /password-reset',
  'POST /proposals/:token/accept',
  'POST /proposals/:token/choice',
  'POST /proposals/:token/decline',
  'POST /proposals/:token/questions',
  'POST /session',
  'POST /session/second-factor',
]

let app: App
let server: TestServer
const people = new Map<Role, TestPerson>()

beforeAll(async () => {
  server = await startTestServer()
  app = server.app
  for (const role of roles) people.set(role, await signInAs(app, role))
})
afterAll(() => server.close())

const nameOf = (endpoint: Endpoint) => `${endpoint.method} ${endpoint.path}`
const guarded = () =>
  app.endpoints.map(({ endpoint }) => endpoint).filter(({ permission }) => permission !== 'anyone')

/** Asks with ids that belong to nothing: whoever is let in learns that there is no such thing, or what is missing. */
async function ask(endpoint: Endpoint, headers: Record<string, string>) {
  const url = `/api/v1${endpoint.path.replace(/:(\w+)/g, 'none')}`
  const body = endpoint.method === 'GET' ? {} : { payload: {} }
  const response = await app.http.inject({ method: endpoint.method, url, headers, ...body })
  const code =
    response.headers['content-type']?.toString().startsWith('application/problem') && response.json().code
  return { name: nameOf(endpoint), status: response.statusCode, code }
}

describe('every route', () => {
  test('is closed to strangers, except where everybody has to come in', () => {
    const open = app.endpoints
      .map(({ endpoint }) => endpoint)
      .filter(({ permission }) => permission === 'anyone')
    expect(open.map(nameOf).sort()).toEqual(openToAnyone)
    expect(guarded().length).toBeGreaterThan(15)
  })

  test('asks for a sign-in without a token', async () => {
    for (const endpoint of guarded())
      expect(await ask(endpoint, {})).toEqual({ name: nameOf(endpoint), status: 401, code: 'auth.required' })
  })

  test('takes a cookie that stands for no session for no sign-in', async () => {
    for (const endpoint of guarded())
      expect(await ask(endpoint, { cookie: `quoin=${'x'.repeat(43)}` })).toMatchObject({ status: 401 })
  })

  test('refuses a token that is wrong in any way', async () => {
    const wrong = await wrongTokens()
    for (const endpoint of guarded())
      for (const [why, token] of wrong)
        expect({ why, ...(await ask(endpoint, { authorization: `Bearer ${token}` })) }).toEqual({
          why,
          name: nameOf(endpoint),
          status: 401,
          code: 'auth.token-invalid',
        })
  })

  test('refuses every role that has not the right, and only those', async () => {
    for (const endpoint of guarded()) {
      if (endpoint.produces === 'text/event-stream') continue // would go on for ever for those let in
      for (const role of roles) {
        const { permission } = endpoint
        const may =
          permission === 'anyone' || permission === 'signed-in' || permission in builtInRoles[role].grants
        const { status, code } = await ask(endpoint, await headersOf(role, endpoint))
        const outcome =
          status === 403 && code === 'auth.forbidden' ? 'refused' : status === 401 ? 'unknown' : 'let in'
        expect({ name: nameOf(endpoint), role, outcome }).toEqual({
          name: nameOf(endpoint),
          role,
          outcome: may ? 'let in' : 'refused',
        })
        expect(status, nameOf(endpoint)).toBeLessThan(500)
      }
    }
  }, 120_000)

  test('refuses a key of the administrator whatever its scopes do not say', async () => {
    const password = 'correct horse battery'
    const owner = await signInAs(app, 'system-admin', { password })
    const made = await server.call<{ secret: string }>('POST', '/account/keys', {
      token: owner.token,
      body: { name: 'Narrow', scopes: ['customers.read'], currentPassword: password },
    })
    const headers = { authorization: `Bearer ${made.body.secret}` }
    const answers = []
    for (const endpoint of guarded()) {
      const { permission, forPeople } = endpoint
      const refused = ['auth.forbidden', 'auth.people-only']
      const { name, status, code } = await ask(endpoint, headers)
      if (permission === 'customers.read' && !forPeople) expect(refused, name).not.toContain(code)
      else if (permission !== 'signed-in' || forPeople)
        expect({ name, status, code }).toEqual({ name, status: 403, code: expect.toBeOneOf(refused) })
      else if (status < 300) answers.push(name)
    }
    // Who one is, and lists that hold what one may see: here nothing.
    expect(answers.sort()).toEqual([
      'DELETE /session',
      'GET /change-sets/current',
      'GET /imports',
      'GET /session',
    ])
  })

  test('refuses a stream to those without the right', async () => {
    for (const endpoint of guarded().filter(({ produces }) => produces === 'text/event-stream')) {
      const { permission } = endpoint
      for (const role of roles.filter((one) => !(permission in builtInRoles[one].grants)))
        if (permission !== 'signed-in')
          expect((await ask(endpoint, await headersOf(role, endpoint))).status).toBe(403)
    }
  })
})

/** Signing out ends the token it is done with: that one gets a token of its own. */
async function headersOf(role: Role, endpoint: Endpoint): Promise<Record<string, string>> {
  const person = people.get(role)
  if (!person) throw new Error(`nobody is ${role}`)
  return nameOf(endpoint) === 'DELETE /session' ? tokenFor(app, person.user) : person.headers
}

/** Tokens an attacker, or time, makes of a good one. The good one itself is proved by the test of the roles. */
async function wrongTokens(): Promise<[string, string][]> {
  const admin = people.get('system-admin')
  const good = admin?.headers.authorization.slice('Bearer '.length) ?? ''
  const [header = '', payload = '', signature = ''] = good.split('.')
  const claims = decoded(payload)
  const { kid, ...protectedHeader } = decoded(header) as { kid: string; alg: string; typ: string }

  const ours = await app.database.query<{ publicKey: { x: string } }>(
    'select public_key as "publicKey" from signing_keys where retired_at is null',
  )
  const publicBytes = Buffer.from(ours[0]?.publicKey.x ?? '', 'base64url')
  const foreign = await generateKeyPair('EdDSA')
  const signed = (key: Parameters<SignJWT['sign']>[0], head: object, changes: object = {}) =>
    new SignJWT({ ...claims, ...changes }).setProtectedHeader({ ...protectedHeader, kid, ...head }).sign(key)
  const ended = await tokenFor(app, admin?.user ?? ({} as never))
  await app.http.inject({ method: 'DELETE', url: '/api/v1/session', headers: ended })

  return [
    ['no token at all', 'abc'],
    [
      'a payload that was changed',
      `${header}.${encoded({ ...claims, sub: 'usr_somebodyelse' })}.${signature}`,
    ],
    [
      'a signature that was changed',
      `${header}.${payload}.${signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))}`,
    ],
    ['no signature', `${header}.${payload}.`],
    ['the algorithm "none"', `${encoded({ ...protectedHeader, kid, alg: 'none' })}.${payload}.`],
    [
      'the algorithm "none" and some signature',
      `${encoded({ ...protectedHeader, kid, alg: 'none' })}.${payload}.${signature}`,
    ],
    ['the public key as a shared secret', await signed(publicBytes, { alg: 'HS256' })],
    ['a foreign key', await signed(foreign.privateKey, {})],
    ['a foreign key it brings along', await signed(foreign.privateKey, { jku: 'https://evil.example/keys' })],
    ['a key id that is a path', await signed(foreign.privateKey, { kid: '../../dev/null' })],
    ['a key id with a quote', await signed(foreign.privateKey, { kid: "' or 1=1 --" })],
    ['a session that was ended', ended.authorization.slice('Bearer '.length)],
  ]
}

const decoded = (part: string) =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
