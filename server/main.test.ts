import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { exitCodes } from './platform/domain-error.ts'

/** The program as an operator meets it: started, refused, interrupted, killed. */
let folder: string
let running: Program[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quoin-main-'))
})
afterEach(async () => {
  await Promise.all(running.map((program) => program.end('SIGKILL')))
  running = []
  await expect.poll(() => tryRemove(folder), { timeout: 10_000 }).toBe(true)
})

vi.setConfig({ testTimeout: 120_000 }) // whole programs start and end, also on a busy machine

test('starts on an empty folder, lets its administrator in, ends cleanly on Ctrl-C, and starts again', async () => {
  const port = await freePort()
  const first = start({ PORT: port })
  await first.ready()
  expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200)
  const [, username, password] = first.output().match(/^ {2}(admin) {2}(\S+)$/m) ?? []
  const signedIn = await fetch(`http://localhost:${port}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  expect(signedIn.status).toBe(200)
  expect(await first.end('SIGINT')).toBe(0)

  const second = start({ PORT: port })
  await second.ready()
  expect(second.output()).not.toContain('admin')
  expect(await second.end('SIGTERM')).toBe(0)
})

test('a second start on the same folder is refused, and the first goes on', async () => {
  const port = await freePort()
  const first = start({ PORT: port })
  await first.ready()
  const second = start({ PORT: await freePort() })
  expect(await second.exit).toBe(exitCodes.alreadyRunning)
  expect(second.output()).toMatch(
    /already runs on the data folder .* \(process \d+, http:\/\/localhost:\d+\)/,
  )
  expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200)
})

test('two starts at the same moment: one runs, one is refused', async () => {
  const both = [start({ PORT: await freePort() }), start({ PORT: await freePort() })]
  const refused = await Promise.race(
    both.map(async (program) => ((await program.exit) === null ? undefined : program)),
  )
  expect(refused && (await refused.exit)).toBe(exitCodes.alreadyRunning)
  await both.find((program) => program !== refused)?.ready()
})

test('a taken port, a folder that is none, a wrong value, a server out of reach: a sentence and an exit code', async () => {
  const port = await freePort()
  const other = createServer().listen(port, '0.0.0.0')
  const cases = [
    [{ PORT: port }, exitCodes.portTaken, /Port \d+ is taken/],
    [{ PORT: 'x' }, exitCodes.wrongConfiguration, /PORT: must be a number/],
    [{ QUOIN_DATA: aFile() }, exitCodes.dataFolderUnusable, /data folder .* cannot be used/],
    [
      { DATABASE_URL: 'postgres://quoin:secret@127.0.0.1:1/quoin' },
      exitCodes.databaseUnreachable,
      /^(?!.*secret).*127\.0\.0\.1:1 cannot be reached/s,
    ],
  ] as const
  for (const [env, code, sentence] of cases) {
    const program = start(env)
    expect(await program.exit, program.output()).toBe(code)
    expect(program.output()).toMatch(sentence)
    expect(program.output()).not.toContain('    at ')
  }
  other.close()
})

test('a folder that belongs to a newer database is refused', async () => {
  mkdirSync(join(folder, 'postgres'))
  writeFileSync(join(folder, 'postgres/PG_VERSION'), '99\n')
  const program = start({ PORT: await freePort() })
  expect(await program.exit).toBe(exitCodes.databaseNewer)
  expect(program.output()).toContain('made by PostgreSQL 99')
})

test('killed while starting or running, it starts again as if nothing had happened', async () => {
  for (const afterMs of [60, 350, 700, 1100]) {
    const program = start({ PORT: await freePort() })
    await new Promise((done) => setTimeout(done, afterMs))
    await program.end('SIGKILL')
  }
  const last = start({ PORT: await freePort() })
  await last.ready()
  expect(await last.end('SIGTERM')).toBe(0)
})

type Program = {
  exit: Promise<number | null>
  output(): string
  ready(): Promise<void>
  end(signal: NodeJS.Signals): Promise<number | null>
}

function start(env: Record<string, string | number>): Program {
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), '--empty'], {
    env: {
      PATH: process.env.PATH,
      QUOIN_DATA: folder,
      WEB_APP: '0',
      LOG_LEVEL: 'error',
      ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)])),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => {
      output += String(data)
    })
  }
  const exit = new Promise<number | null>((done) => child.once('close', (code) => done(code)))
  const program: Program = {
    exit,
    output: () => output,
    async ready() {
      await expect.poll(() => output, { timeout: 60_000, interval: 20 }).toContain('Quoin is ready')
    },
    end(signal) {
      child.kill(signal)
      return exit
    },
  }
  running.push(program)
  return program
}

function aFile(): string {
  const file = join(folder, 'a-file')
  writeFileSync(file, '')
  return file
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, () => {
      const address = probe.address()
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** The database of a killed program needs a moment to leave. */
function tryRemove(path: string): boolean {
  try {
    rmSync(path, { recursive: true, force: true })
    return true
  } catch {
    return false
  }
}
