import { z } from 'zod'
import { person } from './approval-policies.ts'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { command } from './quotes.ts'
import { decimal, id, instant, page, paging, prose } from './values.ts'

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
    /** Asked now, and the deadline has passed. */
    overdue: z.boolean().optional(),
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
        via: z
          .enum(['session', 'token', 'key', 'client', 'system'])
          .optional()
          .meta({ description: 'Signed in (session, token), or by a program that acts for the person' }),
        contentHash: z.string().meta({ description: 'Of what the policies of the step looked at' }),
        address: z.string().optional().meta({ description: 'For who looks after approvals' }),
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
    order: z.enum(['newest', 'oldest']).default('newest'),
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
  query: z.object({ search: z.string().max(most('values', 'short')).optional() }),
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
  body: z.strictObject({ to: z.string().max(most('values', 'id')), comment: prose.optional() }),
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
  body: z.strictObject({
    from: z.string().max(most('values', 'id')).optional(),
    to: z.string().max(most('values', 'id')),
    comment: prose,
  }),
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
