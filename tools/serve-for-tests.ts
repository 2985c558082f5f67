/**
 * The product as the browser tests meet it: a new installation with the demo company, gone afterwards. What the
 * server says, the logins among it, is in test-results/server.log.
 */
import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const data = mkdtempSync(join(tmpdir(), 'quoin-e2e-'))
mkdirSync(join(root, 'test-results'), { recursive: true })
const log = createWriteStream(join(root, 'test-results/server.log'))

const server = spawn(process.execPath, ['server/main.ts'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'pipe'],
  env: { ...process.env, PORT: process.env.E2E_PORT ?? '4173', QUOIN_DATA: data, LOG_LEVEL: 'warn' },
})
for (const stream of [server.stdout, server.stderr]) {
  stream.pipe(log, { end: false })
  stream.pipe(process.stderr)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill('SIGTERM'))
server.on('exit', (code) => {
  rmSync(data, { recursive: true, force: true })
  process.exit(code ?? 1)
})
