import { z } from 'zod'
import type * as engine from '../engines/configurator/answers.ts'
import type { Step } from '../engines/pricer/types.ts'
import { configuring, decisions, explained, noModel, optimizing, optimum } from './configuring.ts'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { decision, quote, waterfallRow } from './quotes.ts'
import { code, currency, decimal, id, instant, label, page, paging, quantity } from './values.ts'

export const configurationStatus = z.enum(['DRAFT', 'VALIDATED', 'PRICED', 'QUOTED'])

/** One of the products of a configuration, as it is saved. */
export const configuredProduct = z
  .object({
    id: id('cfp'),
    product: z.string(),
    productName: z.string(),
    plan: z.string().optional(),
    variant: z.string().optional(),
    quantity: decimal,
    configurable: z.boolean().describe('There is a model, and so something to choose'),
    decisions: z.array(decision),
    choices: z
      .array(z.object({ label: z.string(), value: z.string() }))
      .describe('What it came out as, for people'),
    valid: z.boolean(),
    issues: z.array(z.custom<engine.Issue>(() => true)),
    net: decimal.optional().describe('Its part in the price'),
  })
  .meta({ id: 'ConfiguredProduct' })
export type ConfiguredProduct = z.infer<typeof configuredProduct>

export const configuration = z
  .object({
    id: id('cfg'),
    name: z.string().optional(),
    status: configurationStatus.describe(
      'DRAFT while something is wrong, VALIDATED when it is sound, PRICED once it was priced, QUOTED once on a quote',
    ),
    customer: z.string().optional(),
    revision: z.number().int(),
    products: z.array(configuredProduct),
    valid: z.boolean().describe('Every one of its products is'),
    price: z.object({ currency: z.string(), net: decimal, at: instant }).optional(),
    quote: z.string().optional(),
    seq: z.number().int(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Configuration' })
export type Configuration = z.infer<typeof configuration>

const newProduct = z.strictObject({
  product: code,
  /** The product's first plan when absent. */
  plan: code.optional(),
  /** The product's first variant when absent. */
  variant: code.optional(),
  quantity: quantity.default('1'),
  /** What was chosen, where there is something to choose. */
  decisions: decisions.default([]),
})
const someProducts = <Product extends z.ZodType>(product: Product) =>
  z.array(product).min(1).max(most('lists', 'some'))

const tag = 'Configuration'
const one = z.object({ id: id('cfg') })
/** Which of its products is meant; of several it has to be said. */
const item = { item: id('cfp').optional() }
const worked = z.object({ configuration, item: id('cfp'), state: configuring })
const notFound = ['configuration.not-found'] as const
const notOne = [...notFound, 'configuration.which-product', ...noModel] as const

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
    products: someProducts(newProduct),
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
  summary: 'Change the name, the customer or the products of a configuration',
  description:
    'What is given takes the place of what was there. A product with its `id` stays the same one; one without is new; one ' +
    'that is left out is gone.',
  permission: 'configurations.write',
  params: one,
  body: z.strictObject({
    name: label.nullable().optional(),
    customer: id('cus').nullable().optional(),
    products: someProducts(newProduct.extend({ id: id('cfp').optional() })).optional(),
  }),
  response: configuration,
  ifMatch: true,
  errors: [...notFound, ...noModel, 'customer.not-found'],
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
  body: z.strictObject({ ...item, decisions: decisions.min(1) }),
  response: worked,
  errors: notOne,
})

export const retractConfiguration = endpoint({
  method: 'POST',
  path: '/configurations/:id/retract',
  tag,
  summary: 'Take back the decisions on a variable, or all of them',
  permission: 'configurations.write',
  params: one,
  body: z.strictObject({ ...item, variable: z.string().max(most('values', 'variable')).optional() }),
  response: worked,
  errors: notOne,
})

export const explainConfiguration = endpoint({
  method: 'POST',
  path: '/configurations/:id/explain',
  tag,
  summary: 'Why a value is not available, or the only one left, and what to give up for it',
  permission: 'configurations.read',
  params: one,
  body: z.union([
    z.strictObject({ ...item, decision }),
    z.strictObject({ ...item, forced: z.string().max(most('values', 'variable')) }),
  ]),
  response: explained,
  errors: notOne,
})

export const repairConfiguration = endpoint({
  method: 'POST',
  path: '/configurations/:id/repair',
  tag,
  summary: 'Give up some decisions for another, as a repair proposes',
  permission: 'configurations.write',
  params: one,
  body: z.strictObject({ ...item, wanted: decision, drop: decisions }),
  response: worked,
  errors: notOne,
})

export const completeConfiguration = endpoint({
  method: 'POST',
  path: '/configurations/:id/complete',
  tag,
  summary: 'Fill in the rest by defaults and preferences; with `keep`, as decisions of its own',
  permission: 'configurations.write',
  params: one,
  body: z.strictObject({ ...item, keep: z.boolean().default(false) }),
  response: worked,
  errors: notOne,
})

export const optimizeConfiguration = endpoint({
  method: 'POST',
  path: '/configurations/:id/optimize',
  tag,
  summary: 'The best way to fill in the rest; with `keep`, as decisions of its own',
  permission: 'configurations.write',
  params: one,
  body: z.strictObject({ ...item, ...optimizing, keep: z.boolean().default(false) }),
  response: worked.extend(optimum.shape),
  errors: [...notOne, 'configuration.no-goal', 'configuration.impossible'],
})

export const refreshConfiguration = endpoint({
  method: 'POST',
  path: '/configurations/:id/refresh',
  tag,
  summary: 'Move to the present revision: decisions that hold are kept, others reported',
  permission: 'configurations.write',
  params: one,
  body: z.strictObject({}),
  response: z.object({
    configuration,
    refused: z
      .array(z.object({ item: id('cfp'), explanation: z.custom<engine.Explanation>(() => true) }))
      .describe('Decisions that no longer hold, each with its reason; they were left out'),
  }),
  errors: [...notFound, ...noModel],
})

export const priceConfiguration = endpoint({
  method: 'POST',
  path: '/configurations/:id/price',
  tag: 'Pricing',
  summary: 'Price a saved configuration, all its products together, for its customer',
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

export const quoteConfiguration = endpoint({
  method: 'POST',
  path: '/configurations/:id/quote',
  tag: 'Quotes',
  summary: 'Make a quote of a saved configuration: for its customer, a line for each of its products',
  permission: 'quotes.write',
  params: one,
  body: z.strictObject({ name: label.optional(), currency: currency.optional() }),
  response: quote,
  status: 201,
  errors: [...notFound, 'configuration.impossible'],
})
