import type { Bench } from './instant-prices.ts'
import type { FromPricer, ToPricer } from './pricer.worker.ts'
import type { Sums } from './quote-pricer.ts'

/** The pricer in a worker of its own; answers come in the order of the questions. */
export function openBench(): Bench {
  const worker = new Worker(new URL('./pricer.worker.ts', import.meta.url), { type: 'module' })
  const waiting: { answer: (answer: FromPricer) => void; first: ((sums: Sums) => void) | undefined }[] = []
  worker.addEventListener('message', ({ data }: MessageEvent<FromPricer>) => {
    if ('sums' in data) waiting[0]?.first?.(data.sums)
    else {
      const asked = waiting.shift()
      if ('prices' in data) afterPaint(() => asked?.answer(data))
      else asked?.answer(data)
    }
  })
  worker.addEventListener('error', ({ message }) => {
    for (const { answer } of waiting.splice(0)) answer({ failed: message })
  })
  return {
    send: (message: ToPricer, first) =>
      new Promise((answer) => {
        waiting.push({ answer, first })
        worker.postMessage(message)
      }),
    close: () => worker.terminate(),
  }
}

/** When what was drawn last stands on the screen: the totals do not wait for the lines. A tab nobody sees draws nothing. */
function afterPaint(act: () => void): void {
  if (document.hidden) act()
  else requestAnimationFrame(() => setTimeout(act))
}
