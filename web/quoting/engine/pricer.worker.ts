import { createQuotePricer, type Next, type Prices, type Start, type Sums } from './quote-pricer.ts'

export type ToPricer = { start: Start } | { next: Next }
/** Totals come first, alone: they cost next to nothing, and people look at them first. */
export type FromPricer = { sums: Sums } | { prices: Prices } | { failed: string } | { started: true }

let pricer: ReturnType<typeof createQuotePricer> | undefined

/** Prices beside the page, so that typing never waits for it. */
addEventListener('message', ({ data }: MessageEvent<ToPricer>) => {
  try {
    if ('start' in data) {
      pricer = createQuotePricer(data.start)
      postMessage({ started: true } satisfies FromPricer)
    } else if (pricer) {
      const { sums, prices } = pricer(data.next)
      postMessage({ sums } satisfies FromPricer)
      postMessage({ prices: prices() } satisfies FromPricer)
    }
  } catch (error) {
    pricer = undefined
    postMessage({ failed: String(error) } satisfies FromPricer)
  }
})
