import { z } from 'zod'
import { endpoint } from './http.ts'
import { id } from './values.ts'

/** The collections of the founding data model, as MongoDB's tools export them: one file a collection. */
export const collections = [
  'prices',
  'pricing_rules',
  'discounts',
  'taxes',
  'quotes',
  'quote_line_items',
  'quote_versions',
  'cpq_configurations',
  'users',
] as const
export type Collection = (typeof collections)[number]

const params = z.object({ collection: z.enum(collections) })
const file = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
const count = z.number().int()

export const documentImport = z
  .object({
    collection: z.enum(collections),
    documents: count,
    /** Documents that were not there before, differ from what was there, or are the same. */
    new: count,
    changed: count,
    unchanged: count,
    /** What was made of them, where something is. */
    things: count,
    changeSet: id('chs').optional(),
    /** What has no place here or names something that is not there; it is kept with the document. */
    remarks: z.array(z.object({ document: z.string(), message: z.string() })),
  })
  .meta({ id: 'DocumentImport' })
export type DocumentImport = z.infer<typeof documentImport>

export const importDocuments = endpoint({
  method: 'POST',
  path: '/collections/:collection',
  tag: 'Import and export',
  summary: 'Take in a collection as MongoDB Extended JSON: an array, or a document a line',
  description:
    'Prices, rules, discounts and taxes go into a change set. Quotes, their lines and versions and configurations are ' +
    'kept frozen as they are. Password hashes of users come in and never go out. All or nothing.',
  permission: 'signed-in',
  params,
  query: z.object({ changeSet: id('chs').optional() }),
  body: file,
  consumes: 'application/octet-stream',
  response: documentImport,
  errors: ['import.unreadable', 'change-set.not-found', 'change-set.not-open', 'request.invalid'],
})

export const exportDocuments = endpoint({
  method: 'GET',
  path: '/collections/:collection',
  tag: 'Import and export',
  summary: 'A collection as MongoDB Extended JSON, a document a line',
  description: 'A document that came in and was not changed since goes out as it came, to the last digit.',
  permission: 'signed-in',
  params,
  response: file,
  produces: 'application/x-ndjson',
})
