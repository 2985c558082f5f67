import { z } from 'zod'
import { endpoint } from './http.ts'
import { condition } from './price-parts.ts'
import { command } from './quotes.ts'
import { code, decimal, id, instant, label, page, paging, prose } from './values.ts'

/** Fields of a quote that name a person. */
export const personFields = { 'customer.owner': 'the customer’s account manager' } as const

/** Who is asked: a role, the owner's manager n levels up, a person, or whoever a field of the quote names. */
export const approver = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('role'), role: code }),
  z.strictObject({ type: z.literal('manager'), level: z.int().min(1).max(10).default(1) }),
  z.strictObject({ type: z.literal('person'), user: z.string().max(40) }),
  z.strictObject({ type: z.literal('field'), field: z.enum(['customer.owner']) }),
])
export type Approver = z.infer<typeof approver>

export const approvalStepPolicy = z.strictObject({
  approvers: z.array(approver).min(1).max(20),
  needed: z.union([z.literal('all'), z.literal('any'), z.int().min(1).max(20)]).default('any'),
  /** Hours after being asked at which those who have not decided are reminded, once. */
  remindHours: z.int().min(1).max(8760).optional(),
  /** Hours after being asked at which somebody else is asked too. */
  deadlineHours: z.int().min(1).max(8760).optional(),
  escalateTo: approver.optional(),
})

/** When the condition holds, its steps are asked for: groups in order, the steps of a group side by side. */
export const approvalPolicy = z
  .strictObject({
    code,
    name: label,
    /** Sentence shown to the rep: why this approval is asked for. */
    why: z.string().max(500),
    condition,
    /** An automatic policy asks nobody: it lets the workflow approve when no other policy fires. */
    automatic: z.boolean().default(false),
    groups: z.array(
      z.strictObject({ order: z.int().min(0).max(100), steps: z.array(approvalStepPolicy).min(1).max(20) }),
    ),
    active: z.boolean().default(true),
  })
  .meta({ id: 'ApprovalPolicy' })
export type ApprovalPolicy = z.infer<typeof approvalPolicy>

const person = z.object({ id: z.string(), name: z.string() })

export const approvalStep = z
  .object({
    id: id('aps'),
    order: z.number().int(),
    status: z.enum(['WAITING', 'OPEN', 'APPROVED', 'REJECTED', 'VOID']),
    policies: z.array(
      z.object({ code: z.string(), name: z.string(), why: z.string(), because: z.array(z.string()) }),
    ),
    askedOf: z.array(person),
    asked: z.string(),
    needed: z.number().int(),
    openedAt: instant.optional(),
    deadline: instant.optional(),
    remindedAt: instant.optional(),
    escalatedAt: instant.optional(),
    decidedAt: instant.optional(),
    /** An earlier approval of the same content stands. */
    standing: z.boolean(),
    /** Who was asked in whose place. */
    handovers: z
      .array(
        z.object({
          kind: z.enum(['DELEGATED', 'REASSIGNED', 'ESCALATED']),
          from: person.optional(),
          to: person,
          by: person,
          comment: z.string().optional(),
          at: instant,
        }),
      )
      .default([]),
    decisions: z.array(
      z.object({
        by: person,
        as: z.string(),
        decision: z.enum(['APPROVED', 'REJECTED']),
        comment: z.string().optional(),
        at: instant,
      }),
    ),
  })
  .meta({ id: 'ApprovalStep' })

export const approvalRequest = z
  .object({
    id: id('apr'),
    quote: z.object({
      id: id('quo'),
      number: z.string(),
      version: z.number().int(),
      name: z.string().optional(),
      customer: z.string().optional(),
      total: decimal,
      currency: z.string(),
      discountPercent: decimal,
      marginPercent: decimal.optional(),
      /** ETag for approve and reject. */
      seq: z.number().int(),
    }),
    status: z.enum(['PENDING', 'APPROVED', 'REJECTED', 'NOT_REQUIRED', 'VOID']),
    requestedBy: person,
    requestedAt: instant,
    decidedAt: instant.optional(),
    comment: z.string().optional(),
    steps: z.array(approvalStep),
    remarks: z.array(
      z.object({ kind: z.enum(['QUESTION', 'ANSWER']), by: person, text: z.string(), at: instant }),
    ),
    /** The caller is asked to decide now. */
    mine: z.boolean(),
    /** The people in whose place the caller is asked while they are away. */
    insteadOf: z.array(person),
  })
  .meta({ id: 'ApprovalRequest' })
export type ApprovalRequest = z.infer<typeof approvalRequest>

