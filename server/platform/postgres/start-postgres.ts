import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, mkdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { createServer } from 'node:net'
import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { exitCodes, StartupError } from '../domain-error.ts'
import { ensureCluster, owner } from './cluster.ts'
import { lockFolder } from './folder-lock.ts'
import { isPostgres, pause } from './processes.ts'
import { type ServerUser, serverUser } from './server-user.ts'

export type EmbeddedPostgres = {
  port: number
  /** The address of one of its databases. */
  url(database: string): string
  stop(): Promise<void>
}

export type EmbeddedOptions = {
  folder: string
  /** Shown to whoever starts a second program on the same folder. */
  ownerUrl?: string
  /** Off in tests: faster, and nothing survives a crash. */
  durable?: boolean
  log?: (line: string) => void
}

/** Starts the PostgreSQL server that comes with the program, on a folder of its own; ends with this process. */
export async function startPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { durable = true, log = () => {} } = options
  const folder = resolve(options.folder)
  prepareFolder(folder)
  const unlock = lockFolder(folder, options.ownerUrl ?? 'no address')
  try {
    const user = serverUser(folder)
    const { cluster, password } = await ensureCluster(folder, user, durable)
    await outlastPredecessor(cluster)
    const running = await launch(cluster, user, durable, log)
    return {
      port: running.port,
      url: (database) => `postgres://${owner}:${password}@127.0.0.1:${running.port}/${database}`,
      async stop() {
        await running.stop()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new StartupError(
      `The data folder ${folder} cannot be used by ${userInfo().username} (${reason}). ` +
        'Give that user the right to write there, or name another folder in QUOIN_DATA.',
      exitCodes.dataFolderUnusable,
    )
  }
}

/** After a crash the old server is on its way out; one that was orphaned completely is asked to go. */
async function outlastPredecessor(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid')
  for (let waited = 0; ; waited += 50) {
    const pid = Number(readPidFile(pidFile)[0])
    if (!pid) return
    if (!isPostgres(pid)) {
      rmSync(pidFile, { force: true }) // else PostgreSQL takes a later process with this id for itself
      return
    }
    if (waited === 3000) process.kill(pid, 'SIGINT')
    if (waited >= 60_000) {
      throw new StartupError(
        `A PostgreSQL server (process ${pid}) still runs on ${cluster}. Stop it, and start again.`,
        exitCodes.alreadyRunning,
      )
    }
    await pause(50)
  }
}

/** The lines of postmaster.pid: process, folder, start, port, …, state on the eighth. Empty when there is none. */
function readPidFile(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch {
    return []
  }
}

async function launch(cluster: string, user: ServerUser, durable: boolean, log: (line: string) => void) {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const { file, args } = user.command('postgres', ['-D', cluster, ...settings(port, durable)])
    const guard = spawnGuarded(file, args, user)
    let complaint = ''
    guard.stderr?.on('data', (data: Buffer) => {
      complaint = (complaint + String(data)).slice(-2000)
      log(String(data).trim())
    })
    let gone = false
    const end = new Promise<void>((done) => guard.once('close', () => done())).then(() => {
      gone = true
    })

    while (!gone && !isReady(join(cluster, 'postmaster.pid'), port)) await pause(10)
    if (!gone) return { port, stop: () => release(guard, end) }
    // Between looking for a free port and taking it another program may come first.
    if (attempt === 3) {
      throw new StartupError(
        `The embedded database did not start: ${complaint}`,
        exitCodes.databaseUnreachable,
      )
    }
  }
}

/**
 * A shell stands between: it holds the other end of a pipe of ours. When we end, however violently, it reads the end
 * of the file and stops the server. An own session keeps Ctrl-C from reaching the server before we are done with it.
 */
function spawnGuarded(file: string, args: string[], user: ServerUser): ChildProcess {
  const script = '"$@" 3<&- & server=$!; (read end <&3; kill -INT $server) & wait $server'
  return spawn('sh', ['-c', script, 'guard', file, ...args], {
    ...user.identity,
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
}

function isReady(pidFile: string, port: number): boolean {
  const lines = readPidFile(pidFile)
  return Number(lines[3]) === port && (lines[7] ?? '').startsWith('ready')
}

function settings(port: number, durable: boolean): string[] {
  const chosen: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 120,
    shared_buffers: '128MB',
    jit: 'off',
    log_min_messages: 'warning',
    // Containers often have 64 MB of /dev/shm, too little for parallel queries.
    ...(sharedMemoryBytes() < 256e6 && { dynamic_shared_memory_type: 'mmap' }),
    ...(!durable && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function sharedMemoryBytes(): number {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize
  } catch {
    return process.platform === 'linux' ? 0 : Number.POSITIVE_INFINITY
  }
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function release(guard: ChildProcess, end: Promise<void>): Promise<void> {
  const pipe = guard.stdio[3]
  if (pipe && 'end' in pipe) pipe.end()
  await end
}
