import type { Ask, FromWorker, Told, ToWorker } from './protocol.ts'

/** The worker as a function: one question, one answer. */
export function startWorker() {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  const open = new Map<number, { resolve: (told: Told) => void; reject: (error: Error) => void }>()
  let last = 0
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    const waiting = open.get(data.id)
    open.delete(data.id)
    if ('told' in data) waiting?.resolve(data.told)
    else waiting?.reject(new Error(data.failed))
  })
  worker.addEventListener('error', (event) => {
    for (const { reject } of open.values())
      reject(new Error(event.message || 'The configurator could not start.'))
    open.clear()
  })
  return {
    ask(ask: Ask): Promise<Told> {
      const id = ++last
      return new Promise((resolve, reject) => {
        open.set(id, { resolve, reject })
        worker.postMessage({ id, ask } satisfies ToWorker)
      })
    },
    stop: () => worker.terminate(),
  }
}
export type SessionClient = ReturnType<typeof startWorker>
