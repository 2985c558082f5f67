import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoLogins } from '../../../demo/seed.ts'
import { registerModules } from '../../../server/modules.ts'
import { createApp } from '../../../server/platform/app.ts'
import { attachDatabase } from '../../../server/platform/attach-database.ts'
import { loadConfig } from '../../../server/platform/config.ts'
import { makeLog } from '../../../server/platform/log.ts'
import { buildIfNeeded } from '../../../server/web-app.ts'

export type RunningProduct = {
  url: string
  rep: { username: string; password: string }
  /** Calls the API as the sales rep. */
  call<T>(method: string, path: string, body?: unknown): Promise<T>
  /** Another process in its place: what it knew is forgotten. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** The product with the demo company and its web app, in a process of its own on a database of its own. */
export async function startProduct(env: Record<string, string> = {}): Promise<RunningProduct> {
  await buildIfNeeded(() => {})
  const folder = mkdtempSync(join(tmpdir(), 'quoin-bench-'))
  const config = loadConfig({ QUOIN_DATA: folder, WEB_APP: '0', LOG_LEVEL: 'error' })
  const database = await attachDatabase(config, makeLog('error'))
  const app = createApp({ config, log: makeLog('error'), database })
  await registerModules(app)
  for (const seed of app.seeds) await seed(app)
  const rep = (await demoLogins(database)).find((login) => login.username === 'anna')
  if (!rep) throw new Error('The demo company has no sales rep to sign in as')

  const url = `http://localhost:${await freePort()}`
  const start = () => serve(url, database.directUrl, { QUOIN_DATA: folder, ...env })
  let server = await start()
  const stop = async () => {
    server.kill('SIGTERM')
    await new Promise((gone) => server.once('exit', gone))
  }
  const { accessToken } = await send<{ accessToken: string }>(url, '', 'POST', '/auth/login', {
    username: rep.username,
    password: rep.password,
  })
  return {
    url,
    rep,
    call: (method, path, body) => send(url, accessToken, method, path, body),
    async restart() {
      await stop()
      server = await start()
    },
    async close() {
      await stop()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function send<T>(url: string, token: string, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok)
    throw new Error(`${method} ${path} was answered ${response.status}: ${text.slice(0, 500)}`)
  return JSON.parse(text) as T
}

async function serve(url: string, databaseUrl: string, more: Record<string, string>) {
  const server = spawn(process.execPath, [join(import.meta.dirname, '../../../server/main.ts')], {
    env: {
      ...process.env,
      PORT: new URL(url).port,
      PUBLIC_URL: url,
      DATABASE_URL: databaseUrl,
      DATABASE_NAMED_STATEMENTS: '1',
      LOG_LEVEL: 'error',
      ...more,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (let attempt = 0; attempt < 300; attempt++) {
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) return server
    await new Promise((later) => setTimeout(later, 100))
  }
  throw new Error('The server did not start within 30 seconds')
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
