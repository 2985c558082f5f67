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
    name: z.string().optional(),
    action: z.enum(['create', 'change', 'remove']),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    /** In business words: "unit amount: 80.00 → 78.00". */
    words: z.array(z.string()),
    by: person,
    at: instant,
    /** Published by others since this change set was started or rebased. */
    conflict: z.boolean(),
    /** Fields both changed, each to something else; field "" is the whole thing, where one side removed it. */
    fields: z.array(
      z.object({
        field: z.string(),
        base: z.unknown().optional(),
        mine: z.unknown().optional(),
        theirs: z.unknown().optional(),
      }),
    ),
  })
  .meta({ id: 'Change' })
export type Change = z.infer<typeof change>

const changeSetStatus = z.enum(['open', 'scheduled', 'published', 'discarded'])

export const review = z.object({
  status: z.enum(['asked', 'approved', 'returned']),
  by: person,
  at: instant,
  comment: z.string().optional(),
})

export const changeSet = z
  .object({
    id: id('chs'),
    title: z.string(),
    why: z.string().optional(),
    /** Open: can be changed. Scheduled: becomes a revision at `publishAt`. */
    status: changeSetStatus,
    /** Revision it was started from or rebased to. */
    base: z.number().int(),
    /** Revision it became. */
    revision: z.number().int().optional(),
    owner: person,
    createdAt: instant,
    publishedAt: instant.optional(),
    publishedBy: person.optional(),
    publishAt: instant.optional(),
    /** Why the publication that was due did not happen. */
    publishFailure: z.string().optional(),
    /** The last word on its present content; a change of the content takes it away. */
    review: review.optional(),
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
  query: paging.extend({ status: changeSetStatus.optional() }),
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
  summary: 'A change set with what it would change, in business words, and what the checks find',
  description: 'Holds the first 200 changes; `GET /change-sets/{id}/changes` lists them all.',
  permission: 'catalog.read',
  params: changeSetId,
  response: changeSet.extend({
    changes: z.array(change),
    /** How many of each kind. */
    counts: z.array(z.object({ kind, count: z.number().int() })),
    issues: z.array(issue),
    /** Others published changes of the same things: it has to be rebased. */
    behind: z.boolean(),
    preparedBy: z.array(person),
    /** Publishing needs the word of somebody who did not prepare it. */
    secondPerson: z.boolean(),
  }),
  errors: ['change-set.not-found'],
})

export const listChanges = endpoint({
  method: 'GET',
  path: '/change-sets/:id/changes',
  tag: 'Revisions',
  summary: 'The changes of a change set, by kind and code',
  permission: 'catalog.read',
  params: changeSetId,
  query: paging.extend({ kind: kind.optional() }),
  response: page(change),
  errors: ['change-set.not-found'],
})

export const getCurrentChangeSet = endpoint({
  method: 'GET',
  path: '/change-sets/current',
  tag: 'Revisions',
  summary: 'The change set I am working in',
  permission: 'signed-in',
  response: z.object({ changeSet: changeSet.optional() }),
})

export const enterChangeSet = endpoint({
  method: 'PUT',
  path: '/change-sets/current',
  tag: 'Revisions',
  summary: 'Work in a change set from now on, or in none',
  permission: 'signed-in',
  body: z.strictObject({ id: id('chs').nullable() }),
  response: z.object({ changeSet: changeSet.optional() }),
  errors: ['change-set.not-found', 'change-set.not-open'],
})

export const putReference = endpoint({
  method: 'PUT',
  path: '/change-sets/:id/:kind/:code',
  tag: 'Revisions',
  summary: 'Create or replace one thing in a change set',
  description: 'The body is the whole thing in the form of its kind; it holds from publication on.',
  permission: 'signed-in',
  params: item,
  query: z.object({
    /** "true": refused when there is a thing of that code already. */
    create: z.enum(['true', 'false']).optional(),
  }),
  body: z.record(z.string(), z.json()),
  response: change,
  errors: ['change-set.not-found', 'change-set.not-open', 'request.invalid', 'reference.exists'],
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
  description:
    'Fields that only one side changed are merged. For a field both changed, `keep` names whose value holds; without a `field` it decides on all of the thing.',
  permission: 'signed-in',
  params: changeSetId,
  body: z.strictObject({
    keep: z
      .array(
        z.strictObject({
          kind,
          code,
          field: z.string().max(100).optional(),
          whose: z.enum(['mine', 'theirs']),
        }),
      )
      .max(10_000)
      .default([]),
  }),
  response: changeSet,
  errors: ['change-set.not-found', 'change-set.not-open', 'change-set.behind', 'request.invalid'],
})

