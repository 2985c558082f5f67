import { z } from 'zod'
import type { Step } from '../engines/pricer/types.ts'
import { endpoint } from './http.ts'
import { priceRule } from './price-rules.ts'
import { issue } from './problem.ts'
import { person, quote } from './quote.ts'
import { lineId } from './quote-commands.ts'
import { decimal, id, instant } from './values.ts'

// Why a quote is what it is: its prices step by step, rules tried on it, and what happened to it.

const tag = 'Quotes'
const quoteId = z.object({ id: id('quo') })

export const waterfallRow = z
  .object({
    label: z.string(),
    kind: z.string(),
    amount: decimal,
    running: decimal,
    because: z.array(z.string()),
    source: z.string().optional(),
    rejected: z.boolean().optional(),
  })
  .meta({ id: 'WaterfallRow' })

export const getWaterfall = endpoint({
  method: 'GET',
  path: '/quotes/:id/waterfall',
  tag,
  summary: 'Every step from list price to total, of one line or of the quote',
  permission: 'quotes.read',
  params: quoteId,
  query: z.object({ line: lineId.optional(), version: z.coerce.number().int().min(1).optional() }),
  response: z.object({
    currency: z.string(),
    rows: z.array(waterfallRow),
    /** For a customer. */
    sentences: z.array(z.string()),
    /** Candidates that were looked at and not taken, each with its reason. */
    notApplied: z.array(z.string()),
    /** Formulas with numbers, sources with revisions, rounding points. */
    auditor: z.string(),
    steps: z.array(z.custom<Step>(() => true)),
  }),
  errors: ['quote.not-found'],
})

export const getQuoteAsOf = endpoint({
  method: 'GET',
  path: '/quotes/:id/as-of',
  tag,
  summary: 'A quote as it would be priced at another time, past or to come, on its revision; nothing is kept',
  permission: 'quotes.read',
  params: quoteId,
  query: z.object({ asOf: instant }),
  response: quote,
  errors: ['quote.not-found'],
})

export const tryRule = endpoint({
  method: 'POST',
  path: '/quotes/:id/try-rule',
  tag,
  summary: 'What a price rule would do to each line of a quote, and why it does or does not; nothing is kept',
  permission: 'prices.read',
  params: quoteId,
  body: z.strictObject({ rule: priceRule }),
  response: z.object({
    number: z.string(),
    currency: z.string(),
    lines: z.array(
      z.object({
        line: z.string(),
        product: z.string(),
        quantity: decimal,
        applies: z.boolean(),
        because: z.array(z.string()),
      }),
    ),
    issues: z.array(issue),
  }),
  errors: ['quote.not-found'],
})

export const quoteHistory = endpoint({
  method: 'GET',
  path: '/quotes/:id/history',
  tag,
  summary: 'What happened to a quote or to one line of it: changes, decisions, transitions',
  permission: 'quotes.read',
  params: quoteId,
  query: z.object({ line: lineId.optional() }),
  response: z.object({
    items: z.array(
      z.object({
        at: instant,
        who: person,
        what: z.string(),
        words: z.array(z.string()),
        version: z.number().int(),
      }),
    ),
  }),
  errors: ['quote.not-found'],
})
