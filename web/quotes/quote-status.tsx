import type { QuoteStatus } from '../../contract/quotes.ts'
import { StatusBadge, type Tone } from '../ui/index.ts'

/** Each state of a quote in a word, and how it looks. Hollow: something is still to be done. */
export const quoteStatusWords: Readonly<Record<QuoteStatus, { word: string; tone: Tone; hollow?: boolean }>> =
  {
    DRAFT: { word: 'Draft', tone: 'neutral', hollow: true },
    PENDING_APPROVAL: { word: 'In approval', tone: 'warning', hollow: true },
    APPROVED: { word: 'Approved', tone: 'info' },
    REJECTED: { word: 'Rejected', tone: 'danger' },
    FINALIZED: { word: 'With customer', tone: 'violet', hollow: true },
    ACCEPTED: { word: 'Accepted', tone: 'success' },
    DECLINED: { word: 'Declined', tone: 'danger' },
    EXPIRED: { word: 'Expired', tone: 'neutral' },
    CONVERTED: { word: 'Ordered', tone: 'accent' },
    CANCELLED: { word: 'Cancelled', tone: 'neutral' },
  }

export function QuoteStatusBadge({ status }: { status: QuoteStatus }) {
  const { word, tone, hollow } = quoteStatusWords[status]
  return (
    <StatusBadge tone={tone} hollow={hollow ?? false}>
      {word}
    </StatusBadge>
  )
}
