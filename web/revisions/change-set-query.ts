import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  type ChangeSet,
  checkChangeSet,
  getChangeSet,
  getCurrentChangeSet,
} from '../../contract/revisions.ts'
import { call } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'

export const changeSetQuery = (id: ChangeSet['id']) =>
  queryOptions({
    queryKey: ['change-sets', 'one', id],
    queryFn: async ({ signal }) =>
      (await call(getChangeSet, { params: { id }, query: { checks: 'false' }, signal })).data,
  })

/** What the checks find takes longer than the changes themselves; the page does not wait for it. */
export const findingsQuery = (id: ChangeSet['id']) =>
  queryOptions({
    queryKey: ['change-sets', 'checks', id],
    queryFn: async ({ signal }) => (await call(checkChangeSet, { params: { id }, signal })).data.issues,
  })

const currentQuery = queryOptions({
  queryKey: ['change-sets', 'current'],
  queryFn: async ({ signal }) => (await call(getCurrentChangeSet, { signal })).data.changeSet ?? null,
})

/** Whether this person prepares changes of anything. */
export function usePreparesChanges(): boolean {
  const can = useCan()
  return can('catalog.write') || can('prices.write') || can('policies.write')
}

/** The change set this person works in, if any. */
export function useCurrentChangeSet(): ChangeSet | undefined {
  const prepares = usePreparesChanges()
  return useQuery({ ...currentQuery, enabled: prepares }).data ?? undefined
}

/** The same for an action, which must not take "not loaded yet" for "none". */
export async function currentChangeSet(client: QueryClient): Promise<ChangeSet | undefined> {
  return (await client.ensureQueryData(currentQuery)) ?? undefined
}

/** To be called after any change of a change set; a publication changes what every page shows. */
export function useChangedReference(): (published?: boolean) => Promise<void> {
  const client = useQueryClient()
  return async (published = false) => {
    if (published) return client.invalidateQueries()
    await Promise.all([
      client.invalidateQueries({ queryKey: ['change-sets'] }),
      client.invalidateQueries({ queryKey: ['reference'] }),
    ])
  }
}
