import { useQuery } from '@tanstack/react-query'
import { approvalBrief } from '../../contract/approvals.ts'
import type { Quote } from '../../contract/quotes.ts'
import { call } from '../shell/api.ts'

/** What changed since the last approval, and the customer's other deals. */
export function useBrief(quote: Pick<Quote, 'id' | 'seq'>) {
  return useQuery({
    queryKey: ['approval-brief', quote.id, quote.seq],
    queryFn: async ({ signal }) => (await call(approvalBrief, { params: { id: quote.id }, signal })).data,
  })
}
