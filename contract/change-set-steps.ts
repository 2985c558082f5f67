import { z } from 'zod'
import { changeSet, changeSetId } from './change-sets.ts'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { kind } from './reference-data.ts'
import { code, instant, prose } from './values.ts'

// What becomes of a change set: brought up to date, looked at, published, given up, taken back.

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
          field: z.string().max(most('values', 'short')).optional(),
          whose: z.enum(['mine', 'theirs']),
        }),
      )
      .max(most('exchange', 'kept'))
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
