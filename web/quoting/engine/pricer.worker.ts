import { createQuotePricer, type Next, type Prices, type Start } from './quote-pricer.ts'

export type ToPricer = { start: Start } | { next: Next }
export type FromPricer = { prices: Prices } | { failed: string } | { started: true }

let pricer: ReturnType<typeof createQuotePricer> | undefined

/** Prices beside the page, so that typing never waits for it. */
addEventListener('message', ({ data }: MessageEvent<ToPricer>) => {
  try {
    if ('start' in data) {
      pricer = createQuotePricer(data.start)
      postMessage({ started: true } satisfies FromPricer)
    } else if (pricer) {
      postMessage({ prices: pricer(data.next) } satisfies FromPricer)
    }
  } catch (error) {
    pricer = undefined
    postMessage({ failed: String(error) } satisfies FromPricer)
  }
})
