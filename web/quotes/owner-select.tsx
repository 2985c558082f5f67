import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { listUsers } from '../../contract/users.ts'
import { call } from '../shell/api.ts'
import { useCan, useSession } from '../shell/session.ts'

/** Whose quotes: mine, or those of a colleague where colleagues may be seen. Absent where only the own ones can be. */
export function OwnerSelect({
  value,
  onChange,
}: {
  value: string | undefined
  onChange: (owner: string | undefined) => void
}) {
  const session = useSession()
  const can = useCan()
  const people = useQuery({
    queryKey: ['users', 'names'],
    queryFn: async ({ signal }) => (await call(listUsers, { query: { limit: 200 }, signal })).data.items,
    enabled: can('users.read'),
    staleTime: 5 * 60_000,
  })
  if (session.permissions['quotes.read'] === 'own') return null
  const others = (people.data ?? []).filter((user) => user.id !== session.user.id)
  return (
    <Select
      aria-label="Owner"
      w={160}
      searchable
      nothingFoundMessage="Nobody"
      value={value ?? 'anyone'}
      onChange={(owner) => onChange(owner === 'anyone' || owner === null ? undefined : owner)}
      data={[
        { value: 'anyone', label: 'Any owner' },
        { value: 'me', label: 'Mine' },
        ...others.map((user) => ({ value: user.id, label: user.name })),
      ]}
    />
  )
}
