import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { TypstReply, TypstRequest } from './typst-worker.ts'

type Work = Omit<TypstRequest, 'id'>
export type SetType = { made: Uint8Array; pages: number }
type Waiting = { work: Work; attempts: number; done(set: SetType): void; failed(error: Error): void }
type Worker = { process: ChildProcess; current?: Waiting | undefined; timer?: NodeJS.Timeout | undefined }

const limits = { workers: 2, memoryMb: 600, timeoutMs: 60_000, idleMs: 60_000, attempts: 2 } as const

const queue: Waiting[] = []
const workers = new Set<Worker>()
let nextId = 1

/**
 * Sets a document in another process, two at a time; the others wait their turn. Workers start when there is work, are
 * replaced when they have grown or hang, and end when there was none for a minute. They never keep the server alive.
 */
export function setType(work: Work): Promise<SetType> {
  return new Promise((done, failed) => {
    queue.push({ work, attempts: 0, done, failed })
    handOut()
  })
}

function handOut(): void {
  while (queue.length > 0) {
    const free =
      [...workers].find((worker) => !worker.current) ?? (workers.size < limits.workers ? start() : undefined)
    const next = free && queue.shift()
    if (!free || !next) return
    give(free, next)
  }
}

function start(): Worker {
  const child = fork(join(import.meta.dirname, 'typst-worker.ts'), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const worker: Worker = { process: child }
  workers.add(worker)
  child.on('message', (reply: TypstReply) => take(worker, reply))
  child.on('exit', () => lost(worker))
  child.on('error', () => lost(worker))
  return worker
}

function give(worker: Worker, waiting: Waiting): void {
  clearTimeout(worker.timer)
  worker.current = { ...waiting, attempts: waiting.attempts + 1 }
  hold(worker, true)
  worker.timer = setTimeout(() => worker.process.kill('SIGKILL'), limits.timeoutMs)
  worker.process.send({ id: nextId++, ...waiting.work } satisfies TypstRequest)
}

function take(worker: Worker, reply: TypstReply): void {
  const { current } = worker
  clearTimeout(worker.timer)
  worker.current = undefined
  if (reply.memoryMb > limits.memoryMb) end(worker)
  else {
    hold(worker, false)
    worker.timer = setTimeout(() => end(worker), limits.idleMs)
    worker.timer.unref()
  }
  if ('made' in reply) current?.done(reply)
  else current?.failed(new Error(`The document could not be set: ${reply.problem}`))
  handOut()
}

/** A worker that died takes nothing with it: its document is tried once more by another one. */
function lost(worker: Worker): void {
  clearTimeout(worker.timer)
  if (!workers.delete(worker)) return
  const { current } = worker
  worker.current = undefined
  if (current && current.attempts < limits.attempts) queue.unshift(current)
  else current?.failed(new Error('The process that sets documents ended unexpectedly'))
  handOut()
}

function end(worker: Worker): void {
  workers.delete(worker)
  worker.process.disconnect()
}

/** While it works the server waits for it; idle, it may end with the server. */
function hold(worker: Worker, working: boolean): void {
  const {
    process,
    process: { channel },
  } = worker
  if (working) {
    process.ref()
    channel?.ref()
  } else {
    process.unref()
    channel?.unref()
  }
}
