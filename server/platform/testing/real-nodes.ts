import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { App } from '../app.ts'

/** Programs of their own on the database of a test server, to be killed without a word. */
export type RealNodes = {
  /** Starts the program on a port of its own, or on one it had before. */
  start(port?: number): Promise<RealNode>
  /** Sends until somebody answers: the same request under the same key, to whichever node is there. */
  send(
    method: string,
    path: string,
    body?: unknown,
    options?: SendOptions,
  ): Promise<{ status: number; body: unknown }>
  kill(node: RealNode): Promise<void>
  /** Every process that was ever started, also one that is still starting. */
  killAll(): Promise<void>
}
export type RealNode = { process: ChildProcess; port: number }
type SendOptions = { headers?: Record<string, string>; seen?: number | undefined; key?: string }

export function openRealNodes(app: App, env: Record<string, string> = {}): RealNodes {
  const children = new Set<ChildProcess>()
  const ports: number[] = []
  let sent = 0

  return {
    async start(port) {
      const own = port ?? (await freePort())
      if (!ports.includes(own)) ports.push(own)
      const child = spawn(process.execPath, [join(import.meta.dirname, '../../main.ts'), '--empty'], {
        env: {
          ...process.env,
          PORT: String(own),
          HOST: '127.0.0.1',
          PUBLIC_URL: app.config.publicUrl,
          DATABASE_URL: app.database.directUrl,
          ...(app.config.keys && { QUOIN_KEYS: app.config.keys }),
          DATABASE_POOL_SIZE: '4',
          WEB_APP: '0',
          LOG_LEVEL: 'silent',
          ...env,
        },
        stdio: 'ignore',
      })
      children.add(child)
      for (let attempt = 0; attempt < 600 && child.signalCode === null; attempt++) {
        const ready = await fetch(`http://127.0.0.1:${own}/readyz`).then(
          (response) => response.ok,
          () => false,
        )
        if (ready) return { process: child, port: own }
        await pause(100)
      }
      throw new Error('A node did not start')
    },

    async send(method, path, body, { headers = {}, seen, key = `request-${sent++}` } = {}) {
      for (let attempt = 0; ; attempt++) {
        const port = ports[attempt % ports.length]
        try {
          const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
            method,
            headers: {
              ...headers,
              ...(method !== 'GET' && { 'idempotency-key': key }),
              ...(body !== undefined && { 'content-type': 'application/json' }),
              ...(seen !== undefined && { 'if-match': `"${seen}"` }),
            },
            ...(body !== undefined && { body: JSON.stringify(body) }),
          })
          const answer = (await response.json()) as Record<string, unknown>
          const again = response.status >= 500 || answer.code === 'request.in-progress'
          if (!again) return { status: response.status, body: answer as unknown }
        } catch {
          // The node is gone; the other one, or the next of this one, will know.
        }
        if (attempt > 200) throw new Error(`${method} ${path} was never answered`)
        await pause(150)
      }
    },

    kill: (node) => kill(node.process),
    async killAll() {
      await Promise.all([...children].map(kill))
    },
  }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

export const pause = (milliseconds: number) =>
  new Promise<false>((done) => setTimeout(() => done(false), milliseconds))

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
