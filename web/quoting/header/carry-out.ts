import {
  acceptQuote,
  approveQuote,
  cancelQuote,
  convertQuote,
  declineQuote,
  finalizeQuote,
  type Quote,
  type QuoteAction,
  recallQuote,
  rejectQuote,
  reviseQuote,
  submitQuote,
} from '../../../contract/quotes.ts'
import { call, newIdempotencyKey } from '../../shell/api.ts'

/** What the person said with a step. */
export type Given = { text: string; name: string }

/** Takes one step with the quote as it was seen; refused when somebody changed it meanwhile. */
export async function carryOut(action: QuoteAction, quote: Quote, { text, name }: Given): Promise<Quote> {
  const given = { params: { id: quote.id }, ifMatch: quote.seq, idempotencyKey: newIdempotencyKey() }
  const comment = text === '' ? {} : { comment: text }
  switch (action) {
    case 'submit':
      return (await call(submitQuote, { ...given, body: comment })).data
    case 'approve':
      return (await call(approveQuote, { ...given, body: comment })).data
    case 'reject':
      return (await call(rejectQuote, { ...given, body: { comment: text } })).data
    case 'recall':
      return (await call(recallQuote, { ...given, body: comment })).data
    case 'revise':
      return (await call(reviseQuote, { ...given, body: text === '' ? {} : { description: text } })).data
    case 'finalize':
      return (await call(finalizeQuote, { ...given, body: {} })).data
    case 'accept':
      return (await call(acceptQuote, { ...given, body: { name, ...comment } })).data
    case 'decline':
      return (await call(declineQuote, { ...given, body: text === '' ? {} : { reason: text } })).data
    case 'convert':
      return (await call(convertQuote, { ...given, body: {} })).data
    case 'cancel':
      return (await call(cancelQuote, { ...given, body: comment })).data
  }
}
