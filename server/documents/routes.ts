import * as contract from '../../contract/documents.ts'
import {
  type Answer,
  type App,
  answer,
  DomainError,
  type FileBody,
  serve,
  subscribe,
} from '../platform/index.ts'
import { gatherDocument, isFrozen } from './gather-document.ts'
import { quoteLoader } from './quote-loader.ts'
import { renderQuote } from './render-quote.ts'
import { selectDocument, selectOfQuote, selectOfVersion } from './store.ts'
import { documentName, storeQuoteDocument } from './store-quote-document.ts'

/** Quotes as PDF: made when a version is finalized, kept with it, and previews before. */
export function registerDocuments(app: App): void {
  serve(app, contract.quotePdf, async (ctx, { params, query }) => {
    const quote = await quoteLoader(app)(ctx, params.id, query.version)
    const kept = await selectOfVersion(ctx.db, quote.id, quote.version, 'QUOTE')
    if (kept) return file(kept.content, kept.name, kept.sha256)
    if (isFrozen(quote)) {
      const made = await storeQuoteDocument(ctx, quote)
      return file(made.content, made.name, made.sha256)
    }
    const preview = await renderQuote(await gatherDocument(ctx.db, quote, true))
    return file(Buffer.from(preview), `draft-${documentName(quote)}`)
  })

  serve(app, contract.listDocuments, async (ctx, { params }) => {
    const quote = await quoteLoader(app)(ctx, params.id)
    return { items: await selectOfQuote(ctx.db, quote.id) }
  })

  serve(app, contract.getDocument, async (ctx, { params }) => {
    const kept = await selectDocument(ctx.db, params.id)
    if (!kept) throw new DomainError('document.not-found', { id: params.id })
    try {
      // Whoever may see the version may see its document.
      await quoteLoader(app)(ctx, kept.quote.id, kept.quote.version)
    } catch (error) {
      const hidden = error instanceof DomainError && error.code === 'quote.not-found'
      throw hidden ? new DomainError('document.not-found', { id: params.id }) : error
    }
    return file(kept.content, kept.name, kept.sha256)
  })

  subscribe(app, ['quote.finalized'], 'documents.store', async (ctx, event) => {
    const version = typeof event.data.version === 'number' ? event.data.version : undefined
    const quote = await quoteLoader(app)(ctx, event.subjectId, version)
    // Taken back meanwhile, which only a draft can be: the next finalization brings its own event.
    if (isFrozen(quote)) await storeQuoteDocument(ctx, quote, event.at)
  })
}

/** Shown in the browser; saved under the name it has here. A stored document has its hash for an ETag. */
function file(content: Buffer, name: string, sha256?: string): Answer<FileBody> {
  return answer<FileBody>(content, {
    ...(sha256 ? { etag: sha256 } : {}),
    headers: {
      'content-disposition': `inline; filename="${name}"`,
      'cache-control': sha256 ? 'private, no-cache' : 'no-store',
    },
  })
}
