import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { CustomerWords } from '../../contract/customer-words/index.ts'
import { type ProposalView, viewProposal } from '../../contract/proposal-page.ts'
import { call, ProblemError } from '../shell/api.ts'

/** What every part of the page needs: the proposal, the link's secret, and the words of the customer's language. */
export type Around = { view: ProposalView; token: string; words: CustomerWords['page'] }
export const ProposalContext = createContext<Around | null>(null)

export function useAround(): Around {
  const around = useContext(ProposalContext)
  if (!around) throw new Error('There is no proposal around this component')
  return around
}

const keyOf = (token: string) => ['proposal', token]

export function useProposal(token: string) {
  return useQuery({
    queryKey: keyOf(token),
    queryFn: async ({ signal }) => (await call(viewProposal, { params: { token }, signal })).data,
    // Answers of the seller come in by themselves; each look is counted once in ten minutes at most.
    refetchInterval: 30_000,
    retry: (count, error) => !(error instanceof ProblemError && error.status === 404) && count < 2,
  })
}

/** Does something on the page; the answer is the page as it is afterwards. */
export function useStep<Given>(act: (given: Given, token: string) => Promise<{ data: ProposalView }>) {
  const { token } = useAround()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (given: Given) => (await act(given, token)).data,
    onMutate: () => client.cancelQueries({ queryKey: keyOf(token) }),
    onSuccess: (view) => client.setQueryData(keyOf(token), view),
    // Somebody else answered meanwhile, or it expired: show the page as it is.
    onError: (error) => {
      if (error instanceof ProblemError && error.status === 409)
        void client.invalidateQueries({ queryKey: keyOf(token) })
    },
  })
}
