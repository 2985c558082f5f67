import { z } from 'zod'
import { endpoint } from './http.ts'
import { issue } from './problem.ts'
import { quoteStatus, waterfallRow } from './quotes.ts'
import { changeSet } from './revisions.ts'
import { decimal, id, instant, page, paging } from './values.ts'

/** What a change set makes of a quote. */
export const simulatedOutcome = z.enum(['same', 'changed', 'unapprovable', 'invalid'])

const figures = z.object({ net: decimal, margin: decimal.optional() })

/** Chosen quotes priced as published and as a change set would have it. */
export const simulation = z
  .object({
    id: id('sim'),
    changeSet: changeSet.shape.id,
    status: z.enum(['running', 'done', 'stopped']),
    /** Which quotes: those still open, and those changed in the last months. */
    open: z.boolean(),
    months: z.number().int(),
    total: z.number().int(),
    done: z.number().int(),
    createdAt: instant,
    finishedAt: instant.optional(),
    /** The change set was changed since: what is shown is of before. */
    stale: z.boolean(),
    counts: z.object({
      same: z.number().int(),
      changed: z.number().int(),
      unapprovable: z.number().int(),
      invalid: z.number().int(),
    }),
    /** Sums over all quotes done, in the company's currency by the rates of the day. */
    currency: z.string(),
    before: figures,
    after: figures,
    /** How far nets move, in bands of percent, for a chart. */
    bands: z.array(z.object({ label: z.string(), count: z.number().int() })),
  })
  .meta({ id: 'Simulation' })
export type Simulation = z.infer<typeof simulation>

export const simulatedQuote = z
  .object({
    quote: id('quo'),
    number: z.string(),
    name: z.string().optional(),
    customer: z.string().optional(),
    status: quoteStatus,
    outcome: simulatedOutcome,
    currency: z.string(),
    before: figures,
    after: figures,
    difference: decimal,
    differencePercent: decimal.optional(),
    /** Why it is invalid or asks for an approval it did not ask for. */
    issues: z.array(issue),
  })
  .meta({ id: 'SimulatedQuote' })
export type SimulatedQuote = z.infer<typeof simulatedQuote>

const tag = 'Simulation'
const one = z.object({ id: id('sim') })

export const simulate = endpoint({
  method: 'POST',
  path: '/change-sets/:id/simulations',
  tag,
  summary: 'Price chosen quotes as a change set would have it, in the background',
  permission: 'quotes.read',
  params: z.object({ id: changeSet.shape.id }),
  body: z
    .strictObject({
      /** Drafts, and quotes that wait for approval or the customer. */
      open: z.boolean().default(true),
      /** Quotes changed in so many months, whatever their state; 0: none. */
      months: z.number().int().min(0).max(60).default(0),
    })
    .default({ open: true, months: 0 }),
  response: simulation,
  status: 202,
  errors: ['change-set.not-found', 'change-set.empty'],
})

export const listSimulations = endpoint({
  method: 'GET',
  path: '/change-sets/:id/simulations',
  tag,
  summary: 'Simulations of a change set, newest first',
  permission: 'quotes.read',
  params: z.object({ id: changeSet.shape.id }),
  response: z.object({ items: z.array(simulation) }),
})

export const getSimulation = endpoint({
  method: 'GET',
  path: '/simulations/:id',
  tag,
  summary: 'How far a simulation is, and what it found',
  permission: 'quotes.read',
  params: one,
  response: simulation,
  errors: ['simulation.not-found'],
})

export const stopSimulation = endpoint({
  method: 'POST',
  path: '/simulations/:id/stop',
  tag,
  summary: 'Stop a simulation; what it found stays',
  permission: 'quotes.read',
  params: one,
  response: simulation,
  errors: ['simulation.not-found'],
})

export const listSimulatedQuotes = endpoint({
  method: 'GET',
  path: '/simulations/:id/quotes',
  tag,
  summary: 'What becomes of each quote, those that change most first',
  permission: 'quotes.read',
  params: one,
  query: paging.extend({ outcome: simulatedOutcome.optional() }),
  response: page(simulatedQuote),
  errors: ['simulation.not-found'],
})

const waterfall = z.object({ total: decimal, rows: z.array(waterfallRow) })

export const compareSimulatedQuote = endpoint({
  method: 'GET',
  path: '/simulations/:id/quotes/:quote',
  tag,
  summary: 'The way from list price to total of one quote, as published and as the change set would have it',
  permission: 'quotes.read',
  params: one.extend({ quote: id('quo') }),
  response: z.object({ quote: simulatedQuote, before: waterfall, after: waterfall }),
  errors: ['simulation.not-found', 'quote.not-found'],
})
