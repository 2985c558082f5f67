import { z } from 'zod'
import { endpoint } from './http.ts'
import { issue } from './problem.ts'
import { kind, person } from './reference-data.ts'
import { code, id, instant, label, page, paging, prose } from './values.ts'

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
        /** What each side made of it; nothing where it was removed. */
        words: z.object({ mine: z.array(z.string()), theirs: z.array(z.string()) }),
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

export const changeSetId = z.object({ id: id('chs') })
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
  description:
    'Holds the first 200 changes; `GET /change-sets/{id}/changes` lists them all. Looking through a large one takes a while: `checks=false` leaves that out, and `GET /change-sets/{id}/checks` answers it alone.',
  permission: 'catalog.read',
  params: changeSetId,
  query: z.object({ checks: z.enum(['true', 'false']).default('true') }),
  response: changeSet.extend({
    changes: z.array(change),
    /** All of them that others published changes of too; they may stand far behind in the list. */
    conflicts: z.array(change),
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

export const checkChangeSet = endpoint({
  method: 'GET',
  path: '/change-sets/:id/checks',
  tag: 'Revisions',
  summary: 'What the checks find in a change set as it is now',
  permission: 'catalog.read',
  params: changeSetId,
  response: z.object({ issues: z.array(issue) }),
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
