import { z } from 'zod'
import type * as engine from '../engines/configurator/answers.ts'
import type { Step } from '../engines/pricer/types.ts'
import { configuring, decisions, explained, noModel, optimizing, optimum } from './configuring.ts'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { decision, waterfallRow } from './quotes.ts'
import { code, decimal, id, instant, label, page, paging, quantity } from './values.ts'

export const configurationStatus = z.enum(['DRAFT', 'VALIDATED', 'PRICED', 'QUOTED'])

export const configuration = z
  .object({
    id: id('cfg'),
    name: z.string().optional(),
    status: configurationStatus.describe(
      'DRAFT while something is wrong, VALIDATED when it is sound, PRICED once it was priced, QUOTED once on a quote',
    ),
    customer: z.string().optional(),
    product: z.string(),
    productName: z.string(),
    quantity: decimal,
    revision: z.number().int(),
    decisions: z.array(decision),
    valid: z.boolean(),
    issues: z.array(z.custom<engine.Issue>(() => true)),
    price: z.object({ currency: z.string(), net: decimal, at: instant }).optional(),
    quote: z.string().optional(),
    seq: z.number().int(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Configuration' })
export type Configuration = z.infer<typeof configuration>

const tag = 'Configuration'
const one = z.object({ id: id('cfg') })
const worked = z.object({ configuration, state: configuring })
const notFound = ['configuration.not-found'] as const

export const listConfigurations = endpoint({
  method: 'GET',
  path: '/configurations',
  tag,
  summary: 'Saved configurations',
  permission: 'configurations.read',
  query: paging.extend({
    search: z.string().max(most('requests', 'search')).optional(),
    status: configurationStatus.optional(),
    product: code.optional(),
    customer: id('cus').optional(),
  }),
  response: page(configuration),
})

export const saveConfiguration = endpoint({
  method: 'POST',
  path: '/configurations',
  tag,
  summary: 'Start a configuration, or save one to use it again',
  permission: 'configurations.write',
  body: z.strictObject({
    name: label.optional(),
    customer: id('cus').optional(),
    product: code,
    quantity: quantity.default('1'),
    decisions: decisions.default([]),
  }),
  response: configuration,
  status: 201,
  errors: [...noModel, 'customer.not-found'],
})

export const getConfiguration = endpoint({
  method: 'GET',
  path: '/configurations/:id',
  tag,
  summary: 'A saved configuration',
  permission: 'configurations.read',
  params: one,
  response: configuration,
  errors: notFound,
})

export const changeConfiguration = endpoint({
  method: 'PATCH',
  path: '/configurations/:id',
  tag,
  summary: 'Change the name, customer, quantity or all decisions of a configuration',
  permission: 'configurations.write',
  params: one,
  body: z.strictObject({
    name: label.nullable().optional(),
    customer: id('cus').nullable().optional(),
    quantity: quantity.optional(),
    decisions: decisions.optional(),
  }),
  response: configuration,
  ifMatch: true,
  errors: [...notFound, 'customer.not-found'],
})

export const removeConfiguration = endpoint({
  method: 'DELETE',
  path: '/configurations/:id',
  tag,
  summary: 'Remove a saved configuration; quotes made from it stay as they are',
  permission: 'configurations.write',
  params: one,
  response: z.null(),
  status: 204,
  errors: notFound,
})

export const cloneConfiguration = endpoint({
  method: 'POST',
  path: '/configurations/:id/clone',
  tag,
  summary: 'A copy to go on from',
  permission: 'configurations.write',
  params: one,
  body: z.strictObject({ name: label.optional() }),
  response: configuration,
  status: 201,
  errors: notFound,
})

export const decideConfiguration = endpoint({
  method: 'POST',
  path: '/configurations/:id/decide',
  tag,
  summary: 'Decide: a later word on the same variable replaces the earlier',
  permission: 'configurations.write',
  params: one,
  body: z.strictObject({ decisions: decisions.min(1) }),
  response: worked,
  errors: notFound,
})

export const retractConfiguration = endpoint({
  method: 'POST',
  path: '/configurations/:id/retract',
  tag,
  summary: 'Take back the decisions on a variable, or all of them',
  permission: 'configurations.write',
  params: one,
  body: z.strictObject({ variable: z.string().max(most('values', 'variable')).optional() }),
  response: worked,
  errors: notFound,
})

export const explainConfiguration = endpoint({
  method: 'POST',
  path: '/configurations/:id/explain',
  tag,
  summary: 'Why a value is not available, or the only one left, and what to give up for it',
  permission: 'configurations.read',
  params: one,
  body: z.union([
    z.strictObject({ decision }),
    z.strictObject({ forced: z.string().max(most('values', 'variable')) }),
  ]),
  response: explained,
  errors: notFound,
})

export const repairConfiguration = endpoint({
  method: 'POST',
  path: '/configurations/:id/repair',
  tag,
  summary: 'Give up some decisions for another, as a repair proposes',
  permission: 'configurations.write',
  params: one,
  body: z.strictObject({ wanted: decision, drop: decisions }),
  response: worked,
  errors: notFound,
})

export const completeConfiguration = endpoint({
  method: 'POST',
  path: '/configurations/:id/complete',
  tag,
  summary: 'Fill in the rest by defaults and preferences; with `keep`, as decisions of its own',
  permission: 'configurations.write',
  params: one,
  body: z.strictObject({ keep: z.boolean().default(false) }),
  response: worked,
  errors: notFound,
})

export const optimizeConfiguration = endpoint({
  method: 'POST',
  path: '/configurations/:id/optimize',
  tag,
  summary: 'The best way to fill in the rest; with `keep`, as decisions of its own',
  permission: 'configurations.write',
  params: one,
  body: z.strictObject({ ...optimizing, keep: z.boolean().default(false) }),
  response: worked.extend(optimum.shape),
  errors: [...notFound, 'configuration.no-goal', 'configuration.impossible'],
})

export const refreshConfiguration = endpoint({
  method: 'POST',
  path: '/configurations/:id/refresh',
  tag,
  summary: 'Move to the present revision: decisions that hold are kept, others reported',
  permission: 'configurations.write',
  params: one,
  body: z.strictObject({}),
  response: worked,
  errors: notFound,
})

export const priceConfiguration = endpoint({
  method: 'POST',
  path: '/configurations/:id/price',
  tag: 'Pricing',
  summary: 'Price a saved configuration with its quantity, for its customer',
  permission: 'configurations.write',
  params: one,
  body: z.strictObject({ currency: z.string().length(3).optional(), priceBook: code.optional() }),
  response: z.object({
    configuration,
    currency: z.string(),
    net: decimal,
    total: decimal,
    rows: z.array(waterfallRow),
    steps: z.array(z.custom<Step>(() => true)),
  }),
  errors: [...notFound, 'configuration.impossible'],
})
