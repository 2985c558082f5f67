import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { condition } from './price-parts.ts'
import { code, decimal, id, label } from './values.ts'

/** A person as others see them. */
export const person = z.object({ id: z.string(), name: z.string() })

/** Fields of a quote that name a person. */
export const personFields = { 'customer.owner': 'the customer’s account manager' } as const

/** Who is asked: a role, the owner's manager n levels up, a person, or whoever a field of the quote names. */
export const approver = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('role'), role: code }),
  z.strictObject({ type: z.literal('manager'), level: z.int().min(1).max(10).default(1) }),
  z.strictObject({ type: z.literal('person'), user: z.string().max(most('values', 'id')) }),
  z.strictObject({ type: z.literal('field'), field: z.enum(['customer.owner']) }),
])
export type Approver = z.infer<typeof approver>

export const approvalStepPolicy = z.strictObject({
  approvers: z.array(approver).min(1).max(most('lists', 'few')),
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
    why: z.string().max(most('values', 'sentence')),
    condition,
    /** An automatic policy asks nobody: it lets the workflow approve when no other policy fires. */
    automatic: z.boolean().default(false),
    groups: z.array(
      z.strictObject({
        order: z.int().min(0).max(100),
        steps: z.array(approvalStepPolicy).min(1).max(most('lists', 'few')),
      }),
    ),
    active: z.boolean().default(true),
  })
  .meta({ id: 'ApprovalPolicy' })
export type ApprovalPolicy = z.infer<typeof approvalPolicy>

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
  body: z.strictObject({ policy: approvalPolicy, quote: z.string().max(most('values', 'id')) }),
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
