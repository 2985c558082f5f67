/** The face of documents: files that belong to a version of a quote. */
export type { QuoteDocument, Recipient } from './quote-document.ts'
export { provideQuote, type QuoteLoader } from './quote-loader.ts'
export { renderQuote } from './render-quote.ts'
export { registerDocuments } from './routes.ts'
export { selectNameOfVersion as documentOfVersion } from './store.ts'
export { storeQuoteDocument } from './store-quote-document.ts'
