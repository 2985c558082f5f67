import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { issue } from './problem.ts'
import { referenceKinds } from './revisions.ts'
import { code, id, page, paging } from './values.ts'

const kind = z.enum(referenceKinds)
const thing = { kind, code }
const body = z.record(z.string(), z.json())

/** A piece of reference data, whole. */
export const referenceThing = z
  .object({
    ...thing,
    /** Since when it is as it is. */
    revision: z.number().int(),
    body,
  })
  .meta({ id: 'ReferenceThing' })
export type ReferenceThing = z.infer<typeof referenceThing>

export const listReferenceData = endpoint({
  method: 'GET',
  path: '/reference-data',
  tag: 'Text form',
  summary: 'Everything under version control, by kind and code, as one revision has it',
  description:
    'Kinds the caller may not read are left out. Things are whole, so it takes the right to see floor prices, too.',
  permission: 'costs.read',
  query: paging.extend({
    limit: z.coerce.number().int().min(1).max(most('exchange', 'textPage')).default(500),
    kind: kind.optional(),
    revision: z.coerce.number().int().min(0).optional(),
  }),
  response: page(referenceThing).extend({ revision: z.number().int() }),
})

const thingToPut = z.strictObject({ ...thing, body })

export const compareReferenceData = endpoint({
  method: 'POST',
  path: '/reference-data/compare',
  tag: 'Text form',
  summary: 'How things of your own differ from what a revision has, in business words',
  description: 'Asks for the right to see floor prices, too.',
  permission: 'costs.read',
  body: z.strictObject({
    things: z.array(thingToPut).max(most('exchange', 'texts')),
    revision: z.int().min(0).optional(),
  }),
  response: z.object({
    items: z.array(
      z.object({
        ...thing,
        outcome: z.enum(['new', 'changed', 'unchanged', 'wrong']),
        words: z.array(z.string()),
        issues: z.array(issue),
      }),
    ),
  }),
})

export const changeReferenceData = endpoint({
  method: 'POST',
  path: '/change-sets/:id/changes',
  tag: 'Text form',
  summary: 'Put and remove many things in a change set, all or none',
  permission: 'signed-in',
  params: z.object({ id: id('chs') }),
  body: z.strictObject({
    put: z.array(thingToPut).max(most('exchange', 'things')).default([]),
    remove: z.array(z.strictObject(thing)).max(most('exchange', 'things')).default([]),
  }),
  response: z.object({ put: z.number().int(), removed: z.number().int() }),
  errors: ['change-set.not-found', 'change-set.not-open', 'reference.not-found', 'request.invalid'],
})
