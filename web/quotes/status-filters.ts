import type { QuoteStatus } from '../../contract/quotes.ts'

/** The tabs above the list: what people look for, each standing for one or several states. */
export const statusFilters: readonly { value: string; label: string; statuses: readonly QuoteStatus[] }[] = [
  { value: 'all', label: 'All', statuses: [] },
  { value: 'draft', label: 'Draft', statuses: ['DRAFT', 'REJECTED'] },
  { value: 'approval', label: 'In approval', statuses: ['PENDING_APPROVAL'] },
  { value: 'approved', label: 'Approved', statuses: ['APPROVED'] },
  { value: 'customer', label: 'With customer', statuses: ['FINALIZED'] },
  { value: 'won', label: 'Won', statuses: ['ACCEPTED', 'CONVERTED'] },
  { value: 'lost', label: 'Lost', statuses: ['DECLINED', 'EXPIRED', 'CANCELLED'] },
]

export function statusesOf(filter: string | undefined): readonly QuoteStatus[] {
  return statusFilters.find((each) => each.value === filter)?.statuses ?? []
}

/** How many quotes a tab finds, from the counts by state that come with the list. */
export function countOf(
  statuses: readonly QuoteStatus[],
  counts: Readonly<Record<string, number>> | undefined,
): number | undefined {
  if (!counts) return undefined
  const wanted = statuses.length > 0 ? statuses : (Object.keys(counts) as QuoteStatus[])
  return wanted.reduce((sum, status) => sum + (counts[status] ?? 0), 0)
}
