import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { lineStatus, quoteStatus } from './quote.ts'
import { lineId } from './quote-commands.ts'
import { code, decimal, id, page, paging } from './values.ts'

// Lines over all quotes: what is still to be configured, what was cancelled, what waits to be delivered.

const tag = 'Quotes'

const listed = z.object({
  id: lineId,
  quote: id('quo'),
  number: z.string(),
  version: z.number().int(),
  quoteStatus,
  customerName: z.string().optional(),
  status: lineStatus,
  product: z.string(),
  productName: z.string(),
  /** A part is cancelled and delivered with the line it belongs to. */
  parent: lineId.optional(),
  quantity: decimal,
  net: decimal.optional(),
  currency: z.string(),
})
export type ListedLine = z.infer<typeof listed>

export const listLines = endpoint({
  method: 'GET',
  path: '/quote-lines',
  tag,
  summary: 'Lines of current versions by status and product, over all quotes',
  permission: 'quotes.read',
  query: paging.extend({
    status: z
      .string()
      .max(most('requests', 'filter'))
      .regex(/^[A-Z_]+(,[A-Z_]+)*$/)
      .optional()
      .meta({ description: 'One or several line statuses, separated by commas' }),
    quoteStatus: z
      .string()
      .max(most('requests', 'filter'))
      .regex(/^[A-Z_]+(,[A-Z_]+)*$/)
      .optional()
      .meta({ description: 'One or several statuses of the quotes, separated by commas' }),
    product: code.optional(),
    search: z
      .string()
      .max(most('requests', 'search'))
      .optional()
      .meta({ description: 'In the number of the quote, its customer, the product' }),
  }),
  response: page(listed),
})

/** Lines that were left as they are, with the problem of their quote or order. */
export const refusedLines = z.array(
  z.object({ lines: z.array(lineId), number: z.string().optional(), code: z.string(), detail: z.string() }),
)

export const setLineStatuses = endpoint({
  method: 'POST',
  path: '/quote-lines/status',
  tag,
  summary: 'Cancel lines of several drafts, or take that back',
  description:
    'Each quote is changed by itself, like by a command `setLine`, and can be undone there. What cannot be changed is ' +
    'answered with the reason; the rest is done.',
  permission: 'quotes.write',
  body: z.strictObject({
    lines: z
      .array(z.strictObject({ quote: id('quo'), line: lineId }))
      .min(1)
      .max(most('lists', 'together')),
    status: z.enum(['CANCELLED', 'PENDING']),
  }),
  response: z.object({ changed: z.array(lineId), refused: refusedLines }),
})
