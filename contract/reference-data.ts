import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { code, id, instant, page, paging } from './values.ts'

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
  'approval-policies',
  'templates',
  'clauses',
] as const
export type ReferenceKind = (typeof referenceKinds)[number]
export const kind = z.enum(referenceKinds)

/** Who did something, by name. */
export const person = z.object({ id: z.string(), name: z.string() })

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
    search: z.string().max(most('requests', 'search')).optional(),
    changeSet: id('chs').optional(),
    /** Only what belongs to this: plans of a product, prices of a plan. */
    parent: z.string().max(most('values', 'code')).optional(),
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
