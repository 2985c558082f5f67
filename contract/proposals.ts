import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { day, id, instant, label, prose } from './values.ts'

/**
 * A proposal is a finalized version of a quote as its customer meets it: a page of their own behind an unguessable
 * link. This is what its seller does with it; `proposal-page.ts` is the customer's side.
 */

const email = z.email().max(most('values', 'email'))

export const proposal = z
  .object({
    id: id('prp'),
    version: z.number().int(),
    recipient: z.object({ name: z.string().optional(), email: z.string().optional() }),
    createdAt: instant,
    createdBy: z.string(),
    expiresAt: instant,
    revokedAt: instant.optional(),
    views: z.number().int(),
    firstViewedAt: instant.optional(),
    lastViewedAt: instant.optional(),
  })
  .meta({ id: 'Proposal' })
export type Proposal = z.infer<typeof proposal>

export const proposalEvent = z.object({
  at: instant,
  kind: z.enum(['SENT', 'VIEWED', 'CHOSE', 'ASKED', 'ANSWERED', 'ACCEPTED', 'DECLINED', 'REVOKED']),
  who: z.string(),
  words: z.string(),
})
export type ProposalEvent = z.infer<typeof proposalEvent>

export const proposalMessage = z
  .object({ from: z.enum(['CUSTOMER', 'SELLER']), name: z.string(), text: z.string(), at: instant })
  .meta({ id: 'ProposalMessage' })
export type ProposalMessage = z.infer<typeof proposalMessage>

const tag = 'Proposals'
const quoteId = z.object({ id: id('quo') })

export const createProposal = endpoint({
  method: 'POST',
  path: '/quotes/:id/proposals',
  tag,
  summary: 'Make a link to the customer’s page of the finalized version',
  description: 'The link is in this answer and nowhere else: only a hash of its secret is stored.',
  permission: 'quotes.write',
  params: quoteId,
  body: z
    .strictObject({
      recipient: z
        .strictObject({ name: label.max(most('values', 'short')).optional(), email: email.optional() })
        .optional(),
      /** The last day the page can be opened; 90 days after the quote’s own when absent. */
      lastDay: day.optional(),
    })
    .default({}),
  response: z.object({ proposal, url: z.string() }),
  status: 201,
  errors: ['quote.not-found', 'quote.wrong-state', 'quote.expired'],
})

export const listProposals = endpoint({
  method: 'GET',
  path: '/quotes/:id/proposals',
  tag,
  summary: 'Links to the customer’s page, what happened on it, questions and answers',
  permission: 'quotes.read',
  params: quoteId,
  response: z.object({
    items: z.array(proposal),
    events: z.array(proposalEvent),
    messages: z.array(proposalMessage),
  }),
  errors: ['quote.not-found'],
})

export const revokeProposal = endpoint({
  method: 'DELETE',
  path: '/quotes/:id/proposals/:proposal',
  tag,
  summary: 'Take a link back: its page can no longer be opened',
  permission: 'quotes.write',
  params: z.object({ id: id('quo'), proposal: id('prp') }),
  response: z.null(),
  status: 204,
  errors: ['quote.not-found', 'proposal.not-found'],
})

export const answerQuestion = endpoint({
  method: 'POST',
  path: '/quotes/:id/messages',
  tag,
  summary: 'Write to the customer on their page',
  permission: 'quotes.write',
  params: quoteId,
  body: z.strictObject({ text: prose.trim().min(1).max(most('values', 'message')) }),
  response: z.object({ messages: z.array(proposalMessage) }),
  status: 201,
  errors: ['quote.not-found', 'proposal.not-found'],
})

const address = z.strictObject({ name: label.max(most('values', 'short')).optional(), email })

export const draftMail = endpoint({
  method: 'GET',
  path: '/quotes/:id/mail',
  tag,
  summary: 'A mail to the customer as it would be written: to whom, in their language, with what attached',
  permission: 'quotes.write',
  params: quoteId,
  response: z.object({
    to: z.array(z.object({ name: z.string().optional(), email: z.string() })),
    subject: z.string(),
    message: z.string(),
    attachments: z.array(z.string()),
    /** Whether a mail server is set up. */
    server: z.boolean(),
  }),
  errors: ['quote.not-found', 'quote.wrong-state'],
})

export const sendQuote = endpoint({
  method: 'POST',
  path: '/quotes/:id/send',
  tag,
  summary: 'Mail the finalized version to its customer: the document, and to each their own link',
  description: 'With `dryRun` nothing is sent: the answer shows the mail as its reader would see it.',
  permission: 'quotes.write',
  params: quoteId,
  body: z.strictObject({
    to: z.array(address).min(1).max(most('lists', 'few')),
    subject: label,
    message: prose.trim().min(1),
    attach: z.boolean().default(true),
    lastDay: day.optional(),
    dryRun: z.boolean().default(false),
  }),
  response: z.object({ html: z.string(), sent: z.array(proposal) }),
  errors: ['quote.not-found', 'quote.wrong-state', 'quote.expired'],
})
