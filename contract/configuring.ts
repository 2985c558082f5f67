import { z } from 'zod'
import type * as engine from '../engines/configurator/answers.ts'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { decision } from './quotes.ts'
import { code, decimal, id, quantity } from './values.ts'

/** What decisions leave open, and what they come to. */
export const configuring = z
  .object({
    revision: z.number().int(),
    domains: z.array(z.custom<engine.VariableDomain>(() => true)),
    /** Decisions that contradict earlier ones, each with its reason; they were left out. */
    refused: z.array(z.custom<engine.Explanation>(() => true)),
    parts: z.array(z.custom<engine.Part>(() => true)),
    completion: z.custom<engine.Completion>(() => true).optional(),
  })
  .meta({ id: 'Configuring' })
export type Configuring = z.infer<typeof configuring>

export const explained = z.object({
  explanation: z.custom<engine.Explanation>(() => true).optional(),
  repairs: z.array(z.custom<engine.Repair>(() => true)),
})
export const decisions = z.array(decision).max(most('quotes', 'decisions'))
const value = z.union([z.boolean(), z.string().max(most('values', 'choice'))])

/** What is best: the price, or one of the model's own totals (weight, watts, lead time). */
export const goal = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('price'),
    currency: z.string().length(3).optional(),
    customer: id('cus').optional(),
    priceBook: code.optional(),
    quantity: quantity.default('1'),
  }),
  z.strictObject({ by: z.literal('total'), total: code }),
])
export type Goal = z.infer<typeof goal>
export const optimizing = {
  goal,
  direction: z.enum(['minimize', 'maximize']).default('minimize'),
  /** Effort, in steps of the search, not in time: the same question has the same answer on any machine. */
  steps: z.int().min(1).max(2_000_000).default(200_000),
}
export const optimum = z.object({
  revision: z.number().int(),
  optimum: z.custom<engine.Optimum>(() => true),
  parts: z.array(z.custom<engine.Part>(() => true)),
  /** By the pricer, for the price goal: the sum the search went by is `optimum.value`. */
  priced: z.object({ currency: z.string(), net: decimal }).optional(),
})

const tag = 'Configuration'
const product = z.object({ code })
const at = { revision: z.int().min(1).optional() }
export const noModel = ['reference.not-found', 'configuration.no-model'] as const

export const configure = endpoint({
  method: 'POST',
  path: '/products/:code/configure',
  tag,
  summary: 'Decisions in, what is still possible out',
  description:
    'Decisions that contradict earlier ones are left out and explained. With `complete` the rest is filled in by ' +
    'defaults and preferences; with `explain` the answer says why a value is not available and what to give up for it.',
  permission: 'configurations.write',
  params: product,
  body: z.strictObject({
    ...at,
    decisions: decisions.default([]),
    complete: z.boolean().default(false),
    explain: decision.optional(),
    /** Questions to spend on the holes of each number with many values, the largest holes first. */
    holes: z.int().min(0).max(1000).default(0),
  }),
  response: configuring.extend(explained.partial().shape),
  errors: noModel,
})

export const checkConfiguration = endpoint({
  method: 'POST',
  path: '/products/:code/check',
  tag,
  summary: 'Check a whole configuration, made anywhere',
  permission: 'configurations.write',
  params: product,
  body: z.strictObject({ ...at, values: z.record(z.string().max(most('values', 'variable')), value) }),
  response: z.object({
    revision: z.number().int(),
    valid: z.boolean(),
    issues: z.array(z.custom<engine.Issue>(() => true)),
    parts: z.array(z.custom<engine.Part>(() => true)),
  }),
  errors: noModel,
})

export const optimizeProduct = endpoint({
  method: 'POST',
  path: '/products/:code/optimize',
  tag,
  summary: 'The best valid configuration that keeps the decisions: cheapest, lightest, fastest to deliver',
  description:
    'Proven, or within the budget of steps the best found with a bound that nothing can beat. The price goal takes its ' +
    'amounts from the pricer, and the result is priced by it.',
  permission: 'configurations.write',
  params: product,
  body: z.strictObject({ ...at, decisions: decisions.default([]), ...optimizing }),
  response: optimum,
  errors: [...noModel, 'configuration.no-goal', 'configuration.impossible'],
})
