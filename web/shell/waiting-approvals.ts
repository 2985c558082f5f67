import { queryOptions, useQuery } from '@tanstack/react-query'
import { listApprovals } from '../../contract/approvals.ts'
import type { Session } from '../../contract/sign-in.ts'
import { call } from './api.ts'
import { can } from './session.ts'

/** What waits for a decision of the person signed in. The inbox shows the same answer. */
export const waitingApprovalsQuery = queryOptions({
  queryKey: ['approvals', 'mine'],
  queryFn: async ({ signal }) =>
    (await call(listApprovals, { query: { mine: 'true', status: 'PENDING', limit: 100 }, signal })).data,
  refetchInterval: 60_000,
})

export function useWaitingApprovals(session: Session): number {
  const asked = useQuery({ ...waitingApprovalsQuery, enabled: can(session, 'quotes.approve') })
  return asked.data?.items.filter((each) => each.mine).length ?? 0
}
