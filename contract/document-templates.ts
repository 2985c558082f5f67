import { z } from 'zod'
import type { Scope } from '../engines/expressions/index.ts'
import { most } from './limits.ts'
import { branding, company, language } from './settings.ts'
import { code, label, prose } from './values.ts'

/** A text in one or several languages; where the reader's is missing, English or else the first one is taken. */
const texts = z
  .record(language, prose.trim().min(1))
  .refine((given) => Object.keys(given).length > 0, 'needs a text in at least one language')
  .meta({ description: 'Text by language: { "en": "…", "de": "…" }' })
export type Texts = z.infer<typeof texts>

/** What conditions of templates and clauses may speak of. Amounts are in the currency of the quote. */
export const documentScope: Scope = {
  language: { type: 'text', label: 'language of the document' },
  currency: { type: 'text', label: 'currency' },
  total: { type: 'money', label: 'total' },
  net: { type: 'money', label: 'total without tax' },
  paymentTerms: { type: 'text', label: 'payment terms' },
  termMonths: { type: 'quantity', label: 'longest term in months' },
  recurring: { type: 'boolean', label: 'something that recurs' },
  usage: { type: 'boolean', label: 'something billed by use' },
  priceBook: { type: 'text', label: 'price book' },
  products: { type: 'list', of: { type: 'text' }, label: 'products', max: 10_000 },
  plans: { type: 'list', of: { type: 'text' }, label: 'plans', max: 10_000 },
  categories: { type: 'list', of: { type: 'text' }, label: 'categories', max: 10_000 },
  'customer.country': { type: 'text', label: 'country' },
  'customer.region': { type: 'text', label: 'region' },
  'customer.segments': { type: 'list', of: { type: 'text' }, label: 'customer segments', max: 100 },
  'customer.taxStatus': { type: 'text', label: 'tax status of the customer' },
  'owner.team': { type: 'text', label: 'team of the owner' },
  'owner.unit': { type: 'text', label: 'unit of the owner’s team' },
}

/** In either spelling of the expression language. */
const condition = z
  .union([z.object({ expression: z.string().max(most('pricing', 'shortExpression')) }), z.looseObject({})])
  .meta({
    description: 'Condition on the quote, such as { "expression": "customer.country == \\"DE\\"" }',
  })
const priority = z.int().min(-most('values', 'priority')).max(most('values', 'priority')).default(0)

/** What a text of a template can be filled with, in braces: "{customer}". */
export const placeholders = [
  'customer',
  'contact',
  'number',
  'version',
  'name',
  'date',
  'validUntil',
  'total',
  'paymentTerms',
  'owner',
  'company',
] as const

export const documentFacts = ['date', 'validUntil', 'version', 'paymentTerms', 'contact'] as const
export const lineColumns = [
  'position',
  'code',
  'item',
  'quantity',
  'listPrice',
  'unitPrice',
  'discount',
  'tax',
  'amount',
] as const
export type LineColumn = (typeof lineColumns)[number]

const block = z.discriminatedUnion('block', [
  /** Who buys, where it goes, who sells. */
  z.strictObject({ block: z.literal('addresses') }),
  z.strictObject({
    block: z.literal('title'),
    facts: z
      .array(z.enum(documentFacts))
      .max(documentFacts.length)
      .default([...documentFacts]),
  }),
  /** A cover letter, an introduction, anything in words. */
  z.strictObject({
    block: z.literal('text'),
    title: texts.optional(),
    text: texts,
    when: condition.optional(),
  }),
  z.strictObject({
    block: z.literal('lines'),
    columns: z
      .array(z.enum(lineColumns))
      .max(lineColumns.length)
      .default(['position', 'item', 'quantity', 'unitPrice', 'discount', 'amount'])
      .refine((given) => new Set(given).size === given.length, 'must name each column once')
      .refine((given) => given.includes('item') && given.includes('amount'), 'must have item and amount'),
    /** What a configured line consists of, under it. */
    parts: z.boolean().default(true),
  }),
  z.strictObject({ block: z.literal('totals'), glance: z.boolean().default(true) }),
  z.strictObject({ block: z.literal('notes') }),
  /** The quote's own terms, and the clauses whose condition holds. */
  z.strictObject({ block: z.literal('terms'), title: texts.optional() }),
  z.strictObject({ block: z.literal('signature'), text: texts.optional() }),
  z.strictObject({ block: z.literal('page-break') }),
])
export type TemplateBlock = z.infer<typeof block>

const repeatable: readonly string[] = ['text', 'page-break']

/** How the document of a quote is laid out, for which quotes, and in whose name. */
export const documentTemplate = z
  .strictObject({
    code,
    name: label,
    /** For which quotes; absent: for all. */
    when: condition.optional(),
    /** Of several that fit the lowest is taken. */
    priority,
    active: z.boolean().default(true),
    /** The document's language whatever the customer's is. */
    language: language.optional(),
    paper: z.enum(['a4', 'letter']).default('a4'),
    /** What differs from the company's own details: a subsidiary, a region's office. */
    seller: z.strictObject(company.partial().shape).optional(),
    branding: z.strictObject(branding.shape).optional(),
    blocks: z
      .array(block)
      .min(1)
      .max(most('lists', 'steps'))
      .superRefine((blocks, issues) => {
        for (const [index, { block: name }] of blocks.entries())
          if (!repeatable.includes(name) && blocks.findIndex((each) => each.block === name) < index)
            issues.addIssue({ code: 'custom', path: [index], message: `must have “${name}” once` })
        for (const name of ['lines', 'totals'])
          if (!blocks.some((each) => each.block === name))
            issues.addIssue({ code: 'custom', message: `must have the block “${name}”` })
      }),
  })
  .meta({ id: 'DocumentTemplate' })
export type DocumentTemplate = z.infer<typeof documentTemplate>

/** A piece of terms that stands in a document when its condition holds. */
export const clause = z
  .strictObject({
    code,
    name: label,
    /** Its heading in the document. */
    title: texts.optional(),
    text: texts,
    when: condition.optional(),
    /** Lower stands further up. */
    priority,
    active: z.boolean().default(true),
  })
  .meta({ id: 'Clause' })
export type Clause = z.infer<typeof clause>
