import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ bare: true })
})
afterAll(() => server.close())
test('x', async () => {
  const r = await server.call('GET', '/openapi.json')
  expect(r.status).toBe(200)
  await server.settle()
})
