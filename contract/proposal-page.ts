import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { proposalMessage } from './proposals.ts'
import { day, decimal, id, instant, label, prose, quantity } from './values.ts'

/** The customer's page. Its operations need no sign-in: whoever has the link is the customer. */

const tag = 'Proposals'
const lineId = id('lin')

export const proposalStates = ['OPEN', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'SUPERSEDED', 'WITHDRAWN'] as const
export type ProposalState = (typeof proposalStates)[number]

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

/** Words with a heading; lines that begin with "- " are points of a list. */
const passage = z.object({ title: z.string().optional(), paragraphs: z.array(z.string()) })
export type ProposalPassage = z.infer<typeof passage>

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
    /** A letter or introduction, before the lines. */
    intro: z.array(passage),
    terms: z.array(passage),
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
      .max(most('quotes', 'lines')),
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
  body: z.strictObject({
    name: label.max(most('values', 'short')),
    text: prose.trim().min(1).max(most('values', 'message')),
  }),
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
  body: z.strictObject({
    name: label.max(most('values', 'short')),
    reason: prose.trim().max(most('values', 'message')).optional(),
  }),
  response: proposalView,
  errors: answered,
})

/** A line drawn by hand in a field of 600 × 200, point by point. */
const stroke = z
  .array(z.tuple([z.int().min(0).max(600), z.int().min(0).max(200)]))
  .min(1)
  .max(most('quotes', 'strokePoints'))
export const signature = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('TYPED') }),
  z.strictObject({
    method: z.literal('DRAWN'),
    strokes: z
      .array(stroke)
      .min(1)
      .max(most('quotes', 'strokes'))
      .refine(
        (strokes) => strokes.flat().length <= most('quotes', 'signaturePoints'),
        `must have at most ${most('quotes', 'signaturePoints')} points`,
      )
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
    name: label.max(most('values', 'short')),
    role: label.max(most('values', 'short')).optional(),
    signature,
    /** The total that was seen: another one is refused. */
    total: decimal,
    agreed: z.literal(true, 'must be true: signing is agreeing'),
  }),
  response: proposalView,
  errors: answered,
})
