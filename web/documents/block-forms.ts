import { documentScope, type LineColumn, type TemplateBlock } from '../../contract/document-templates.ts'
import { choices, type FieldSpec, type State } from '../reference/describe.ts'

export type BlockName = TemplateBlock['block']
export type BlockForm = { label: string; help?: string; fields: readonly FieldSpec[]; start?: State }

const columnLabels: Record<LineColumn, string> = {
  position: 'Position',
  code: 'Code',
  item: 'Item',
  quantity: 'Quantity',
  listPrice: 'List price',
  unitPrice: 'Unit price',
  discount: 'Discount',
  tax: 'Tax',
  amount: 'Amount',
}

/** What each block of a document asks for. */
export const blockForms: Readonly<Record<BlockName, BlockForm>> = {
  addresses: { label: 'Addresses', help: 'Who buys, where it goes, who sells.', fields: [] },
  title: {
    label: 'Title and facts',
    fields: [
      {
        name: 'facts',
        label: 'Facts under the title',
        kind: 'choices',
        wide: true,
        options: choices({
          date: 'Date',
          validUntil: 'Valid until',
          version: 'Version',
          paymentTerms: 'Payment terms',
          contact: 'Contact',
        }),
      },
    ],
    start: { facts: ['date', 'validUntil', 'version', 'paymentTerms', 'contact'] },
  },
  text: {
    label: 'Text',
    help: 'A cover letter, an introduction, anything in words.',
    fields: [
      { name: 'title', label: 'Heading', kind: 'translations', wide: true },
      {
        name: 'text',
        label: 'Text',
        kind: 'translations',
        multiline: true,
        wide: true,
        help: 'An empty line begins a paragraph, “- ” a point of a list. Filled in: {customer}, {contact}, {number}, {version}, {name}, {date}, {validUntil}, {total}, {paymentTerms}, {owner}, {company}.',
      },
      { name: 'when', label: 'Only if', kind: 'condition', scope: documentScope, wide: true },
    ],
    start: { text: { en: '' } },
  },
  lines: {
    label: 'Lines',
    fields: [
      {
        name: 'columns',
        label: 'Columns, in this order',
        kind: 'choices',
        options: choices(columnLabels),
        wide: true,
      },
      {
        name: 'parts',
        label: 'Show what a configured line consists of',
        kind: 'boolean',
        default: true,
        wide: true,
      },
    ],
    start: { columns: ['position', 'item', 'quantity', 'unitPrice', 'discount', 'amount'] },
  },
  totals: {
    label: 'Totals',
    fields: [{ name: 'glance', label: 'Show what is paid when', kind: 'boolean', default: true, wide: true }],
  },
  notes: { label: 'Notes of the quote', fields: [] },
  terms: {
    label: 'Terms',
    help: 'The quote’s own terms, then the clauses whose condition holds.',
    fields: [{ name: 'title', label: 'Heading', kind: 'translations', wide: true }],
  },
  signature: {
    label: 'Signature',
    fields: [{ name: 'text', label: 'What is signed', kind: 'translations', multiline: true, wide: true }],
  },
  'page-break': { label: 'New page', fields: [] },
}

/** Blocks a document may have several times. */
export const repeatable: readonly BlockName[] = ['text', 'page-break']

export const newBlock = (block: BlockName): State => ({ block, ...blockForms[block].start })
