import type { InjectOptions } from 'fastify'
import { type App, createApp } from '../app.ts'
import { type Config, loadConfig } from '../config.ts'
import { openDatabase } from '../database.ts'
import { rememberSubscriptions } from '../events/deliver-events.ts'
import { unlock } from '../keyring/data-keys.ts'
import { makeLog } from '../log.ts'
import { settle } from './settle.ts'
import { type TestClock, testClock } from './test-clock.ts'
import { copySeeded, copyTemplate } from './test-database.ts'

export type TestServer = {
  app: App
  clock: TestClock
  /** One request below /api/v1, or to any address that begins with "/api" or is given as `raw`. */
  call<Body = Record<string, unknown>>(
    method: Method,
    path: string,
    options?: CallOptions,
  ): Promise<Response<Body>>
  /** Everything due happens: events reach their subscribers, jobs run. */
  settle(): Promise<void>
  /** Listens on a port of its own, for tests that need a real connection; returns the address. */
  listen(): Promise<string>
  close(): Promise<void>
}
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type CallOptions = {
  token?: string
  body?: unknown
  headers?: Record<string, string>
  /** The path is whole: nothing is put in front. */
  raw?: boolean
}
export type Response<Body> = { status: number; headers: Record<string, string>; body: Body; text: string }

export type TestServerOptions = {
  /** Filled with the demo company. */
  demo?: boolean
  /** Without the product's modules: for tests of the platform itself. */
  bare?: boolean
  /** Registers more, such as routes of a test. */
  register?: (app: App) => void | Promise<void>
  env?: Record<string, string>
}

/** The demo company is sealed once and copied: every test opens it with the same key. */
const testKeys = `test:${Buffer.alloc(32, 'tests').toString('base64')}`

/** A whole node on a database of its own. Jobs and events wait until `settle`, so that tests say when they happen. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const config = loadConfig({
    DATABASE_POOL_SIZE: '8',
    PUBLIC_URL: 'http://localhost',
    QUOIN_KEYS: testKeys,
    ...options.env,
  })
  const database = options.demo ? await copySeeded((url) => seed(url, config)) : await copyTemplate()
  const clock = testClock()
  const app = await assemble(database.url, config, clock, options)
  await rememberSubscriptions(app)
  await app.http.ready()

  return {
    app,
    clock,
    call: (method, path, given = {}) => call(app, method, path, given),
    settle: () => settle(app),
    listen: () => app.http.listen({ port: 0, host: '127.0.0.1' }),
    async close() {
      await app.http.close()
      for (const close of app.closers) await close()
      await app.database.close()
      await database.drop()
    },
  }
}

async function assemble(
  url: string,
  config: Config,
  clock: TestClock,
  options: TestServerOptions,
): Promise<App> {
  const log = makeLog(process.env.TEST_LOG_LEVEL ?? 'silent')
  const database = openDatabase(url, { poolSize: config.poolSize, namedStatements: true })
  await unlock(url, config, database.keys)
  const app = createApp({ config, log, database, clock })
  if (!options.bare) {
    // Loaded only here, so that the platform's own tests stand without any module.
    const { registerModules } = await import('../../modules.ts')
    await registerModules(app)
  }
  await options.register?.(app)
  return app
}

async function seed(url: string, config: Config): Promise<void> {
  const app = await assemble(url, config, testClock(), {})
  await rememberSubscriptions(app)
  for (const fill of app.seeds) await fill(app)
  await settle(app)
  await app.http.close()
  for (const close of app.closers) await close()
  await app.database.close()
}

async function call<Body>(
  app: App,
  method: Method,
  path: string,
  { token, body, headers, raw }: CallOptions,
): Promise<Response<Body>> {
  const request: InjectOptions = {
    method,
    url: raw ? path : `/api/v1${path}`,
    headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
    // Text is sent as it is, for bodies that are no JSON.
    ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  }
  if (body !== undefined) request.headers = { 'content-type': 'application/json', ...request.headers }
  const response = await app.http.inject(request)
  const json = /json/.test(String(response.headers['content-type']))
  return {
    status: response.statusCode,
    headers: response.headers as Record<string, string>,
    body: (json ? response.json() : undefined) as Body,
    text: response.payload,
  }
}
