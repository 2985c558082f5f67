import { z } from 'zod'
import { endpoint } from './http.ts'
import { condition } from './pricing.ts'
import { code, decimal, id, instant, label, page, paging } from './values.ts'

/** Who is asked: a role, the owner's manager n levels up, or a person. */
export const approver = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('role'), role: code }),
  z.strictObject({ type: z.literal('manager'), level: z.int().min(1).max(10).default(1) }),
  z.strictObject({ type: z.literal('person'), user: z.string().max(40) }),
])
export type Approver = z.infer<typeof approver>

export const approvalStepPolicy = z.strictObject({
  approvers: z.array(approver).min(1).max(20),
  needed: z.union([z.literal('all'), z.literal('any'), z.int().min(1).max(20)]).default('any'),
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
    deadline: instant.optional(),
    /** An earlier approval of the same content stands. */
    standing: z.boolean(),
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
    /** The caller is asked to decide now. */
    mine: z.boolean(),
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

/** What would be asked of whom if the quote were submitted as it stands. */
export const previewApprovals = endpoint({
  method: 'GET',
  path: '/quotes/:id/approval-preview',
  tag: 'Approvals',
  summary: 'What submitting this quote would ask of whom, and why',
  permission: 'quotes.read',
  params: z.object({ id: id('quo') }),
  response: z.object({
    automatic: z.boolean(),
    steps: z.array(approvalStep.omit({ id: true })),
  }),
  errors: ['quote.not-found'],
})

export const listPolicies = endpoint({
  method: 'GET',
  path: '/approval-policies',
  tag: 'Approvals',
  summary: 'The policies that decide who must approve what',
  permission: 'policies.read',
  query: z.object({ revision: z.coerce.number().int().min(1).optional() }),
  response: z.object({ revision: z.number().int(), items: z.array(approvalPolicy) }),
})
