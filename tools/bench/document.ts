import { renderQuote } from '../../server/documents/render-quote.ts'
import { sampleDocument } from '../../server/documents/testing/sample-quote.ts'

/**
 * How long the PDF of a quote takes, in milliseconds: the first one of a process (which starts the worker), then the
 * median of quotes of an ordinary, a long and a very long list of lines.
 */
export async function run(): Promise<Record<string, number>> {
  const started = performance.now()
  await renderQuote(sampleDocument())
  const first = performance.now() - started
  return {
    'document.pdf.first.ms': Math.round(first),
    'document.pdf.20.ms': await median(20, 9),
    'document.pdf.200.ms': await median(200, 7),
    'document.pdf.1000.ms': await median(1000, 3),
  }
}

async function median(lines: number, runs: number): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const document = sampleDocument({}, lines)
    // Another number each time, so that nothing set before can be used again as a whole.
    document.quote = { ...document.quote, number: `QT-2026-BENCH${run}` }
    const started = performance.now()
    await renderQuote(document)
    times.push(performance.now() - started)
  }
  return Math.round(times.sort((a, b) => a - b)[times.length >> 1] ?? 0)
}
