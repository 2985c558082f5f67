import type { Bench } from './instant-prices.ts'
import type { FromPricer, ToPricer } from './pricer.worker.ts'

/** The pricer in a worker of its own; answers come in the order of the questions. */
export function openBench(): Bench {
  const worker = new Worker(new URL('./pricer.worker.ts', import.meta.url), { type: 'module' })
  const waiting: ((answer: FromPricer) => void)[] = []
  worker.addEventListener('message', ({ data }: MessageEvent<FromPricer>) => waiting.shift()?.(data))
  worker.addEventListener('error', ({ message }) => {
    for (const answer of waiting.splice(0)) answer({ failed: message })
  })
  return {
    send: (message: ToPricer) =>
      new Promise((answer) => {
        waiting.push(answer)
        worker.postMessage(message)
      }),
    close: () => worker.terminate(),
  }
}
