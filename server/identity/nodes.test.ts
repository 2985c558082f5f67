import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, createApp } from '../platform/app.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'
import { registerIdentity } from './index.ts'
import { signInAs, type TestPerson } from './testing.ts'

/** Two nodes on one database. Neither hears of the other here: what holds anyhow is what is in the database, and time. */
let server: TestServer
let one: App
let other: App
let admin: TestPerson

beforeAll(async () => {
  server = await startTestServer()
  one = server.app
  const { config, log, database, clock } = one
  other = createApp({ config, log, database, clock })
  registerIdentity(other)
  await other.http.ready()
  admin = await signInAs(one, 'system-admin')
})
afterAll(async () => {
  await other.http.close()
  await server.close()
})

const login = (node: App, username: string, password: string) =>
  node.http.inject({ method: 'POST', url: '/api/v1/auth/login', payload: { username, password } })
const me = async (node: App, { headers }: TestPerson) =>
  (await node.http.inject({ url: '/api/v1/session', headers })).statusCode

test('wrong passwords are counted together, and lock on both', async () => {
  await signInAs(one, 'sales-rep', { username: 'vera', password: 'correct horse battery' })
  for (const node of [one, other, one, other, one])
    expect((await login(node, 'vera', 'wrong')).statusCode).toBe(401)
  for (const node of [one, other])
    expect((await login(node, 'vera', 'correct horse battery')).statusCode).toBe(429)
})

test('a token from one is good at the other', async () => {
  await signInAs(one, 'sales-rep', { username: 'otto', password: 'correct horse battery' })
  const { accessToken } = (await login(other, 'otto', 'correct horse battery')).json()
  const headers = { authorization: `Bearer ${accessToken}` }
  expect((await one.http.inject({ url: '/api/v1/session', headers })).json().user.username).toBe('otto')
})

test('who is disabled at one is out at the other within three seconds, even if it hears nothing', async () => {
  const rep = await signInAs(one, 'sales-rep')
  expect(await me(other, rep)).toBe(200)
  const change = { url: `/api/v1/users/${rep.user.id}`, headers: { ...admin.headers, 'if-match': '"1"' } }
  await one.http.inject({ ...change, method: 'PATCH', payload: { enabled: false } })
  expect(await me(one, rep), 'at once where it was done').toBe(401)
  server.clock.advance({ minutes: 3.1 / 60 })
  expect(await me(other, rep)).toBe(401)
  expect(await me(other, admin)).toBe(200)
})
