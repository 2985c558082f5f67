import type { LineColumn } from '../../contract/document-templates.ts'
import { filled, type Labels } from './labels.ts'
import {
  acceptanceOf,
  blocksOf,
  factsOf,
  type Passage,
  paragraphs,
  type SheetBlock,
  termsOf,
} from './layout.ts'
import type { QuoteDocument } from './quote-document.ts'
import { type Section, sectionsOf } from './sections.ts'
import { type SignedSheet, signedSheet } from './signed.ts'
import { glanceOf, type TotalRow, totalsOf } from './sums.ts'
import { fillingOf, wordsOf } from './words.ts'
import type { Written } from './written.ts'

/** What the template prints: texts only, every figure written out. The template lays out and computes nothing. */
export type Sheet = {
  lang: string
  /** The reader's own language, also where the words are English: it decides between forms of the same character. */
  script: string
  labels: Labels
  title: string
  number: string
  /** The moment the file says it was made: that of the version, so that the same version gives the same bytes. */
  made: { year: number; month: number; day: number }
  paper: 'a4' | 'us-letter'
  /** What stands where, in order. */
  blocks: SheetBlock[]
  heading?: string
  facts: [label: string, value: string][]
  /** Above the signature. */
  acceptance: string
  seller: {
    name: string
    legal: string
    lines: string[]
    footer: string[]
    accent?: string
    /** As SVG. */
    logo?: string
  }
  billTo: string[]
  shipTo: string[]
  sections: Section[]
  glance: [label: string, value: string][]
  glanceNote: string
  totals: TotalRow[]
  amountsNote: string
  taxNote?: string
  notes: string[]
  terms: Passage[]
  draft?: string
  signed?: SignedSheet
}

/** Writes a quote out for its document. Pure: the same document gives the same sheet. */
export function sheetOf(document: QuoteDocument): Sheet {
  const { quote, company, customer } = document
  const words = wordsOf(document)
  const { labels, written } = words
  const filling = fillingOf(document, words)
  const [year = 1970, month = 1, day = 1] = words.made.split('-').map(Number)
  const address = (recipient: string | undefined, at: NonNullable<typeof customer>['billing']) =>
    at ? addressLines(at, recipient, { written, home: company.country }) : []
  return {
    lang: words.lang,
    script: document.language.split('-')[0]?.toLowerCase() ?? words.lang,
    labels,
    title: `${labels.quote} ${quote.number}`,
    number: quote.number,
    made: { year, month, day },
    paper: document.template.paper === 'letter' ? 'us-letter' : 'a4',
    blocks: blocksOf(document.template, filling),
    facts: factsOf(document.template, filling),
    acceptance: acceptanceOf(document.template, filling),
    ...(quote.name ? { heading: quote.name } : {}),
    seller: { ...sellerOf(company, labels), ...brandOf(document.branding) },
    billTo: [
      ...(customer?.billing
        ? address(customer.company, customer.billing)
        : customer
          ? [customer.company]
          : quote.customerName
            ? [quote.customerName]
            : []),
      ...(customer?.contact ? [customer.contact] : []),
      ...(customer?.taxId ? [`${labels.taxId} ${customer.taxId}`] : []),
    ],
    shipTo: address(customer?.company, customer?.shipping),
    sections: sectionsOf(quote, labels, written, columnsOf(document)),
    glance: glanceOf(quote, labels, written),
    glanceNote: `${labels.glance} · ${quote.charges.length > 0 ? labels.netNoteCharges : labels.netNote}`,
    totals: totalsOf(quote, labels, written),
    amountsNote: filled(labels.allInNet, { currency: quote.currency }),
    ...(customer?.taxReason && quote.taxes.some((tax) => tax.reason) ? { taxNote: customer.taxReason } : {}),
    notes: paragraphs(quote.notes),
    terms: termsOf(document, filling),
    ...(document.preview ? { draft: labels.draft } : {}),
    ...(document.signature
      ? { signed: signedSheet(document.signature, { labels, language: words.tongue, zone: document.zone }) }
      : {}),
  }
}

/** The columns of the lines, whichever the template shows. */
function columnsOf({ template }: QuoteDocument): readonly LineColumn[] {
  return template.blocks.find((each) => each.block === 'lines')?.columns ?? []
}

function sellerOf(company: QuoteDocument['company'], labels: Labels): Sheet['seller'] {
  const place = [company.postalCode, company.city].filter(Boolean).join(' ')
  const name = company.legalName ?? company.name
  return {
    name: company.name,
    legal: name,
    lines: [
      company.street,
      place,
      company.phone,
      company.email,
      company.website?.replace(/^https?:\/\//, ''),
    ].filter((each): each is string => each !== undefined && each !== ''),
    footer: [
      [name, company.street, place].filter(Boolean).join(' · '),
      [
        company.registration,
        company.taxId && `${labels.taxId} ${company.taxId}`,
        company.bankDetails?.replaceAll('\n', ' '),
      ]
        .filter(Boolean)
        .join(' · '),
    ].filter((each) => each !== ''),
  }
}

function brandOf(branding: QuoteDocument['branding']): Pick<Sheet['seller'], 'accent' | 'logo'> {
  const [, type, base64] = /^data:image\/(png|svg)[^,]*,(.*)$/.exec(branding?.logo ?? '') ?? []
  const bytes = base64 === undefined ? undefined : Buffer.from(base64, 'base64')
  return {
    ...(branding?.accent && { accent: branding.accent }),
    ...(bytes && { logo: type === 'svg' ? bytes.toString('utf8') : framed(bytes) }),
  }
}

/** A PNG as SVG, which the template can take as text; its size stands at a fixed place in its head. */
function framed(png: Buffer): string {
  const [width, height] = png.length > 24 ? [png.readUInt32BE(16), png.readUInt32BE(20)] : [1, 1]
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<image width="${width}" height="${height}" href="data:image/png;base64,${png.toString('base64')}"/></svg>`
  )
}

function addressLines(
  at: NonNullable<NonNullable<QuoteDocument['customer']>['billing']>,
  recipient: string | undefined,
  { written, home }: { written: Written; home: string | undefined },
): string[] {
  const american = at.country === 'US' || at.country === 'CA'
  const place = american
    ? `${at.city}, ${[at.state, at.postalCode].filter(Boolean).join(' ')}`
    : [at.postalCode, at.city].filter(Boolean).join(' ')
  return [
    at.recipient ?? recipient ?? '',
    at.street,
    at.street2 ?? '',
    place,
    at.country === home ? '' : written.country(at.country),
  ].filter((each) => each !== '')
}
