import { useQuery } from '@tanstack/react-query'
import { listRoles } from '../../contract/roles.ts'
import { call } from '../shell/api.ts'

/** Every role there is, the company's own among them, for lists to choose from. */
export function useRoles(): { value: string; label: string }[] {
  const roles = useQuery({
    queryKey: ['roles'],
    queryFn: async ({ signal }) => (await call(listRoles, { signal })).data.items,
  })
  return (roles.data ?? []).map(({ code, name }) => ({ value: code, label: name }))
}