export const publishChangeSet = endpoint({
  method: 'POST',
  path: '/change-sets/:id/publish',
  tag: 'Revisions',
  summary: 'Publish a change set as the next revision, now or at a time',
  permission: 'signed-in',
  params: changeSetId,
  body: z
    .strictObject({
      /** In the future: checked now and again then; until then it cannot be changed. */
      at: instant.optional(),
    })
    .default({}),
  response: changeSet,
  errors: [
    'change-set.not-found',
    'change-set.not-open',
    'change-set.behind',
    'change-set.checks-failed',
    'change-set.empty',
    'change-set.review-missing',
    'change-set.time-passed',
  ],
})

export const unscheduleChangeSet = endpoint({
  method: 'POST',
  path: '/change-sets/:id/unschedule',
  tag: 'Revisions',
  summary: 'Take back the time of publication; the change set is open again',
  permission: 'signed-in',
  params: changeSetId,
  response: changeSet,
  errors: ['change-set.not-found', 'change-set.not-scheduled'],
})

const reviewBody = z.strictObject({ comment: prose.optional() }).default({})
function reviewing(verb: 'ask' | 'approve' | 'return', summary: string) {
  return endpoint({
    method: 'POST',
    path: `/change-sets/:id/review/${verb}`,
    tag: 'Revisions',
    summary,
    permission: 'signed-in',
    params: changeSetId,
    body: reviewBody,
    response: changeSet,
    errors: ['change-set.not-found', 'change-set.not-open', 'change-set.empty', 'change-set.own-review'],
  })
}
export const askForReview = reviewing('ask', 'Ask a second person to look at a change set')
export const approveChangeSet = reviewing('approve', 'Approve a change set as it is now')
export const returnChangeSet = reviewing('return', 'Give a change set back to those who prepare it')

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
        action: z.enum(['create', 'change', 'remove']),
        publishedAt: instant,
        publishedBy: person,
        changedBy: person,
        changeSet: z.object({ id: id('chs'), title: z.string() }),
        why: z.string().optional(),
        before: z.unknown().optional(),
        body: z.unknown().optional(),
        words: z.array(z.string()),
      }),
    ),
  }),
})

const thing = z.object({ kind, code })

export const listReference = endpoint({
  method: 'GET',
  path: '/reference/:kind',
  tag: 'Revisions',
  summary: 'Reference data of one kind by code, as published or as a change set would have it',
  permission: 'signed-in',
  params: z.object({ kind }),
  query: paging.extend({
    search: z.string().max(200).optional(),
    changeSet: id('chs').optional(),
    /** Only what belongs to this: plans of a product, prices of a plan. */
    parent: z.string().max(64).optional(),
  }),
  response: page(
    z.object({
      code,
      /** What the change set does to it, where it does anything. */
      action: z.enum(['create', 'change', 'remove']).optional(),
      body: z.record(z.string(), z.unknown()),
    }),
  ),
  errors: ['change-set.not-found'],
})

export const getReference = endpoint({
  method: 'GET',
  path: '/reference/:kind/:code',
  tag: 'Revisions',
  summary: 'One thing as published, and as a change set would have it',
  permission: 'signed-in',
  params: thing,
  query: z.object({ changeSet: id('chs').optional() }),
  response: z.object({
    published: z.record(z.string(), z.unknown()).optional(),
    revision: z.number().int().optional(),
    draft: z
      .object({
        removed: z.boolean(),
        body: z.record(z.string(), z.unknown()),
        by: person,
        at: instant,
      })
      .optional(),
  }),
  errors: ['reference.not-found', 'change-set.not-found'],
})
