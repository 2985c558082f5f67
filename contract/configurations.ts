import { z } from 'zod'
import type * as engine from '../engines/configurator/answers.ts'
import { endpoint } from './http.ts'
import { decision } from './quotes.ts'
import { code, decimal, id, instant, label, page, paging } from './values.ts'

export const configurationStatus = z.enum(['DRAFT', 'VALIDATED', 'PRICED', 'QUOTED'])

export const configuration = z
  .object({
    id: id('cfg'),
    name: z.string().optional(),
    status: configurationStatus,
    customer: z.string().optional(),
    product: z.string(),
    productName: z.string(),
    quantity: decimal,
    revision: z.number().int(),
    decisions: z.array(decision),
    valid: z.boolean(),
    issues: z.array(z.custom<engine.Issue>(() => true)),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Configuration' })
export type Configuration = z.infer<typeof configuration>

const tag = 'Configuration'

/** Stateless: decisions in, what is possible out. */
export const configure = endpoint({
  method: 'POST',
  path: '/products/:code/configure',
  tag,
  summary: 'Decisions in, what is still possible out',
  description:
    'Decisions that contradict earlier ones are left out and explained. With `complete` the rest is filled in by ' +
    'defaults and preferences; with `explain` the answer says why a value is not available and what to give up for it.',
  permission: 'configurations.write',
  params: z.object({ code }),
  body: z.strictObject({
    revision: z.int().min(1).optional(),
    decisions: z.array(decision).max(2000).default([]),
    complete: z.boolean().default(false),
    explain: decision.optional(),
  }),
  response: z.object({
    revision: z.number().int(),
    domains: z.array(z.custom<engine.VariableDomain>(() => true)),
    refused: z.array(z.custom<engine.Explanation>(() => true)),
    completion: z.custom<engine.Completion>(() => true).optional(),
    parts: z.array(z.custom<engine.Part>(() => true)),
    explanation: z.custom<engine.Explanation>(() => true).optional(),
    repairs: z.array(z.custom<engine.Repair>(() => true)).optional(),
  }),
  errors: ['reference.not-found', 'configuration.no-model'],
})

export const listConfigurations = endpoint({
  method: 'GET',
  path: '/configurations',
  tag,
  summary: 'Saved configurations',
  permission: 'configurations.read',
  query: paging.extend({ product: code.optional(), customer: id('cus').optional() }),
  response: page(configuration),
})

export const saveConfiguration = endpoint({
  method: 'POST',
  path: '/configurations',
  tag,
  summary: 'Save a configuration to use it again',
  permission: 'configurations.write',
  body: z.strictObject({
    name: label.optional(),
    customer: id('cus').optional(),
    product: code,
    quantity: decimal.default('1'),
    decisions: z.array(decision).max(2000),
  }),
  response: configuration,
  status: 201,
  errors: ['reference.not-found', 'configuration.no-model'],
})

export const getConfiguration = endpoint({
  method: 'GET',
  path: '/configurations/:id',
  tag,
  summary: 'A saved configuration',
  permission: 'configurations.read',
  params: z.object({ id: id('cfg') }),
  response: configuration,
  errors: ['configuration.not-found'],
})
