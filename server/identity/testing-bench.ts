import { afterAll, beforeAll, expect } from 'vitest'
import type { User } from '../../contract/users.ts'
import type { App } from '../platform/index.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'
import { signInAs, type TestPerson } from './testing.ts'

/** What the tests of this module share: a node of their own for each file, and short ways to ask it. */
export const password = 'correct horse battery'
export let app: App
export let server: TestServer
/** Who asks where a test names nobody. */
export let admin: TestPerson
export const minute = 60_000

/** To be called by each file of tests, as modules are loaded once for many of them. */
export function withServer(): void {
  beforeAll(async () => {
    server = await startTestServer()
    app = server.app
    admin = await signInAs(app, 'system-admin')
  })
  afterAll(() => server.close())
}

export function nowAdministers(person: TestPerson): void {
  admin = person
}

type Asked = { headers?: Record<string, string>; body?: object; ifMatch?: number; from?: string }
export function ask(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, asked: Asked = {}) {
  return app.http.inject({
    method,
    url: `/api/v1${path}`,
    headers: {
      ...(asked.headers ?? admin.headers),
      ...(asked.ifMatch && { 'if-match': `"${asked.ifMatch}"` }),
    },
    ...(asked.body && { payload: asked.body }),
    ...(asked.from && { remoteAddress: asked.from }),
  })
}
export const login = (username: string, typed = password, from = '10.1.1.1') =>
  ask('POST', '/auth/login', { headers: {}, body: { username, password: typed }, from })
export const me = (headers: Record<string, string>) => ask('GET', '/session', { headers })
/** A user made over HTTP, who can sign in with `password`. */
export async function make(username: string, fields: object = {}): Promise<User> {
  const body = {
    username,
    givenName: 'Vera',
    familyName: 'Lindqvist',
    roles: ['sales-rep'],
    password,
    ...fields,
  }
  const response = await ask('POST', '/users', { body })
  expect(response.statusCode, response.body).toBe(201)
  return response.json()
}
export const cookieOf = (response: Awaited<ReturnType<typeof ask>>) => ({
  cookie: String(response.headers['set-cookie']).split(';')[0] ?? '',
})
/** What the caller sees of a refusal, without the id that is new each time. */
export const seen = (response: Awaited<ReturnType<typeof ask>>) => {
  const { requestId: _, ...problem } = response.json()
  return { status: response.statusCode, problem }
}

/** Runs at a later moment. */
export async function late(byMs: number, work: () => Promise<void>): Promise<void> {
  server.clock.advance({ minutes: byMs / minute })
  try {
    await work()
  } finally {
    server.clock.advance({ minutes: -byMs / minute })
  }
}
