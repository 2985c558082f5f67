import {
  type DocumentTemplate,
  documentFacts,
  type LineColumn,
  type TemplateBlock,
  type Texts,
} from '../../contract/document-templates.ts'
import type { Facts } from '../../engines/expressions/index.ts'
import { holds } from './choose-layout.ts'
import { filled, type Labels } from './labels.ts'
import type { QuoteDocument } from './quote-document.ts'

/** Words with a heading: a letter, a clause. Lines that begin with "- " are points of a list. */
export type Passage = { title?: string; paragraphs: string[] }

/** A block as the typesetter gets it: in one language, filled in. */
export type SheetBlock =
  | { block: 'addresses' | 'title' | 'notes' | 'signature' | 'page-break' }
  | ({ block: 'text' } & Passage)
  | { block: 'lines'; columns: { column: LineColumn; label: string }[]; parts: boolean }
  | { block: 'totals'; glance: boolean }
  | { block: 'terms'; title: string }

/** The words and values one document is filled with. */
export type Filling = {
  labels: Labels
  /** The reader's language, which may be one the labels are not in. */
  language: string
  values: Record<string, string>
  facts: Record<string, [label: string, value: string] | undefined>
  conditionFacts: Facts
}

/** The blocks of a template for one document, in order; texts whose condition does not hold are left out. */
export function blocksOf(template: DocumentTemplate, filling: Filling): SheetBlock[] {
  return template.blocks.flatMap((block) => blockOf(block, filling) ?? [])
}

function blockOf(block: TemplateBlock, filling: Filling): SheetBlock | undefined {
  const { labels, language, values } = filling
  switch (block.block) {
    case 'addresses':
    case 'title':
    case 'notes':
    case 'signature':
    case 'page-break':
      return { block: block.block }
    case 'text':
      if (!holds(block.when, filling.conditionFacts)) return undefined
      return { block: 'text', ...passage(block.title, block.text, { language, values }) }
    case 'lines':
      return {
        block: 'lines',
        columns: block.columns.map((column) => ({ column, label: labels[column] })),
        parts: block.parts,
      }
    case 'totals':
      return { block: 'totals', glance: block.glance }
    case 'terms':
      return { block: 'terms', title: block.title ? textIn(block.title, language) : labels.terms }
  }
}

/** The facts under the title, and what is signed: the customer's page and mails say them too, title or not. */
export function factsOf({ blocks }: DocumentTemplate, { facts }: Filling): [string, string][] {
  const shown = blocks.find((each) => each.block === 'title')?.facts ?? documentFacts
  return shown.flatMap((name) => (facts[name] ? [facts[name]] : []))
}
export function acceptanceOf({ blocks }: DocumentTemplate, { labels, language, values }: Filling): string {
  const text = blocks.find((each) => each.block === 'signature')?.text
  return filled(text ? textIn(text, language) : labels.signatureText, values)
}

/** The quote's own terms, then the clauses that hold. */
export function termsOf(
  { terms, clauses }: Pick<QuoteDocument, 'terms' | 'clauses'>,
  words: { language: string; values: Record<string, string> },
): Passage[] {
  const own = paragraphs(terms)
  return [
    ...(own.length > 0 ? [{ paragraphs: own }] : []),
    ...clauses.map(({ title, text }) => passage(title, text, words)),
  ]
}

function passage(
  title: Texts | undefined,
  text: Texts,
  { language, values }: { language: string; values: Record<string, string> },
): Passage {
  return {
    ...(title && { title: filled(textIn(title, language), values) }),
    paragraphs: paragraphs(filled(textIn(text, language), values)),
  }
}

/** A text in the reader's language: "de-AT", then "de", then English, then whatever there is. */
export function textIn(texts: Texts, language: string): string {
  const short = language.split('-')[0] ?? language
  return texts[language] ?? texts[short] ?? texts.en ?? Object.values(texts)[0] ?? ''
}

export function paragraphs(text: string | undefined): string[] {
  return (text ?? '')
    .split(/\n\s*\n/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
}
