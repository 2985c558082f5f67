import { useQuery } from '@tanstack/react-query'
import { listPolicies, policyFacts } from '../../contract/approval-policies.ts'
import { call } from '../shell/api.ts'

export function usePolicies() {
  return useQuery({
    queryKey: ['policies', 'list'],
    queryFn: async ({ signal }) => (await call(listPolicies, { query: {}, signal })).data,
  })
}

/** What conditions may speak of and whom steps may ask. */
export function usePolicyFacts() {
  return useQuery({
    queryKey: ['policies', 'facts'],
    queryFn: async ({ signal }) => (await call(policyFacts, { signal })).data,
    staleTime: 5 * 60_000,
  })
}
