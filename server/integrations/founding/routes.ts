import * as contract from '../../../contract/founding.ts'
import * as quotes from '../../../contract/imported-quotes.ts'
import { record } from '../../identity/index.ts'
import { type App, serve } from '../../platform/index.ts'
import { fileLimit } from '../tables/start-import.ts'
import { exportDocuments } from './export-documents.ts'
import { importDocuments } from './import-documents.ts'
import { getImportedQuote, listImportedQuotes } from './imported-quotes.ts'

/** Collections of the founding data model in and out, as MongoDB's tools write and read them. */
export function registerFounding(app: App): void {
  serve(
    app,
    contract.importDocuments,
    (ctx, { params, query, body }) => importDocuments(ctx, params.collection, body, query.changeSet),
    { bodyLimit: fileLimit },
  )
  serve(app, quotes.listImportedQuotes, (ctx, { query }) => listImportedQuotes(ctx, query))
  serve(app, quotes.getImportedQuote, (ctx, { params }) => getImportedQuote(ctx, params.id))
  serve(app, contract.exportDocuments, async (ctx, { params: { collection } }) => {
    const documents = exportDocuments(ctx, collection)
    await ctx.transaction(async (tx) => {
      record(tx, { action: 'collection.exported', subject: { kind: 'collection', id: collection } })
    })
    return documents
  })
}
