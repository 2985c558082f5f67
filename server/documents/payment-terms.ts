import { filled } from './labels.ts'
import type { Words } from './words.ts'

/**
 * Payment terms in the reader's language, where they say no more than what every trade knows: so many days net, on
 * receipt, in advance. Others stand as people wrote them, and in English so do these.
 */
export function paymentIn(terms: string, { lang, labels, written }: Words): string {
  const text = terms.trim()
  if (lang === 'en') return text
  const days = netDays(text)
  if (days !== undefined) return filled(labels.netDays, { days: written.span(days, 'day') })
  if (/^((due|payable) )?(up)?on receipt( of (the )?invoice)?$/i.test(text)) return labels.onReceipt
  if (/^((payment|payable|paid) )?in advance$|^pre(payment|paid)$/i.test(text)) return labels.inAdvance
  return text
}

/** "30 days net", "Net 30", "30 days", "within 30 days". */
function netDays(text: string): number | undefined {
  const form =
    /^(?<net>net )?(?<within>(payable )?within )?(?<count>\d{1,3})(?<days> days?)?(?<after>,? net)?$/i
  const { net, within, count, days, after } = form.exec(text)?.groups ?? {}
  return count !== undefined && (net || within || days || after) ? Number(count) : undefined
}
