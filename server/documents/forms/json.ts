import type { QuoteDocument } from '../quote-document.ts'

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
export function jsonOf({ quote, company, customer, terms, language }: QuoteDocument): string {
  const shown: Record<string, unknown> = { ...quote, terms }
  for (const field of ours) delete shown[field]
  const whole = {
    format: 'quoin-quote',
    formatVersion: 1,
    language,
    seller: company,
    buyer: customer,
    quote: shown,
  }
  return `${JSON.stringify(whole, (key, value) => (secret.has(key) ? undefined : value), 2)}\n`
}