export const listApprovals = endpoint({
  method: 'GET',
  path: '/approvals',
  tag: 'Approvals',
  summary: 'Approvals asked of you, or all you may see',
  permission: 'quotes.read',
  query: paging.extend({
    mine: z.stringbool().default(true),
    status: z.enum(['PENDING', 'APPROVED', 'REJECTED', 'NOT_REQUIRED', 'VOID']).optional(),
    quote: id('quo').optional(),
  }),
  response: page(approvalRequest),
})

/** A change of the quote that makes approvals unnecessary, as commands ready to be carried out. */
export const waySuggestion = z
  .object({
    words: z.string(),
    commands: z.array(command),
    /** Codes of the policies that would no longer ask. */
    avoids: z.array(z.string()),
    /** Nobody would have to approve any more. */
    avoidsAll: z.boolean(),
    total: decimal,
  })
  .meta({ id: 'WaySuggestion' })
export type WaySuggestion = z.infer<typeof waySuggestion>

/** What would be asked of whom if the quote were submitted as it stands. */
export const previewApprovals = endpoint({
  method: 'GET',
  path: '/quotes/:id/approval-preview',
  tag: 'Approvals',
  summary: 'What submitting this quote would ask of whom and why, and what would make it unnecessary',
  permission: 'quotes.read',
  params: z.object({ id: id('quo') }),
  query: z.object({ suggest: z.stringbool().default(false) }),
  response: z.object({
    automatic: z.boolean(),
    steps: z.array(
      approvalStep.omit({ id: true }).extend({
        /** How long such a step took lately, half of them at most. */
        usually: z.object({ hours: decimal, decisions: z.number().int() }).optional(),
      }),
    ),
    suggestions: z.array(waySuggestion).optional(),
  }),
  errors: ['quote.not-found'],
})

const quoteId = z.object({ id: id('quo') })

/** What an approver wants to know beside the quote itself. */
export const approvalBrief = endpoint({
  method: 'GET',
  path: '/quotes/:id/approval-brief',
  tag: 'Approvals',
  summary: 'What changed since the last approval, and the customer’s other deals',
  permission: 'quotes.read',
  params: quoteId,
  response: z.object({
    /** The approval it is compared with; absent when there was none. */
    since: z
      .object({ version: z.number().int(), at: instant, total: decimal, discountPercent: decimal })
      .optional(),
    changes: z.array(z.string()),
    deals: z.array(
      z.object({
        id: id('quo'),
        number: z.string(),
        name: z.string().optional(),
        status: z.string(),
        total: decimal,
        currency: z.string(),
        discountPercent: decimal,
        at: instant,
      }),
    ),
    won: z.number().int(),
    averageDiscount: decimal.optional(),
  }),
  errors: ['quote.not-found'],
})

const step = z.object({ step: id('aps') })

export const listColleagues = endpoint({
  method: 'GET',
  path: '/approvals/steps/:step/colleagues',
  tag: 'Approvals',
  summary: 'Who could decide in your place',
  permission: 'quotes.approve',
  params: step,
  query: z.object({ search: z.string().max(100).optional() }),
  response: z.object({ items: z.array(person) }),
  errors: ['approval.not-found'],
})

export const delegateApproval = endpoint({
  method: 'POST',
  path: '/approvals/steps/:step/delegate',
  tag: 'Approvals',
  summary: 'Pass a decision asked of you on to somebody else, once',
  permission: 'quotes.approve',
  params: step,
  body: z.strictObject({ to: z.string().max(40), comment: prose.optional() }),
  response: approvalRequest,
  errors: [
    'approval.not-found',
    'approval.not-asked',
    'approval.cannot-decide',
    'approval.delegated-already',
  ],
})

export const reassignApproval = endpoint({
  method: 'POST',
  path: '/approvals/steps/:step/reassign',
  tag: 'Approvals',
  summary: 'Ask somebody else in place of one who was asked, or of all',
  permission: 'approvals.manage',
  params: step,
  body: z.strictObject({ from: z.string().max(40).optional(), to: z.string().max(40), comment: prose }),
  response: approvalRequest,
  errors: ['approval.not-found', 'approval.own-quote', 'approval.cannot-decide'],
})

const remark = z.strictObject({ text: z.string().trim().min(1).pipe(prose) })
export const askBack = endpoint({
  method: 'POST',
  path: '/quotes/:id/approval/ask',
  tag: 'Approvals',
  summary: 'Ask the owner something before deciding',
  permission: 'quotes.approve',
  params: quoteId,
  body: remark,
  response: approvalRequest,
  errors: ['approval.not-found', 'approval.not-asked'],
})
export const answerQuestion = endpoint({
  method: 'POST',
  path: '/quotes/:id/approval/answer',
  tag: 'Approvals',
  summary: 'Answer what approvers asked',
  permission: 'quotes.write',
  params: quoteId,
  body: remark,
  response: approvalRequest,
  errors: ['approval.not-found'],
})

