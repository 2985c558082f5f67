import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInAs, type TestPerson } from '../identity/testing.ts'
import { databaseText, startTestServer, type TestServer } from '../platform/testing.ts'
import { startMailServer } from './testing.ts'

let post: Awaited<ReturnType<typeof startMailServer>>
let server: TestServer
let admin: TestPerson
beforeAll(async () => {
  post = await startMailServer()
  server = await startTestServer({ env: { ALLOW_PRIVATE_HOSTS: 'localhost' } })
  admin = await signInAs(server.app, 'system-admin')
})
afterAll(async () => {
  await server.close()
  await post.close()
})

const save = (mail: object, version: number) =>
  server.call<{ version: number }>('PATCH', '/settings', {
    token: admin.token,
    body: { mail },
    headers: { 'if-match': `"${version}"` },
  })
const tryIt = () =>
  server.call<{ sent: boolean; reason?: string; code?: string }>('POST', '/mail-server/test', {
    token: admin.token,
    body: { to: 'somebody@example.com' },
  })
const port = () => Number(new URL(post.url).port)

test('mail goes out through the server of the settings, from the next mail on', async () => {
  expect((await tryIt()).body).toMatchObject({
    sent: false,
    reason: expect.stringContaining('No mail server'),
  })
  await save({ host: 'localhost', port: port(), security: 'NONE', from: 'Sales <sales@example.com>' }, 0)
  expect((await tryIt()).body).toEqual({ sent: true })
  expect(post.received[0]).toMatchObject({ from: 'sales@example.com', to: ['somebody@example.com'] })
})

test('a server that offers no encryption gets nothing where encryption is demanded', async () => {
  await save({ security: 'STARTTLS' }, 1)
  const before = post.received.length
  expect((await tryIt()).body).toMatchObject({ sent: false })
  expect(post.received).toHaveLength(before)
})

test('a server on this machine or a network of our own is refused, unless the operator allows it', async () => {
  await save({ host: '127.0.0.1', security: 'NONE' }, 2)
  const refused = await tryIt()
  expect(refused.body.code).toBe('address.inside')
})

test('the password lies sealed, in no history, and is shown to nobody', async () => {
  const set = await server.call('PUT', '/mail-server/password', {
    token: admin.token,
    body: { password: 'tresor-of-mail' },
  })
  expect(set.status, set.text).toBe(204)
  const texts = [...(await databaseText(server.app.database)).values()].join('\n')
  expect(texts).not.toContain('tresor-of-mail')
  const shown = await server.call('GET', '/mail-server', { token: admin.token })
  expect(shown.body).toMatchObject({ hasPassword: true })
  expect(shown.text).not.toContain('tresor')
  const rep = await signInAs(server.app, 'sales-rep')
  expect((await server.call('GET', '/mail-server', { token: rep.token })).status).toBe(403)
})
