import { z } from 'zod'
import { endpoint } from './http.ts'
import { language } from './settings.ts'
import { code, id, instant } from './values.ts'

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
    /** What it was laid out by; absent where that came with the program. */
    template: z.object({ code: z.string(), revision: z.number().int() }).optional(),
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

/** A quote as it would look: with what a change set holds, or with a template or clause that is being written. */
const trial = z.strictObject({
  quote: id('quo'),
  changeSet: id('chs').optional(),
  /** A template given here is used whatever its condition says. */
  thing: z
    .strictObject({
      kind: z.enum(['templates', 'clauses']),
      code,
      body: z.record(z.string(), z.json()),
    })
    .optional(),
  language: language.optional(),
})
const named = z.object({ code, name: z.string() })

export const previewDocument = endpoint({
  method: 'POST',
  path: '/documents/preview',
  tag: 'Documents',
  summary: 'Try a template or clause on a quote: its pages drawn, and which clauses stand in them',
  description: 'Nothing is stored. Of a long quote the first 60 lines are shown.',
  permission: 'policies.read',
  body: trial,
  response: z.object({
    /** All pages, one under the other; SVG without scripts. */
    svg: z.string(),
    pages: z.number().int(),
    language: z.string(),
    template: named.extend({
      /** Whether it would be chosen for this quote by itself. */
      fits: z.boolean(),
    }),
    clauses: z.array(named),
    /** Lines left out of the preview. */
    left: z.number().int(),
  }),
  errors: ['quote.not-found', 'change-set.not-found', 'request.invalid'],
})

export const previewPdf = endpoint({
  method: 'POST',
  path: '/documents/preview/pdf',
  tag: 'Documents',
  summary: 'Try a template or clause on a quote: the PDF as it would be, with all its lines',
  permission: 'policies.read',
  body: trial,
  response: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  produces: 'application/pdf',
  errors: ['quote.not-found', 'change-set.not-found', 'request.invalid'],
})
