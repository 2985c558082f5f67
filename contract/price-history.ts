import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { person } from './reference-data.ts'
import { code, id, instant, page, paging } from './values.ts'

// What became of prices in the course of time, over all of them.

/** The kinds that say what something costs. */
export const priceKinds = ['prices', 'contract-prices'] as const
const kind = z.enum(priceKinds)

export const priceChange = z
  .object({
    revision: z.number().int(),
    kind,
    code,
    /** Of the plan the price is for. */
    product: code.optional(),
    plan: code.optional(),
    priceBook: code.optional(),
    /** The customer of a contract price. */
    customer: z.string().optional(),
    currency: z.string().optional(),
    action: z.enum(['create', 'change', 'remove']),
    /** When it was published. */
    at: instant,
    changedBy: person,
    publishedBy: person,
    changeSet: z.object({ id: id('chs'), title: z.string() }),
    why: z.string().optional(),
    before: z.record(z.string(), z.unknown()).optional(),
    after: z.record(z.string(), z.unknown()).optional(),
    /** What changed of a price that was there already, in business words. */
    words: z.array(z.string()),
  })
  .meta({ id: 'PriceChange' })
export type PriceChange = z.infer<typeof priceChange>

const filter = z.object({
  kind: kind.optional(),
  product: code.optional(),
  plan: code.optional(),
  priceBook: code.optional(),
  /** Who prepared or published it. */
  person: z.string().max(most('values', 'id')).optional(),
  from: instant.optional(),
  /** Not including. */
  to: instant.optional(),
})
export type PriceChangeFilter = z.output<typeof filter>
const tag = 'Pricing'

export const listPriceChanges = endpoint({
  method: 'GET',
  path: '/price-changes',
  tag,
  summary: 'Every published change of any price: who, when, before, after, why; newest first',
  permission: 'prices.read',
  query: paging.extend(filter.shape),
  response: page(priceChange).extend({
    /** Whoever published anything, or had it prepared: to choose from. */
    people: z.array(person),
  }),
})

export const exportPriceChanges = endpoint({
  method: 'GET',
  path: '/price-changes/export',
  tag,
  summary: 'The same as a CSV file, one row for each field that changed',
  permission: 'prices.read',
  query: filter,
  response: z.unknown(),
  produces: 'application/octet-stream',
})
