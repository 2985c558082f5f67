import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Output } from '../../contract/http.ts'
import type { readKeys, SystemState } from '../../contract/system.ts'
import { signInAs, type TestPerson } from '../identity/testing.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'

let server: TestServer
let admin: TestPerson
beforeAll(async () => {
  server = await startTestServer()
  admin = await signInAs(server.app, 'system-admin')
})
afterAll(() => server.close())

test('an administrator sees versions, what waits, what is slow and what takes room', async () => {
  await server.call('GET', '/users', { token: admin.token })
  const { status, body } = await server.call<SystemState>('GET', '/system', { token: admin.token })
  expect(status).toBe(200)
  expect(body.database).toMatch(/^PostgreSQL \d+/)
  expect(body.schema).toMatch(/^\d{3}-.*\.sql$/)
  expect(body.slowRoutes.find(({ route }) => route === 'GET /api/v1/users')).toMatchObject({ requests: 1 })
  expect(body.storage.tables.map(({ table }) => table)).toContain('audit_entries')
})

test('what people did is told by person and day', async () => {
  const made = await server.call('POST', '/teams', { token: admin.token, body: { name: 'Usage' } })
  expect(made.status).toBe(201)
  const { body } = await server.call<{ items: { actorId: string; changes: number }[] }>(
    'GET',
    '/system/usage',
    {
      token: admin.token,
    },
  )
  expect(body.items).toContainEqual(expect.objectContaining({ actorId: admin.user.id, changes: 1 }))
})

test('keys are changed by whoever may, once at a time, and it is written down', async () => {
  const finance = await signInAs(server.app, 'finance')
  const path = '/system/keys/rotations'
  expect((await server.call('POST', path, { token: finance.token })).status).toBe(403)
  const first = await server.call<{ id: string }>('POST', path, { token: admin.token })
  expect(first.status, first.text).toBe(202)
  const again = await server.call<{ id: string }>('POST', path, { token: admin.token })
  expect(again.body.id).toBe(first.body.id)
  const { body } = await server.call<Output<typeof readKeys>>('GET', '/system/keys', { token: admin.token })
  expect(body.keys).toHaveLength(2)
  expect(body.sealed).toContainEqual({ table: 'customers', column: 'tax_id' })
  const trail = await server.call<{ items: { action: string }[] }>(
    'GET',
    '/audit-entries?action=keys.rotated',
    {
      token: admin.token,
    },
  )
  expect(trail.body.items).toHaveLength(2)
})
