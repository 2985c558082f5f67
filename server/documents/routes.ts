import * as contract from '../../contract/documents.ts'
import {
  type Answer,
  type App,
  answer,
  type Context,
  DomainError,
  defineCron,
  type FileBody,
  serve,
  subscribe,
} from '../platform/index.ts'
import { defineLayoutChecks } from './check-layouts.ts'
import { type Form, forms } from './forms/index.ts'
import { gatherDocument, isFrozen } from './gather-document.ts'
import { removeLeftovers } from './leftovers.ts'
import { previewDocument, shownLines } from './preview-document.ts'
import { quoteLoader } from './quote-loader.ts'
import { drawQuote, renderQuote } from './render-quote.ts'
import { selectDocument, selectOfQuote } from './store.ts'
import { documentName, storeQuoteDocument, storeQuoteFile } from './store-quote-document.ts'
import { openVault } from './vault.ts'

/** Quotes as PDF: made when a version is finalized, kept with it, and previews before. */
export function registerDocuments(app: App): void {
  openVault(app.config)
  defineLayoutChecks()
  defineCron(app, 'documents.leftovers', '20 3 * * *', removeLeftovers)
  async function fileOf(ctx: Context, id: string, form: Form, version: number | undefined) {
    const quote = await quoteLoader(app)(ctx, id, version)
    if (isFrozen(quote)) {
      const kept = await storeQuoteFile(ctx, quote, form)
      return file(kept.content, kept)
    }
    const made = await forms[form].make(await gatherDocument(ctx.db, quote, true))
    return file(made, { name: `draft-${documentName(quote, form)}`, type: forms[form].type })
  }
  serve(app, contract.quotePdf, (ctx, { params, query }) => fileOf(ctx, params.id, 'PDF', query.version))
  serve(app, contract.quoteFile, (ctx, { params, query }) =>
    fileOf(ctx, params.id, params.form.toUpperCase() as Form, query.version),
  )

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
    return file(kept.content, kept)
  })

  serve(app, contract.previewDocument, async (ctx, { body }) => {
    const quote = await quoteLoader(app)(ctx, body.quote)
    const { document, fits, left } = await previewDocument(ctx, quote, body, shownLines)
    const { template, clauses, language } = document
    return {
      ...(await drawQuote(document)),
      language,
      template: { code: template.code, name: template.name, fits },
      clauses: clauses.map(({ code, name }) => ({ code, name })),
      left,
    }
  })
  serve(app, contract.previewPdf, async (ctx, { body }) => {
    const quote = await quoteLoader(app)(ctx, body.quote)
    const { document } = await previewDocument(ctx, quote, body)
    const content = Buffer.from(await renderQuote(document))
    return file(content, { name: `draft-${documentName(quote)}`, type: 'application/pdf' })
  })

  subscribe(app, ['quote.finalized'], 'documents.store', async (ctx, event) => {
    const version = typeof event.data.version === 'number' ? event.data.version : undefined
    const quote = await quoteLoader(app)(ctx, event.subjectId, version)
    // Taken back meanwhile, which only a draft can be: the next finalization brings its own event.
    if (isFrozen(quote)) await storeQuoteDocument(ctx, quote, event.at)
  })
}

/** Shown in the browser where it can be; saved under the name it has here. A stored document has its hash for an ETag. */
function file(
  content: Buffer,
  { name, type, sha256 }: { name: string; type: string; sha256?: string },
): Answer<FileBody> {
  const shown = type === 'application/pdf' ? 'inline' : 'attachment'
  return answer<FileBody>(content, {
    ...(sha256 ? { etag: sha256 } : {}),
    headers: {
      'content-type': type,
      'content-disposition': `${shown}; filename="${name}"`,
      'cache-control': sha256 ? 'private, no-cache' : 'no-store',
    },
  })
}
