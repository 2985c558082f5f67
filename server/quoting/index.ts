/** The face of quoting: quotes, their lines, versions and states. */
export { archiveVersions } from './archive-versions.ts'
export { beginQuote, cloneQuote, createQuote, type NewQuote } from './create-quote.ts'
export { approveByWorkflow, approveQuote, recallQuote, rejectQuote } from './decide-quote.ts'
export { changeQuote } from './edit.ts'
export { fulfillQuoteLines } from './fulfill-lines.ts'
export { listQuotes } from './list-quotes.ts'
export { getQuote } from './read-quote.ts'
export { remindOfExpiry } from './remind-of-expiry.ts'
export { removeOldDocuments } from './remove-documents.ts'
export { registerQuoting } from './routes.ts'
export {
  acceptQuote,
  cancelQuote,
  convertQuote,
  declineQuote,
  expireQuotes,
  finalizeQuote,
  reviseQuote,
} from './settle-quote.ts'
export { quotesOfContract, type SoldVersion, soldVersion } from './sold-version.ts'
export type { Head, Version } from './store.ts'
export { submitQuote } from './submit-quote.ts'
