import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { Permission } from '../../contract/permissions.ts'
import { type Sight, sightBy } from '../../contract/sight.ts'
import { readSession, type Session } from '../../contract/sign-in.ts'
import { call } from './api.ts'

/** Who is signed in. The pages behind sign-in are only shown once it is there. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => (await call(readSession, { signal })).data,
  staleTime: 5 * 60_000,
})

export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

/** Whether the person may do something at all; how far it reaches is the server's to say. */
export function useCan(): (permission: Permission) => boolean {
  const session = useSession()
  return (permission) => can(session, permission)
}

export function can(session: Session, permission: Permission): boolean {
  return session.permissions[permission] !== undefined
}

/** Which of cost, margin and floor the person sees. */
export function useSight(): Sight {
  return sightBy(useCan())
}

export function useKeepSession(): (session: Session) => void {
  const client = useQueryClient()
  return (session) => {
    client.clear()
    client.setQueryData(sessionQuery.queryKey, session)
  }
}
