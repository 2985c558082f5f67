import type { Address } from '../../contract/customers.ts'
import type { Clause, DocumentTemplate } from '../../contract/document-templates.ts'
import type { Quote } from '../../contract/quotes.ts'
import type { Settings } from '../../contract/settings.ts'
import type { Facts } from '../../engines/expressions/index.ts'

/** All that a quote's document shows. Whoever has it can make the same file again, to the byte. */
export type QuoteDocument = {
  quote: Quote
  company: Settings['company']
  branding?: Settings['branding'] | undefined
  customer?: Recipient | undefined
  /** The quote's own terms, else the company's. */
  terms?: string | undefined
  /** What stands where; its revision is absent where it came with the program. */
  template: DocumentTemplate
  templateRevision?: number | undefined
  /** Those whose condition holds, in order. */
  clauses: readonly Clause[]
  /** What conditions of texts in the template look at. */
  facts: Facts
  /** BCP 47: how numbers and days are written, and the words around them where we have them. */
  language: string
  /** IANA zone in which the document is dated. */
  zone: string
  /** Not what the customer gets: marked as a draft on every page. */
  preview: boolean
  /** Where the customer signed on their page: what the signed document shows of it. */
  signature?: SignatureRecord | undefined
}

/** Who accepted a version, how, when, from where, and what led there. */
export type SignatureRecord = {
  name: string
  role?: string | undefined
  /** Drawn by hand, in a field of 600 × 200; typed where there are none. */
  strokes?: readonly (readonly [number, number])[][] | undefined
  at: string
  /** Network address and program, as far as they are known. */
  from?: string | undefined
  with?: string | undefined
  /** Of the document that was signed. */
  sha256: string
  happened: { at: string; kind: string; who: string; words: string }[]
}

/** To whom a quote is addressed. */
export type Recipient = {
  company: string
  billing?: Address | undefined
  shipping?: Address | undefined
  contact?: string | undefined
  taxId?: string | undefined
  /** Why no tax is charged, as the law wants it said. */
  taxReason?: string | undefined
}
