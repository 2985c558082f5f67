import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { listNotifications, type Notification, readNotifications } from '../../contract/messages.ts'
import { call } from '../shell/api.ts'
import { toast } from '../ui/index.ts'

export const latestNotificationsQuery = queryOptions({
  queryKey: ['notifications', 'latest'],
  queryFn: async ({ signal }) => (await call(listNotifications, { query: { limit: 8 }, signal })).data,
  // The stream says when there is news; this is for those it does not reach.
  refetchInterval: 120_000,
})

export function useLatestNotifications() {
  return useQuery(latestNotificationsQuery)
}

/** Marks notifications as read: those named, or all. */
export function useMarkRead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (ids?: Notification['id'][]) => call(readNotifications, { body: ids ? { ids } : {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notifications'] }),
    onError: (error) => toast.failed(error),
  })
}
