import type { Quote } from '../../contract/quotes.ts'
import type { App, Context } from '../platform/index.ts'

/** Reads a quote in one of its versions as `ctx` may see it, or refuses. */
export type QuoteLoader = (ctx: Context, id: string, version?: number) => Promise<Quote>

const loaders = new WeakMap<App, QuoteLoader>()

/** Tells documents how to read quotes: quoting stands after this module, so it introduces itself. */
export function provideQuote(app: App, loader: QuoteLoader): void {
  loaders.set(app, loader)
}

export function quoteLoader(app: App): QuoteLoader {
  const loader = loaders.get(app)
  if (!loader) throw new Error('No module has provided quotes to documents')
  return loader
}
