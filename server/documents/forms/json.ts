import type { QuoteDocument } from '../quote-document.ts'
import { termsText } from '../words.ts'

/** What depends on who looks and when, or what things cost us: no part of what the customer gets. */
const ours = [
  'actions',
  'editable',
  'seq',
  'canUndo',
  'canRedo',
  'latestRevision',
  'approval',
  'issues',
  'current',
] as const
const secret = new Set(['cost', 'margin', 'marginPercent', 'floor'])

/** The quote as data: seller, customer, lines and totals as the API names them. */
export function jsonOf(document: QuoteDocument): string {
  const { quote, company, customer, language } = document
  const terms = termsText(document)
  const shown: Record<string, unknown> = {
    ...quote,
    terms: terms.length === 0 ? undefined : terms.join('\n\n'),
  }
  for (const field of ours) delete shown[field]
  const whole = {
    format: 'quoin-quote',
    formatVersion: 1,
    ...(document.preview && { draft: true }),
    language,
    seller: company,
    buyer: customer,
    quote: shown,
  }
  return `${JSON.stringify(whole, (key, value) => (secret.has(key) ? undefined : value), 2)}\n`
}
