import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { startOpenIdProvider } from '../server/identity/single-sign-on/testing.ts'
import {
  assertionOf,
  readRequest,
  responseOf,
  samlKeys,
  sign,
  statusOf,
} from '../server/identity/single-sign-on/testing-saml.ts'
import { beSignedIn } from './sign-in.ts'

/** A provider of SAML: a page on which a person goes on as `name`, or cancels. */
async function startSamlProvider(address: string, name: string, privateKey: string) {
  const issuer = 'urn:e2e'
  const acs = `${address}/acs`
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://127.0.0.1')
    const to = /ID="([^"]+)"/.exec(readRequest(asked))?.[1] ?? ''
    const said = { name, to, audience: `${address}/metadata`, recipient: acs, issuer, ageMs: 0 }
    const signed = sign(assertionOf({ ...said, groups: ['money'] }), privateKey)
    const success = responseOf({ to, acs, issuer }, signed)
    const relay = asked.searchParams.get('RelayState') ?? ''
    const form = (button: string, xml: string) =>
      `<form method="post" action="${acs}"><input type="hidden" name="SAMLResponse" value="${Buffer.from(xml).toString('base64')}"><input type="hidden" name="RelayState" value="${relay}"><button>${button}</button></form>`
    response.setHeader('content-type', 'text/html')
    response.end(form('Go on', success) + form('Cancel', statusOf(success, 'AuthnFailed')))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const entryPoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sso`
  return { settings: { kind: 'saml', entryPoint, idpIssuer: issuer }, close: () => server.close() }
}

async function addProvider(page: Page, provider: object): Promise<void> {
  const answer = await page.request.post('/api/v1/identity-providers', {
    data: { enabled: true, ...provider },
  })
  if (!answer.ok()) throw new Error(await answer.text())
}

async function expectRoles(page: Page, username: string, roles: string[]): Promise<void> {
  const answer = await page.request.get('/api/v1/session')
  expect(((await answer.json()) as { user: object }).user).toMatchObject({ username, roles })
}

test('who signs in with their company gets its roles, and who cancels there is told what to do', async ({
  page,
  baseURL,
}) => {
  const site = baseURL ?? ''
  const run = Date.now().toString(36) // another attempt meets the providers of the one before
  const olga = `olga-${run}`
  const sam = `sam-${run}`
  const openId = await startOpenIdProvider(
    `${site}/sso/openid-${run}/callback`,
    new Map([
      [
        olga,
        {
          sub: olga,
          preferred_username: olga,
          given_name: 'Olga',
          family_name: 'Dahl',
          groups: ['sales'],
        },
      ],
    ]),
  )
  const keys = samlKeys()
  const saml = await startSamlProvider(`${site}/sso/saml-${run}`, sam, keys.privateKey)
  await beSignedIn(page, 'admin')
  await addProvider(page, {
    code: `openid-${run}`,
    name: olga,
    clientSecret: 'a-secret-of-the-client',
    settings: { kind: 'oidc', issuer: openId.issuer, clientId: 'quoin', scopes: 'openid profile email' },
    mapping: { groups: 'groups', roles: [{ value: 'sales', role: 'sales-rep' }] },
  })
  await addProvider(page, {
    code: `saml-${run}`,
    name: sam,
    settings: { ...saml.settings, certificates: [keys.publicKey] },
    mapping: { groups: 'groups', roles: [{ value: 'money', role: 'finance' }] },
  })
  await page.context().clearCookies()

  const begin = async (provider: string) => {
    await page.goto('/sign-in?next=/customers')
    await page.getByRole('link', { name: `Sign in with ${provider}` }).click()
  }
  const expectCancelled = () =>
    expect(page.getByRole('alert')).toHaveText(/^You did not sign in with your company\. Try again/)
  const expectCustomers = () =>
    expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible()

  await test.step('by OpenID Connect', async () => {
    await begin(olga)
    await page.getByRole('link', { name: 'Cancel' }).click()
    await expectCancelled()
    await begin(olga)
    await page.locator('[name=login]').fill(olga)
    await page.locator('[name=password]').fill('any')
    await page.getByRole('button', { name: 'Sign-in' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    await expectCustomers()
    await expectRoles(page, olga, ['sales-rep'])
  })

  await test.step('by SAML', async () => {
    await page.context().clearCookies()
    await begin(sam)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expectCancelled()
    await begin(sam)
    await page.getByRole('button', { name: 'Go on' }).click()
    await expectCustomers()
    await expectRoles(page, sam, ['finance'])
  })
  await openId.close()
  saml.close()
})
