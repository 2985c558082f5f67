import { z } from 'zod'
import { endpoint } from './http.ts'
import { day, decimal, id, instant, label, prose, quantity } from './values.ts'

/**
 * A proposal is a finalized version of a quote as its customer meets it: a page of their own behind an unguessable
 * link. The customer's operations need no sign-in; whoever has the link is the customer.
 */

export const proposalStates = ['OPEN', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'SUPERSEDED', 'WITHDRAWN'] as const
export type ProposalState = (typeof proposalStates)[number]

const email = z.email().max(254)
const lineId = id('lin')

// ── What the seller sees ────────────────────────────────────────────────────────────────────────────────────────────

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
      recipient: z.strictObject({ name: label.optional(), email: email.optional() }).optional(),
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
  body: z.strictObject({ text: prose.trim().min(1).max(4000) }),
  response: z.object({ messages: z.array(proposalMessage) }),
  status: 201,
  errors: ['quote.not-found', 'proposal.not-found'],
})

const address = z.strictObject({ name: label.max(100).optional(), email })

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
    to: z.array(address).min(1).max(20),
    subject: label,
    message: prose.trim().min(1),
    attach: z.boolean().default(true),
    lastDay: day.optional(),
    dryRun: z.boolean().default(false),
  }),
  response: z.object({ html: z.string(), sent: z.array(proposal) }),
  errors: ['quote.not-found', 'quote.wrong-state', 'quote.expired'],
})

// ── What the customer sees ──────────────────────────────────────────────────────────────────────────────────────────

const row = z.object({
  line: lineId,
  position: z.string(),
  name: z.string(),
  notes: z.array(z.string()),
  quantity: z.string(),
  unitPrice: z.string(),
  discount: z.string(),
  amount: z.string(),
  aside: z.boolean(),
  parts: z.array(z.object({ quantity: z.string(), name: z.string(), price: z.string() })),
  image: z.string().optional(),
  /** The customer may take it or leave it. */
  optional: z.boolean(),
  taken: z.boolean(),
  /** The customer may change the quantity within these bounds. */
  bounds: z.object({ min: decimal, max: decimal, now: decimal, decimals: z.number().int() }).optional(),
})
export type ProposalRow = z.infer<typeof row>

/** The quote as its document says it: words and figures written out in the customer’s language. */
export const proposalView = z
  .object({
    state: z.enum(proposalStates),
    number: z.string(),
    version: z.number().int(),
    language: z.string(),
    title: z.string(),
    heading: z.string().optional(),
    facts: z.array(z.tuple([z.string(), z.string()])),
    seller: z.object({
      name: z.string(),
      lines: z.array(z.string()),
      footer: z.array(z.string()),
      email: z.string().optional(),
      phone: z.string().optional(),
      accent: z.string().optional(),
      logo: z.string().optional(),
    }),
    contact: z.object({ name: z.string(), email: z.string().optional() }),
    recipient: z.object({ company: z.string().optional(), name: z.string().optional() }),
    labels: z.record(z.string(), z.string()),
    sections: z.array(
      z.object({
        title: z.string(),
        note: z.string().optional(),
        groups: z.array(
          z.object({ name: z.string().optional(), lines: z.array(row), subtotal: z.string().optional() }),
        ),
        totalLabel: z.string(),
        total: z.string(),
      }),
    ),
    glance: z.array(z.tuple([z.string(), z.string()])),
    glanceNote: z.string(),
    totals: z.array(
      z.object({ label: z.string(), amount: z.string(), kind: z.enum(['plain', 'sum', 'total']) }),
    ),
    amountsNote: z.string(),
    notes: z.array(z.string()),
    terms: z.array(z.string()),
    acceptance: z.string(),
    /** What a signature is for: sent along, so that nobody signs another amount than the one on the screen. */
    total: decimal,
    /** Whether the customer chose otherwise than offered. */
    chosen: z.boolean(),
    validUntil: day,
    messages: z.array(proposalMessage),
    answer: z.object({ name: z.string(), at: instant, reason: z.string().optional() }).optional(),
  })
  .meta({ id: 'ProposalView' })
export type ProposalView = z.infer<typeof proposalView>

const token = z.object({ token: z.string().regex(/^[\w-]{43}$/) })
const unknown = ['proposal.not-found', 'request.too-many'] as const
const answered = [...unknown, 'proposal.closed', 'proposal.changed', 'request.invalid'] as const

export const viewProposal = endpoint({
  method: 'GET',
  path: '/proposals/:token',
  tag,
  summary: 'The customer’s page; opening it changes nothing but the count of views',
  permission: 'anyone',
  params: token,
  response: proposalView,
  errors: unknown,
})

export const proposalPdf = endpoint({
  method: 'GET',
  path: '/proposals/:token/pdf',
  tag,
  summary: 'The document of the proposal, the signed one once it is accepted',
  permission: 'anyone',
  params: token,
  response: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  produces: 'application/pdf',
  errors: unknown,
})

export const chooseProposal = endpoint({
  method: 'POST',
  path: '/proposals/:token/choice',
  tag,
  summary: 'Take or leave optional lines, change quantities within their bounds; priced at once',
  permission: 'anyone',
  params: token,
  body: z.strictObject({
    lines: z
      .array(z.strictObject({ line: lineId, taken: z.boolean().optional(), quantity: quantity.optional() }))
      .max(10_000),
  }),
  response: proposalView,
  errors: answered,
})

export const askProposal = endpoint({
  method: 'POST',
  path: '/proposals/:token/questions',
  tag,
  summary: 'Ask the seller something',
  permission: 'anyone',
  params: token,
  body: z.strictObject({ name: label.max(100), text: prose.trim().min(1).max(4000) }),
  response: proposalView,
  status: 201,
  errors: unknown,
})

export const declineProposal = endpoint({
  method: 'POST',
  path: '/proposals/:token/decline',
  tag,
  summary: 'Decline, with a reason if one likes',
  permission: 'anyone',
  params: token,
  body: z.strictObject({ name: label.max(100), reason: prose.trim().max(4000).optional() }),
  response: proposalView,
  errors: answered,
})

/** A line drawn by hand in a field of 600 × 200, point by point. */
const stroke = z
  .array(z.tuple([z.int().min(0).max(600), z.int().min(0).max(200)]))
  .min(1)
  .max(1000)
export const signature = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('TYPED') }),
  z.strictObject({
    method: z.literal('DRAWN'),
    strokes: z
      .array(stroke)
      .min(1)
      .max(100)
      .refine((strokes) => strokes.flat().length <= 4000, 'must have at most 4,000 points')
      .refine((strokes) => strokes.flat().length >= 5, 'must be more than a dot'),
  }),
])
export type Signature = z.infer<typeof signature>

export const acceptProposal = endpoint({
  method: 'POST',
  path: '/proposals/:token/accept',
  tag,
  summary: 'Accept and sign what is on the page',
  permission: 'anyone',
  params: token,
  body: z.strictObject({
    name: label.max(100),
    role: label.max(100).optional(),
    signature,
    /** The total that was seen: another one is refused. */
    total: decimal,
    agreed: z.literal(true, 'must be true: signing is agreeing'),
  }),
  response: proposalView,
  errors: answered,
})
