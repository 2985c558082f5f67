import type { Ask, FromWorker, Told, ToWorker } from './protocol.ts'

type Waiting = { resolve: (told: Told) => void; reject: (error: Error) => void }
let worker: Worker | undefined
const open = new Map<number, Waiting>()
let lastQuestion = 0
let lastSession = 0

/** A configuration of its own in the worker: one question, one answer. */
export function openSession() {
  const session = ++lastSession
  return {
    ask(ask: Ask): Promise<Told> {
      const id = ++lastQuestion
      return new Promise((resolve, reject) => {
        open.set(id, { resolve, reject })
        post({ id, session, ask })
      })
    },
    close: () => post({ session, close: true }),
  }
}
export type SessionClient = ReturnType<typeof openSession>

function post(message: ToWorker): void {
  worker ??= start()
  worker.postMessage(message)
}

/** Started with the first configuration and kept, with the models it has made ready. */
function start(): Worker {
  const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    const waiting = open.get(data.id)
    open.delete(data.id)
    if ('told' in data) waiting?.resolve(data.told)
    else waiting?.reject(new Error(data.failed))
  })
  started.addEventListener('error', (event) => {
    for (const { reject } of open.values())
      reject(new Error(event.message || 'The configurator could not start.'))
    open.clear()
    worker = undefined
  })
  return started
}
