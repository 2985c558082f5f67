import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { page, paging } from './values.ts'

// Quotes that came in with the founding collections: frozen as they are, to look things up in.

const text = z.string().optional()

export const importedQuoteSummary = z
  .object({
    /** The `_id` of the document. */
    id: z.string(),
    number: z.string(),
    version: text,
    status: text,
    /** As the document names the customer. */
    customer: text,
    currency: text,
    total: text,
    createdAt: text,
  })
  .meta({ id: 'ImportedQuoteSummary' })
export type ImportedQuoteSummary = z.infer<typeof importedQuoteSummary>

export const importedQuote = importedQuoteSummary
  .extend({
    /** The customer of that code here, where there is one. */
    known: z.object({ id: z.string(), company: z.string() }).optional(),
    account: text,
    subtotal: text,
    discount: text,
    tax: text,
    discountCode: text,
    validUntil: text,
    notes: text,
    createdBy: text,
    updatedAt: text,
    updatedBy: text,
    approval: z
      .object({ status: text, approver: text, requestedAt: text, decidedAt: text, comments: text })
      .optional(),
    lines: z.array(
      z.object({
        id: z.string(),
        number: text,
        product: text,
        name: text,
        variant: text,
        quantity: text,
        unitPrice: text,
        discount: text,
        tax: text,
        total: text,
        status: text,
        configuration: text,
        notes: text,
      }),
    ),
    versions: z.array(
      z.object({
        id: z.string(),
        version: text,
        description: text,
        createdBy: text,
        createdAt: text,
        current: z.boolean(),
      }),
    ),
    /** The document itself, its numbers as they were written. */
    document: z.string(),
    importedAt: z.string(),
  })
  .meta({ id: 'ImportedQuote' })
export type ImportedQuote = z.infer<typeof importedQuote>

export const listImportedQuotes = endpoint({
  method: 'GET',
  path: '/imported-quotes',
  tag: 'Quotes',
  summary:
    'Quotes that were imported as documents, found by number, customer or status, the last imported first',
  description:
    'They belong to nobody in particular: whoever sees all quotes sees them. They are not priced again and cannot be changed.',
  permission: 'quotes.read',
  query: paging.extend({ search: z.string().trim().max(most('requests', 'search')).optional() }),
  response: page(importedQuoteSummary),
})

export const getImportedQuote = endpoint({
  method: 'GET',
  path: '/imported-quotes/:id',
  tag: 'Quotes',
  summary: 'An imported quote with its lines, versions and the document it came as',
  permission: 'quotes.read',
  params: z.object({ id: z.string().min(1).max(most('values', 'label')) }),
  response: importedQuote,
  errors: ['imported-quote.not-found'],
})
