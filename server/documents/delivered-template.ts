import { type DocumentTemplate, documentFacts } from '../../contract/document-templates.ts'

/** The layout that holds where no published template fits, in the company's own name. */
export const deliveredTemplate: DocumentTemplate = {
  code: 'DELIVERED',
  name: 'As delivered',
  priority: 0,
  active: true,
  paper: 'a4',
  blocks: [
    { block: 'addresses' },
    { block: 'title', facts: [...documentFacts] },
    {
      block: 'lines',
      columns: ['position', 'item', 'quantity', 'unitPrice', 'discount', 'amount'],
      parts: true,
    },
    { block: 'totals', glance: true },
    { block: 'notes' },
    { block: 'terms' },
    { block: 'signature' },
  ],
}
