import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from './platform/testing.ts'
import { serveWebApp } from './web-app.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ bare: true, register: serveWebApp })
})
afterAll(() => server.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  server.call('GET', path, { raw: true, headers })

test('every address of the app gets the page, with its nonce and never from a cache', async () => {
  for (const path of ['/', '/quotes/QT-2026-7K3M9QXA', '/sign-in?next=%2F']) {
    const { status, text, headers } = await get(path)
    expect(status).toBe(200)
    expect(headers['cache-control']).toBe('no-store')
    const nonce = /'nonce-([\w-]+)'/.exec(headers['content-security-policy'] ?? '')?.[1]
    expect(text).toContain(`nonce="${nonce}"`)
    expect(text).not.toContain('__NONCE__')
  }
})

test('a page shows pictures of its own and from elsewhere, and runs no script from there', async () => {
  const policy = (await get('/')).headers['content-security-policy'] ?? ''
  expect(policy.split('; ')).toContain("img-src 'self' data: blob: https:")
  expect(policy.match(/https?:/g)).toHaveLength(1)
})

test('its files may be kept for ever, and come compressed', async () => {
  const script = /src="(\/assets\/[^"]+\.js)"/.exec((await get('/')).text)?.[1] ?? ''
  const { status, headers } = await get(script, { 'accept-encoding': 'br' })
  expect(status).toBe(200)
  expect(headers['cache-control']).toContain('immutable')
  expect(headers['content-encoding']).toBe('br')
  expect(existsSync(join(import.meta.dirname, '../web/dist', script))).toBe(true)
})

test('what is not there is not the page: an old file, an address of the API', async () => {
  expect((await get('/assets/gone-12345.js')).status).toBe(404)
  expect((await get('/api/v2/quotes')).body).toMatchObject({ code: 'request.not-found' })
})
