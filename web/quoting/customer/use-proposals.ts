import { useQuery, useQueryClient } from '@tanstack/react-query'
import { listProposals } from '../../../contract/proposals.ts'
import { call } from '../../shell/api.ts'
import { useQuote } from '../store/use-quote.ts'

const keyOf = (id: string) => ['proposals', id]

/** Links, views, questions of the quote; looked at often while somebody has them before their eyes. */
export function useProposals() {
  const id = useQuote((quote) => quote.id)
  return useQuery({
    queryKey: keyOf(id),
    queryFn: async ({ signal }) => (await call(listProposals, { params: { id }, signal })).data,
    refetchInterval: 5_000,
  })
}

export function useReloadProposals(): () => void {
  const id = useQuote((quote) => quote.id)
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: keyOf(id) })
}
