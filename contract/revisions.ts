import { z } from 'zod'
import { endpoint } from './http.ts'
import { issue } from './problem.ts'
import { code, id, instant, label, page, paging, prose } from './values.ts'

/** The kinds of reference data, as paths and files spell them. */
export const referenceKinds = [
  'products',
  'plans',
  'prices',
  'categories',
  'models',
  'guides',
  'price-books',
  'rules',
  'discounts',
  'contract-prices',
  'surcharges',
  'taxes',
  'segments',
  'pricing-policies',
  'approval-policies',
  'templates',
  'clauses',
] as const
export type ReferenceKind = (typeof referenceKinds)[number]
const kind = z.enum(referenceKinds)

const person = z.object({ id: z.string(), name: z.string() })

export const change = z
  .object({
    kind,
    code,
    action: z.enum(['create', 'change', 'remove']),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    /** In business words: "unitAmount of PRICE-1: 80.00 → 78.00". */
    words: z.array(z.string()),
    /** Published by others since this change set was started or rebased. */
    conflict: z.boolean(),
  })
  .meta({ id: 'Change' })

export const changeSet = z
  .object({
    id: id('chs'),
    title: z.string(),
    why: z.string().optional(),
    status: z.enum(['open', 'published', 'discarded']),
    /** Revision it was started from or rebased to. */
    base: z.number().int(),
    /** Revision it became. */
    revision: z.number().int().optional(),
    owner: person,
    createdAt: instant,
    publishedAt: instant.optional(),
    publishedBy: person.optional(),
    size: z.number().int(),
  })
  .meta({ id: 'ChangeSet' })
export type ChangeSet = z.infer<typeof changeSet>

const changeSetId = z.object({ id: id('chs') })
const item = z.object({ id: id('chs'), kind, code })

export const listChangeSets = endpoint({
  method: 'GET',
  path: '/change-sets',
  tag: 'Revisions',
  summary: 'Change sets, newest first',
  permission: 'catalog.read',
  query: paging.extend({ status: z.enum(['open', 'published', 'discarded']).optional() }),
  response: page(changeSet),
})

export const startChangeSet = endpoint({
  method: 'POST',
  path: '/change-sets',
  tag: 'Revisions',
  summary: 'Start preparing changes of catalog, prices or rules',
  permission: 'signed-in',
  body: z.strictObject({ title: label, why: prose.optional() }),
  response: changeSet,
  status: 201,
})

export const getChangeSet = endpoint({
  method: 'GET',
  path: '/change-sets/:id',
  tag: 'Revisions',
  summary: 'A change set with what it would change, in business words',
  permission: 'catalog.read',
  params: changeSetId,
  response: changeSet.extend({ changes: z.array(change), issues: z.array(issue) }),
  errors: ['change-set.not-found'],
})

export const putReference = endpoint({
  method: 'PUT',
  path: '/change-sets/:id/:kind/:code',
  tag: 'Revisions',
  summary: 'Create or replace one thing in a change set',
  description: 'The body is the whole thing in the form of its kind; it holds from publication on.',
  permission: 'signed-in',
  params: item,
  body: z.record(z.string(), z.json()),
  response: change,
  errors: ['change-set.not-found', 'change-set.not-open', 'request.invalid'],
})

export const removeReference = endpoint({
  method: 'DELETE',
  path: '/change-sets/:id/:kind/:code',
  tag: 'Revisions',
  summary: 'Remove one thing from publication on',
  permission: 'signed-in',
  params: item,
  response: change,
  errors: ['change-set.not-found', 'change-set.not-open', 'reference.not-found'],
})

export const withdrawChange = endpoint({
  method: 'POST',
  path: '/change-sets/:id/:kind/:code/withdraw',
  tag: 'Revisions',
  summary: 'Take one change out of the change set again',
  permission: 'signed-in',
  params: item,
  response: z.object({}),
  errors: ['change-set.not-found', 'change-set.not-open'],
})

export const rebaseChangeSet = endpoint({
  method: 'POST',
  path: '/change-sets/:id/rebase',
  tag: 'Revisions',
  summary: 'Bring a change set up to the current revision, deciding what holds where others changed the same',
  permission: 'signed-in',
  params: changeSetId,
  body: z.strictObject({
    keep: z
      .array(z.strictObject({ kind, code, whose: z.enum(['mine', 'theirs']) }))
      .max(1000)
      .default([]),
  }),
  response: changeSet,
  errors: ['change-set.not-found', 'change-set.not-open', 'change-set.behind'],
})

export const publishChangeSet = endpoint({
  method: 'POST',
  path: '/change-sets/:id/publish',
  tag: 'Revisions',
  summary: 'Publish a change set as the next revision',
  permission: 'signed-in',
  params: changeSetId,
  body: z.strictObject({}).default({}),
  response: changeSet,
  errors: [
    'change-set.not-found',
    'change-set.not-open',
    'change-set.behind',
    'change-set.checks-failed',
    'change-set.empty',
  ],
})

export const discardChangeSet = endpoint({
  method: 'POST',
  path: '/change-sets/:id/discard',
  tag: 'Revisions',
  summary: 'Give up a change set',
  permission: 'signed-in',
  params: changeSetId,
  response: changeSet,
  errors: ['change-set.not-found', 'change-set.not-open'],
})

export const rollBack = endpoint({
  method: 'POST',
  path: '/revisions/:revision/roll-back',
  tag: 'Revisions',
  summary: 'Start a change set that restores what a revision changed',
  permission: 'signed-in',
  params: z.object({ revision: z.coerce.number().int().min(1) }),
  response: changeSet,
  status: 201,
})

export const history = endpoint({
  method: 'GET',
  path: '/history/:kind/:code',
  tag: 'Revisions',
  summary: 'Every published state of one thing: who, when, why',
  permission: 'catalog.read',
  params: z.object({ kind, code }),
  response: z.object({
    items: z.array(
      z.object({
        revision: z.number().int(),
        until: z.number().int().optional(),
        publishedAt: instant,
        publishedBy: person,
        why: z.string().optional(),
        body: z.unknown(),
        words: z.array(z.string()),
      }),
    ),
  }),
})
