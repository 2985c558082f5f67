import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTestServer, type TestServer } from '../../platform/testing.ts'
import { signInAs } from '../testing.ts'
import {
  type SamlAnswer as Answer,
  assertionOf,
  readRequest,
  responseOf,
  samlKeys,
  sign,
  statusOf,
} from './testing-saml.ts'

vi.setConfig({ testTimeout: 60_000 })
const site = 'http://localhost'
const idp = 'https://idp.example/metadata'
const ours = `${site}/sso/company/metadata`
const acs = `${site}/sso/company/acs`
const real = samlKeys()
const forger = samlKeys()
let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ env: { PUBLIC_URL: site } })
  // What a provider signs is judged by the real clock.
  server.clock.advance({ minutes: (Date.now() - server.clock.now().getTime()) / 60_000 })
  const admin = await signInAs(server.app, 'system-admin')
  const response = await server.call('POST', '/identity-providers', {
    token: admin.token,
    body: {
      code: 'company',
      name: 'Company',
      enabled: true,
      settings: {
        kind: 'saml',
        entryPoint: 'https://idp.example/sso',
        idpIssuer: idp,
        certificates: [real.publicKey],
      },
      mapping: { groups: 'groups', roles: [{ value: 'sales', role: 'sales-rep' }] },
    },
  })
  expect(response.status, response.text).toBe(201)
})
afterAll(() => server.close())

type Begun = { id: string; relay: string; browser: string }
/** Begins a sign-in, and reads the request that goes to the provider. */
async function begin(): Promise<Begun> {
  const started = await server.app.http.inject({ url: '/sso/company/start?next=/orders' })
  const address = new URL(String(started.headers.location))
  expect(address.origin).toBe('https://idp.example')
  const request = readRequest(address)
  expect(request).toContain(ours)
  return {
    id: /ID="([^"]+)"/.exec(request)?.[1] ?? '',
    relay: address.searchParams.get('RelayState') ?? '',
    browser: String(started.headers['set-cookie']).split(';')[0] ?? '',
  }
}

const wrap = (to: string, ...assertions: string[]) => responseOf({ to, acs, issuer: idp }, ...assertions)
const usual = (begun: Begun, given: Partial<Answer> = {}): Answer => ({
  name: 'vera',
  to: begun.id,
  audience: ours,
  recipient: acs,
  issuer: idp,
  ageMs: 0,
  groups: ['sales'],
  ...given,
})
/** Hands an answer in, and goes on with the browser the sign-in began in; says where that ends. */
async function handIn(begun: Begun, xml: string) {
  const posted = await server.app.http.inject({
    method: 'POST',
    url: '/sso/company/acs',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://idp.example' },
    payload: new URLSearchParams({
      SAMLResponse: Buffer.from(xml).toString('base64'),
      RelayState: begun.relay,
    }).toString(),
  })
  const first = String(posted.headers.location)
  if (!first.startsWith('/sso/')) return { end: first }
  const done = await server.app.http.inject({ url: first, headers: { cookie: begun.browser } })
  const cookie = [done.headers['set-cookie']]
    .flat()
    .map((one) => String(one).split(';')[0])
    .join('; ')
  return { end: String(done.headers.location), cookie, first }
}
const signed = (begun: Begun, given: Partial<Answer> = {}, key = real.privateKey) =>
  wrap(begun.id, sign(assertionOf(usual(begun, given)), key))

