import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../platform/testing.ts'
import { signInAs, type TestPerson } from './testing.ts'

let server: TestServer
let admin: TestPerson
beforeAll(async () => {
  server = await startTestServer()
  admin = await signInAs(server.app, 'system-admin')
})
afterAll(() => server.close())

const refusals = async () =>
  (
    await server.call<{ items: { actorId: string; subjectId: string; after: object }[] }>(
      'GET',
      '/audit-entries?action=access.refused',
      { token: admin.token },
    )
  ).body.items

test('who was refused for want of a right is in the audit trail, once a minute for each operation', async () => {
  const rep = await signInAs(server.app, 'sales-rep')
  for (let times = 0; times < 3; times++)
    expect((await server.call('GET', '/settings', { token: rep.token })).status).toBe(403)
  expect((await server.call('GET', '/customers', { token: rep.token })).status).toBe(200)
  const entry = { actorId: rep.user.id, subjectId: 'GET /settings', after: { needs: 'settings.read' } }
  await expect.poll(refusals).toEqual([expect.objectContaining(entry)])

  server.clock.advance({ minutes: 2 })
  await server.call('GET', '/settings', { token: rep.token })
  await expect.poll(refusals).toHaveLength(2)
})
