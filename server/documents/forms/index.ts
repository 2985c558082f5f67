import type { QuoteDocument } from '../quote-document.ts'
import { renderQuote } from '../render-quote.ts'
import { jsonOf } from './json.ts'
import { ublOf } from './ubl.ts'
import { xlsxOf } from './xlsx.ts'

/** In what forms a quote can be had, beside the page and the API. */
export const forms = {
  PDF: {
    ending: 'pdf',
    type: 'application/pdf',
    make: async (document) => Buffer.from(await renderQuote(document)),
  },
  XLSX: {
    ending: 'xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    make: xlsxOf,
  },
  JSON: { ending: 'json', type: 'application/json', make: async (document) => Buffer.from(jsonOf(document)) },
  UBL: { ending: 'xml', type: 'application/xml', make: async (document) => Buffer.from(ublOf(document)) },
} satisfies Record<
  string,
  { ending: string; type: string; make: (document: QuoteDocument) => Promise<Buffer> }
>
export type Form = keyof typeof forms
