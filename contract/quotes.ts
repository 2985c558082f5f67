import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { quote, quoteChanges, quoteSummary } from './quote.ts'
import { lineId, newLine, term } from './quote-commands.ts'
import { code, currency, day, decimal, id, label, page, paging, prose } from './values.ts'

// Quotes: what they are, how they change, and where they lead.

export * from './quote.ts'
export * from './quote-changes.ts'
export { type Command, command, decision, term } from './quote-commands.ts'
export * from './quote-lines.ts'
export * from './quote-reasons.ts'
export * from './quote-transitions.ts'

const tag = 'Quotes'
const quoteId = z.object({ id: id('quo') })

export const listQuotes = endpoint({
  method: 'GET',
  path: '/quotes',
  tag,
  summary: 'Quotes, filtered and sorted',
  permission: 'quotes.read',
  query: paging.extend({
    search: z.string().max(most('requests', 'search')).optional(),
    status: z
      .string()
      .max(most('requests', 'filter'))
      .regex(/^[A-Z_]+(,[A-Z_]+)*$/)
      .optional()
      .meta({ description: 'One or several statuses, separated by commas' }),
    customer: id('cus').optional(),
    /** As the CRM calls it. */
    opportunity: z.string().max(most('values', 'short')).optional(),
    owner: z.string().max(most('values', 'id')).optional(),
    /** Templates only; without it none. */
    template: z.enum(['true', 'false']).default('false'),
    /** The archive only; without it what is not in it. */
    archived: z.enum(['true', 'false']).default('false'),
    sort: z
      .enum(['-updatedAt', 'updatedAt', '-total', 'total', 'number', '-number', 'validUntil', '-validUntil'])
      .default('-updatedAt'),
  }),
  response: page(quoteSummary).extend({ counts: z.record(z.string(), z.number().int()) }),
})

export const createQuote = endpoint({
  method: 'POST',
  path: '/quotes',
  tag,
  summary: 'Make a quote, with its first lines if you like',
  permission: 'quotes.write',
  body: z.strictObject({
    name: label.optional(),
    customer: id('cus').optional(),
    currency: currency.optional(),
    priceBook: code.optional(),
    validUntil: day.optional(),
    term: term.optional(),
    notes: prose.optional(),
    opportunity: z.string().max(most('values', 'short')).optional(),
    lines: z.array(newLine).max(most('quotes', 'lines')).default([]),
    discountCodes: z.array(code).max(most('quotes', 'discountCodes')).default([]),
  }),
  response: quote,
  status: 201,
  errors: ['request.invalid', 'command.invalid', 'customer.not-found'],
})

export const getQuote = endpoint({
  method: 'GET',
  path: '/quotes/:id',
  tag,
  summary: 'A quote with its lines, totals and issues',
  permission: 'quotes.read',
  params: quoteId,
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  response: quote,
  errors: ['quote.not-found', 'quote.version-not-found'],
})

export const getQuoteChanges = endpoint({
  method: 'GET',
  path: '/quotes/:id/changes',
  tag,
  summary: 'What became of a quote after the change the caller has seen last',
  permission: 'quotes.read',
  params: quoteId,
  query: z.object({ since: z.coerce.number().int().min(0) }),
  response: quoteChanges,
  errors: ['quote.not-found'],
})

const difference = z.object({ field: z.string(), from: z.string().optional(), to: z.string().optional() })
export const comparison = z
  .object({
    from: z.number().int(),
    to: z.number().int(),
    currency: z.object({ from: z.string(), to: z.string() }),
    terms: z.array(difference),
    lines: z.array(
      z.object({
        id: lineId,
        product: z.string(),
        productName: z.string(),
        quantity: decimal,
        kind: z.enum(['added', 'removed', 'changed']),
        /** What differs; what is no text is written as JSON. */
        fields: z.array(difference),
        net: z.object({ from: decimal.optional(), to: decimal.optional() }),
      }),
    ),
    totals: z.array(difference),
  })
  .meta({ id: 'QuoteComparison' })
export type Comparison = z.infer<typeof comparison>

const versionNumber = z.coerce.number().int().min(1)

export const compareVersions = endpoint({
  method: 'GET',
  path: '/quotes/:id/compare',
  tag,
  summary: 'What differs between two versions: terms, lines, amounts',
  permission: 'quotes.read',
  params: quoteId,
  query: z.object({ from: versionNumber, to: versionNumber }),
  response: comparison,
  errors: ['quote.not-found', 'quote.version-not-found'],
})

const quoteVersion = z.object({ id: id('quo'), version: versionNumber })

export const restoreVersion = endpoint({
  method: 'POST',
  path: '/quotes/:id/versions/:version/restore',
  tag,
  summary: 'Make the draft what an earlier version was; one change that can be taken back',
  permission: 'quotes.write',
  params: quoteVersion,
  response: quote,
  errors: ['quote.not-found', 'quote.version-not-found', 'quote.wrong-state'],
})

export const describeVersion = endpoint({
  method: 'PATCH',
  path: '/quotes/:id/versions/:version',
  tag,
  summary: 'Say what a version is about',
  permission: 'quotes.write',
  params: quoteVersion,
  body: z.strictObject({ description: z.string().trim().min(1).max(most('values', 'sentence')) }),
  response: quote,
  errors: ['quote.not-found', 'quote.version-not-found'],
})

export const fileQuote = endpoint({
  method: 'PATCH',
  path: '/quotes/:id',
  tag,
  summary: 'Hand a quote over, make it a template, put it into the archive; its content stays as it is',
  permission: 'quotes.write',
  params: quoteId,
  body: z.strictObject({
    owner: z.string().max(most('values', 'id')).optional(),
    template: z.boolean().optional(),
    archived: z.boolean().optional(),
  }),
  response: quote,
  ifMatch: true,
  errors: ['quote.not-found', 'user.not-found', 'request.stale'],
})

export const followQuote = endpoint({
  method: 'GET',
  path: '/quotes/:id/events',
  tag,
  summary: 'Follow a quote as it happens (server-sent events)',
  description:
    '`changed` says which change the quote is at, `visitors` who has it open. The id of an event is the number of the ' +
    'change: with `Last-Event-ID`, or `after`, whoever comes back hears whether something was missed.',
  permission: 'quotes.read',
  params: quoteId,
  query: z.object({ after: z.coerce.number().int().min(0).optional() }),
  response: z.string(),
  produces: 'text/event-stream',
  errors: ['quote.not-found'],
})

export const getPriceContext = endpoint({
  method: 'GET',
  path: '/quotes/:id/price-context',
  tag,
  summary: 'All that the prices of a quote come from, to price it elsewhere with the same result',
  description:
    'For the pricer as the browser runs it: `request` is the quote without its lines, `context` the prices, rules, ' +
    'discounts and taxes that can matter, without costs and floors for those who may not see them.',
  permission: 'quotes.read',
  params: quoteId,
  response: z.object({
    seq: z.number().int(),
    request: z.record(z.string(), z.unknown()),
    context: z.record(z.string(), z.unknown()),
  }),
  errors: ['quote.not-found'],
})