// ── Being away ──────────────────────────────────────────────────────────────────────────────────────────────────────

export const absence = z
  .object({ deputy: person, from: instant, until: instant })
  .nullable()
  .meta({ id: 'Absence' })

export const getAbsence = endpoint({
  method: 'GET',
  path: '/approvals/absence',
  tag: 'Approvals',
  summary: 'Who decides for you while you are away, and for whom you decide',
  permission: 'quotes.approve',
  response: z.object({ absence, insteadOf: z.array(person) }),
})
export const putAbsence = endpoint({
  method: 'PUT',
  path: '/approvals/absence',
  tag: 'Approvals',
  summary: 'Name who decides for you while you are away',
  permission: 'quotes.approve',
  body: z.strictObject({ deputy: z.string().max(40), from: instant, until: instant }),
  response: z.object({ absence, insteadOf: z.array(person) }),
  errors: ['approval.cannot-decide', 'request.invalid'],
})
export const endAbsence = endpoint({
  method: 'DELETE',
  path: '/approvals/absence',
  tag: 'Approvals',
  summary: 'Be back',
  permission: 'quotes.approve',
  response: z.object({ absence, insteadOf: z.array(person) }),
})
export const listDeputies = endpoint({
  method: 'GET',
  path: '/approvals/deputies',
  tag: 'Approvals',
  summary: 'Who could decide for you while you are away',
  permission: 'quotes.approve',
  query: z.object({ search: z.string().max(100).optional() }),
  response: z.object({ items: z.array(person) }),
})

// ── For administrators ──────────────────────────────────────────────────────────────────────────────────────────────

export const approvalStatistics = endpoint({
  method: 'GET',
  path: '/approvals/statistics',
  tag: 'Approvals',
  summary: 'How long approvals take, how many are automatic, how many are given without a change',
  permission: 'approvals.manage',
  query: z.object({ days: z.coerce.number().int().min(1).max(730).default(90) }),
  response: z.object({
    from: instant,
    requests: z.number().int(),
    automatic: z.number().int(),
    approved: z.number().int(),
    rejected: z.number().int(),
    /** Approved at the first attempt. */
    withoutChange: z.number().int(),
    steps: z.array(
      z.object({
        asked: z.string(),
        decisions: z.number().int(),
        medianHours: decimal,
        slowHours: decimal.meta({ description: 'Nine of ten took at most so long' }),
        overdue: z.number().int(),
        rejected: z.number().int(),
      }),
    ),
    weeks: z.array(
      z.object({
        week: z.string(),
        automatic: z.number().int(),
        asked: z.number().int(),
        medianHours: decimal.optional(),
      }),
    ),
  }),
})

export const listPolicies = endpoint({
  method: 'GET',
  path: '/approval-policies',
  tag: 'Approvals',
  summary: 'The policies that decide who must approve what',
  permission: 'policies.read',
  query: z.object({ revision: z.coerce.number().int().min(1).optional() }),
  response: z.object({
    revision: z.number().int(),
    items: z.array(approvalPolicy),
    /** None is published: these come with the program. */
    delivered: z.boolean(),
  }),
})

/** Names, types and labels of all that conditions may speak of. */
export const policyFacts = endpoint({
  method: 'GET',
  path: '/approval-policies/facts',
  tag: 'Approvals',
  summary: 'What the condition of a policy may speak of, and whom its steps may ask',
  permission: 'policies.read',
  response: z.object({
    facts: z.array(z.object({ field: z.string(), label: z.string(), type: z.string() })),
    roles: z.array(z.object({ code: z.string(), name: z.string() })),
    people: z.array(person),
    currency: z.string(),
  }),
})

export const testPolicy = endpoint({
  method: 'POST',
  path: '/approval-policies/test',
  tag: 'Approvals',
  summary: 'See what a policy would ask about a quote, before anybody publishes it',
  permission: 'policies.read',
  body: z.strictObject({ policy: approvalPolicy, quote: z.string().max(40) }),
  response: z.object({
    quote: z.object({
      id: id('quo'),
      number: z.string(),
      customer: z.string().optional(),
      total: decimal,
      currency: z.string(),
    }),
    fires: z.boolean(),
    because: z.array(z.string()),
    issues: z.array(z.string()),
    steps: z.array(
      z.object({
        order: z.number().int(),
        asked: z.string(),
        people: z.array(person),
        needed: z.number().int(),
      }),
    ),
    facts: z.array(z.object({ field: z.string(), label: z.string(), value: z.string() })),
    /** Of the quotes submitted lately, how many it would have asked about. */
    lately: z.object({ quotes: z.number().int(), fires: z.number().int() }),
  }),
  errors: ['quote.not-found'],
})
