import { z } from 'zod'
import { endpoint } from './http.ts'
import { id, instant } from './values.ts'

export const storedDocument = z
  .object({
    id: id('doc'),
    /** The quote as it was finalized, with the signature of its customer, or in another form. */
    kind: z.enum(['QUOTE', 'SIGNED', 'XLSX', 'JSON', 'UBL']),
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

export const quoteForms = ['pdf', 'xlsx', 'json', 'ubl'] as const

export const quoteFile = endpoint({
  method: 'GET',
  path: '/quotes/:id/files/:form',
  tag: 'Documents',
  summary: 'The quote as a file: PDF, a workbook, JSON, or a UBL 2.4 Quotation',
  description: 'Of a finalized version the file is made once, kept with its hash, and stays as it is.',
  permission: 'quotes.read',
  params: z.object({ id: id('quo'), form: z.enum(quoteForms) }),
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  response: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  produces: 'application/octet-stream',
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
