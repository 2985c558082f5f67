import { z } from 'zod'
import { endpoint } from './http.ts'
import { id, instant } from './values.ts'

export const storedDocument = z
  .object({
    id: id('doc'),
    /** The quote as it was finalized, or with the signature of its customer. */
    kind: z.enum(['QUOTE', 'SIGNED']),
    name: z.string(),
    type: z.string(),
    size: z.number().int(),
    sha256: z.string(),
    quote: z.object({ id: id('quo'), number: z.string(), version: z.number().int() }),
    createdAt: instant,
  })
  .meta({ id: 'Document' })
export type StoredDocument = z.infer<typeof storedDocument>

export const quotePdf = endpoint({
  method: 'GET',
  path: '/quotes/:id/pdf',
  tag: 'Documents',
  summary: 'The quote as PDF: the stored document of a finalized version, a preview marked as draft before',
  permission: 'quotes.read',
  params: z.object({ id: id('quo') }),
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  response: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  produces: 'application/pdf',
  errors: ['quote.not-found'],
})

export const listDocuments = endpoint({
  method: 'GET',
  path: '/quotes/:id/documents',
  tag: 'Documents',
  summary: 'Documents stored with the versions of a quote',
  permission: 'quotes.read',
  params: z.object({ id: id('quo') }),
  response: z.object({ items: z.array(storedDocument) }),
  errors: ['quote.not-found'],
})

export const getDocument = endpoint({
  method: 'GET',
  path: '/documents/:id',
  tag: 'Documents',
  summary: 'A stored document, unchanged since it was made',
  permission: 'quotes.read',
  params: z.object({ id: id('doc') }),
  response: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  produces: 'application/pdf',
  errors: ['document.not-found'],
})
