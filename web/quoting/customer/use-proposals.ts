import { useQuery, useQueryClient } from '@tanstack/react-query'
import { listProposals } from '../../../contract/proposals.ts'
import { call } from '../../shell/api.ts'
import { useQuote } from '../store/use-quote.ts'
import { proposalsKey } from './proposals-key.ts'

/** Links, views, questions of the quote; the quote's own events say when to look again. */
export function useProposals() {
  const id = useQuote((quote) => quote.id)
  return useQuery({
    queryKey: proposalsKey(id),
    queryFn: async ({ signal }) => (await call(listProposals, { params: { id }, signal })).data,
    // Should an event get lost on the way.
    refetchInterval: 60_000,
  })
}

export function useReloadProposals(): () => void {
  const id = useQuote((quote) => quote.id)
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: proposalsKey(id) })
}
