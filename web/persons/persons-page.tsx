import { Anchor } from '@mantine/core'
import { IconUserSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback } from 'react'
import { findPersons, listErasures } from '../../contract/persons.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { EmptyState, Page, Panel, SearchField, Tag } from '../ui/index.ts'
import { ErasuresTable } from './erasures-table.tsx'
import classes from './persons.module.css'

const route = getRouteApi('/inside/persons')

/** /persons: who something is kept about, to hand it out or erase it; and who was erased. */
export function PersonsPage() {
  const { q = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const search = useCallback(
    (next: string) => void navigate({ search: next === '' ? {} : { q: next }, replace: true }),
    [navigate],
  )
  const wanted = q.trim()
  const found = useQuery({
    queryKey: ['persons', 'found', wanted],
    enabled: wanted.length >= 2,
    queryFn: async ({ signal }) => (await call(findPersons, { query: { q: wanted }, signal })).data.items,
  })
  const erasures = useQuery({
    queryKey: ['persons', 'erasures'],
    queryFn: async ({ signal }) => (await call(listErasures, { signal })).data.items,
  })
  return (
    <Page
      title="Personal data"
      below="Users and contacts of customers: what is kept about one of them, handed out as a file or erased."
      narrow
    >
      <div className={classes.search}>
        <SearchField label="Find a person" placeholder="Name or mail address" value={q} onSearch={search} />
      </div>
      {found.error && <Failed error={found.error} onRetry={() => void found.refetch()} />}
      <Panel flush>
        {found.data && found.data.length > 0 ? (
          <ul className={classes.list}>
            {found.data.map(({ id, kind, name, of }) => (
              <li key={id} className={classes.found}>
                <Anchor component={Link} to={`/persons/${id}`}>
                  {name}
                </Anchor>
                <span className={classes.quiet}>{of}</span>
                <span className={classes.end}>
                  <Tag>{kind === 'user' ? 'User' : 'Contact'}</Tag>
                </span>
              </li>
            ))}
          </ul>
        ) : (
          <EmptyState
            icon={<IconUserSearch size={22} stroke={1.6} />}
            title={
              wanted.length < 2 ? 'Whom is it about?' : found.isPending ? 'Looking …' : 'Nobody is called so'
            }
          >
            {wanted.length < 2
              ? 'Type two letters or more of a name or mail address.'
              : 'Users and contacts are found by name and mail address; who was erased is not.'}
          </EmptyState>
        )}
      </Panel>
      {erasures.data && erasures.data.length > 0 && <ErasuresTable erasures={erasures.data} />}
    </Page>
  )
}
