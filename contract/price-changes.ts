import { z } from 'zod'
import { endpoint } from './http.ts'
import { discount, priceRule } from './price-rules.ts'
import { code, id } from './values.ts'

/** Where a change goes: the change set named, or else the one the caller works in. */
const into = { changeSet: id('chs').optional() }
const params = z.object({ code })
/** What was put where; it holds once that change set is published. */
const prepared = z.object({ changeSet: id('chs'), code, action: z.enum(['create', 'change', 'remove']) })
const errors = [
  'change-set.none',
  'change-set.not-found',
  'change-set.not-open',
  'reference.not-found',
  'request.invalid',
] as const
const how =
  'Nothing that holds is changed: it goes into `changeSet`, or the change set the caller works in, and holds once that is published.'

/** Reading and changing one thing under its own address, as the founding documents have it. */
function verbsOf<Shape extends z.ZodRawShape>(one: string, path: string, shape: Shape) {
  const shared = { tag: 'Pricing', permission: 'prices.write', description: how } as const
  return {
    get: endpoint({
      method: 'GET',
      path: `${path}/:code`,
      tag: 'Pricing',
      summary: `One ${one} as published, or as a change set would have it`,
      permission: 'prices.read',
      params,
      query: z.object(into),
      response: z.object({ ...shape, revision: z.number().int().optional() }),
      errors: ['reference.not-found', 'change-set.not-found'],
    }),
    create: endpoint({
      ...shared,
      method: 'POST',
      path,
      summary: `Prepare a new ${one}`,
      body: z.strictObject({ ...shape, ...into }),
      response: prepared,
      status: 201,
      errors: [...errors, 'reference.exists'],
    }),
    replace: endpoint({
      ...shared,
      method: 'PUT',
      path: `${path}/:code`,
      summary: `Prepare a change of a ${one}; the body is the whole of it`,
      params,
      body: z.strictObject({ ...shape, code: code.optional(), ...into }),
      response: prepared,
      errors,
    }),
    remove: endpoint({
      ...shared,
      method: 'DELETE',
      path: `${path}/:code`,
      summary: `Prepare the removal of a ${one}`,
      params,
      query: z.object(into),
      response: prepared,
      errors,
    }),
  }
}

export const ruleVerbs = verbsOf('price rule', '/rules', priceRule.shape)
export const discountVerbs = verbsOf('discount', '/discounts', discount.shape)