describe('a SAML answer', () => {
  test('that is signed lets in, with the roles of the groups, and goes on where one was', async () => {
    const begun = await begin()
    const { end, cookie = '' } = await handIn(begun, signed(begun))
    expect(end).toBe('/orders')
    const session = await server.app.http.inject({ url: '/api/v1/session', headers: { cookie } })
    expect(session.json().user).toMatchObject({ username: 'vera', roles: ['sales-rep'] })
  })

  test('that says nobody signed in leads to a page that says so', async () => {
    const begun = await begin()
    for (const status of ['AuthnFailed', 'RequestDenied'])
      expect((await handIn(begun, statusOf(wrap(begun.id), status))).end).toBe('/sign-in?refused=cancelled')
    expect((await handIn(begun, statusOf(wrap(begun.id), 'NoAvailableIDP'))).end).toMatch(/refused=failed/)
  })

  test.each([
    ['AuthnFailed', 'cancelled'],
    ['RequestDenied', 'cancelled'],
    ['NoPassive', 'failed'],
  ])(
    'that ends with %s lets nobody in, whatever it brings along; without it the same answer does',
    async (status, end) => {
      const begun = await begin()
      expect((await handIn(begun, statusOf(signed(begun), status))).end).toBe(`/sign-in?refused=${end}`)
      const another = await begin()
      expect((await handIn(another, signed(another))).end).toBe('/orders')
    },
  )

  test('counts once', async () => {
    const begun = await begin()
    const answer = signed(begun)
    expect((await handIn(begun, answer)).end).toBe('/orders')
    expect((await handIn(begun, answer)).end).toMatch(/refused=(ended|failed)/)
    const another = await begin()
    expect((await handIn(another, answer)).end, 'in another sign-in').toMatch(/refused=(ended|failed)/)
  })

  test('comes in only through the browser the sign-in began in', async () => {
    const begun = await begin()
    const stranger = await begin()
    const { end } = await handIn({ ...begun, browser: stranger.browser }, signed(begun))
    expect(end).toBe('/sign-in?refused=ended')
  })

  test.each<[string, (begun: Begun) => string]>([
    ['is not signed', (begun) => wrap(begun.id, assertionOf(usual(begun)))],
    ['another key signed', (begun) => signed(begun, {}, forger.privateKey)],
    ['was changed after signing', (begun) => signed(begun).replaceAll('>vera<', '>admin<')],
    ['is for another audience', (begun) => signed(begun, { audience: 'https://other.example' })],
    ['is for another recipient', (begun) => signed(begun, { recipient: 'https://other.example/acs' })],
    ['is for no recipient', (begun) => signed(begun, { recipient: '' })],
    ['another provider issued', (begun) => signed(begun, { issuer: 'https://evil.example' })],
    ['is ten minutes old', (begun) => signed(begun, { ageMs: 600_000 })],
    ['is of a clock two minutes ahead', (begun) => signed(begun, { ageMs: -120_000 })],
    [
      'answers a request that was never made',
      (begun) =>
        signed(begun, { to: '_never' }).replace(`InResponseTo="${begun.id}"`, 'InResponseTo="_never"'),
    ],
    [
      'hides a forged assertion before the signed one',
      (begun) =>
        wrap(
          begun.id,
          assertionOf(usual(begun, { name: 'admin' })),
          sign(assertionOf(usual(begun)), real.privateKey),
        ),
    ],
    [
      'wraps the signed assertion in a forged one',
      (begun) =>
        wrap(
          begun.id,
          assertionOf(usual(begun, { name: 'admin' })).replace(
            '</saml:Assertion>',
            `<saml:Advice>${sign(assertionOf(usual(begun)), real.privateKey)}</saml:Advice></saml:Assertion>`,
          ),
        ),
    ],
    [
      'takes the signature for a forged assertion, with the signed one inside it',
      (begun) => {
        const whole = sign(assertionOf(usual(begun)), real.privateKey)
        const signature = /<Signature .*<\/Signature>/s.exec(whole)?.[0] ?? ''
        const bare = whole.replace(signature, '')
        const around = signature.replace('</Signature>', `<Object>${bare}</Object></Signature>`)
        const forged = assertionOf(usual(begun, { name: 'admin' }))
        return wrap(begun.id, forged.replace('</saml:Issuer>', `</saml:Issuer>${around}`))
      },
    ],
    [
      'says nothing of how it ended',
      (begun) => signed(begun).replace(/<samlp:Status>.*<\/samlp:Status>/, ''),
    ],
    [
      'ends in two ways',
      (begun) => signed(begun).replace('</samlp:Status>', `</samlp:Status><samlp:Status/>`),
    ],
    ['brings a document type along', (begun) => `<!DOCTYPE r [<!ENTITY x "admin">]>${signed(begun)}`],
    ['is no XML', () => 'hello'],
  ])('that %s is refused', async (_, make) => {
    const begun = await begin()
    expect((await handIn(begun, make(begun))).end).toMatch(/^\/sign-in\?refused=(failed|ended)$/)
  })

  test('of a clock half a minute ahead or behind is taken', async () => {
    for (const ageMs of [-30_000, 30_000]) {
      const begun = await begin()
      expect((await handIn(begun, signed(begun, { ageMs }))).end).toBe('/orders')
    }
  })

  test('does not end a name at a comment', async () => {
    const begun = await begin()
    const { end, cookie = '' } = await handIn(begun, signed(begun, { name: 'vera<!-- -->.evil' }))
    if (end !== '/orders') return // refused is fine too
    const session = await server.app.http.inject({ url: '/api/v1/session', headers: { cookie } })
    expect(session.json().user.username).not.toBe('vera')
  })
})

test('the metadata names our address and entity id', async () => {
  const { body, headers } = await server.app.http.inject({ url: '/sso/company/metadata' })
  expect(headers['content-type']).toContain('samlmetadata')
  expect(body).toContain(`entityID="${ours}"`)
  expect(body).toContain(`Location="${acs}"`)
})
