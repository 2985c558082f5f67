import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { type QuoteAction, quote } from './quote.ts'
import { id, label, prose } from './values.ts'

// From one state to the next, and what is begun from a quote.

const tag = 'Quotes'
const quoteId = z.object({ id: id('quo') })

function transition<Body extends z.ZodType>(
  action: QuoteAction,
  summary: string,
  permission: 'quotes.write' | 'quotes.approve' | 'quotes.accept',
  body: Body,
) {
  return endpoint({
    method: 'POST',
    path: `/quotes/:id/${action}`,
    tag,
    summary,
    permission,
    params: quoteId,
    body,
    response: quote,
    ifMatch: true,
    errors: ['quote.not-found', 'quote.wrong-state', 'request.stale'],
  })
}
const nothing = z.strictObject({}).default({})
const comment = z.strictObject({ comment: prose.optional() }).default({})

export const submitQuote = transition('submit', 'Hand a draft in for approval', 'quotes.write', comment)
export const approveQuote = transition('approve', 'Approve what is asked of you', 'quotes.approve', comment)
export const rejectQuote = transition(
  'reject',
  'Reject a quote, with a reason',
  'quotes.approve',
  z.strictObject({ comment: prose }),
)
export const recallQuote = transition(
  'recall',
  'Take a submitted quote back into draft',
  'quotes.write',
  comment,
)
export const reviseQuote = transition(
  'revise',
  'Open a quote for change: the same version before it was finalized, the next one after',
  'quotes.write',
  z.strictObject({ description: z.string().max(most('values', 'sentence')).optional() }).default({}),
)
export const finalizeQuote = transition(
  'finalize',
  'Freeze an approved version for the customer',
  'quotes.write',
  nothing,
)
export const acceptQuote = transition(
  'accept',
  'Record that the customer accepted',
  'quotes.accept',
  z.strictObject({ name: label, comment: prose.optional() }),
)
export const declineQuote = transition(
  'decline',
  'Record that the customer declined',
  'quotes.accept',
  z.strictObject({ reason: prose.optional() }).default({}),
)
export const cancelQuote = transition('cancel', 'Give a quote up', 'quotes.write', comment)
export const convertQuote = transition(
  'convert',
  'Make the order of an accepted quote; once, however often asked',
  'quotes.accept',
  nothing,
)
export const cloneQuote = endpoint({
  method: 'POST',
  path: '/quotes/:id/clone',
  tag,
  summary: 'A new draft with the same lines; approvals and codes do not come along',
  permission: 'quotes.write',
  params: quoteId,
  response: quote,
  status: 201,
  errors: ['quote.not-found'],
})
