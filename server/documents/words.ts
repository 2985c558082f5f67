import { type Labels, labelsIn } from './labels.ts'
import { type Filling, termsOf } from './layout.ts'
import { paymentIn } from './payment-terms.ts'
import type { QuoteDocument } from './quote-document.ts'
import { type Written, writtenIn } from './written.ts'

/** What a document is written with. */
export type Words = {
  labels: Labels
  /** The language of the labels. */
  lang: string
  written: Written
  /** The language of figures and days: the reader's, where the labels are in it. */
  tongue: string
  /** The day the version came to be, where the company is. */
  made: string
}

export function wordsOf(document: QuoteDocument): Words {
  const { labels, language } = labelsIn(document.language)
  // Words and figures in one language: a French amount in an English sentence would be misread.
  const tongue = language === 'en' ? englishOf(document.language) : document.language
  return {
    labels,
    lang: language,
    tongue,
    written: writtenIn(tongue, document.quote.currency),
    made: dayIn(versionMade(document), document.zone),
  }
}

/** The moment a version came to be. It never changes, unlike the quote's last change. */
export function versionMade({ quote }: QuoteDocument): string {
  return quote.versions.find((each) => each.version === quote.version)?.createdAt ?? quote.createdAt
}

/** What the texts of a template are filled with. */
export function fillingOf(document: QuoteDocument, words: Words): Filling {
  const { labels, written, made } = words
  const { quote, company, customer, language, facts } = document
  const payment = quote.paymentTerms && paymentIn(quote.paymentTerms, words)
  const date = written.day(made)
  const validUntil = written.day(quote.validUntil)
  const version = String(quote.version)
  return {
    labels,
    language,
    conditionFacts: facts,
    values: {
      customer: customer?.company ?? quote.customerName ?? '',
      contact: customer?.contact ?? '',
      number: quote.number,
      version,
      name: quote.name ?? '',
      date,
      validUntil,
      total: written.money(quote.totals.total),
      paymentTerms: payment ?? '',
      owner: quote.owner.name,
      company: company.legalName ?? company.name,
    },
    facts: {
      date: [labels.date, date],
      validUntil: [labels.validUntil, validUntil],
      version: [labels.version, version],
      paymentTerms: payment ? [labels.payment, payment] : undefined,
      contact: [labels.contact, quote.owner.name],
    },
  }
}

/** The terms as texts, one for each passage: for forms that have no layout. */
export function termsText(document: QuoteDocument): string[] {
  const filling = fillingOf(document, wordsOf(document))
  return termsOf(document, filling).map(({ title, paragraphs }) =>
    [...(title ? [title] : []), ...paragraphs].join('\n\n'),
  )
}

function dayIn(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  return parts.format(new Date(instant))
}

function englishOf(language: string): string {
  return /^en(-|$)/i.test(language) ? language : 'en-GB'
}
