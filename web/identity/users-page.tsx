import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconTable, IconUserPlus, IconUsers, IconUsersGroup } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { listUsers, type User } from '../../contract/users.ts'
import { call } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { roleName } from '../shell/role-names.ts'
import { useCan } from '../shell/session.ts'
import { usePages } from '../shell/use-pages.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  FilterTabs,
  Instant,
  Nothing,
  Page,
  Panel,
  SearchField,
  Tag,
} from '../ui/index.ts'
import classes from './identity.module.css'

const route = getRouteApi('/inside/users')

const columns: Column<User>[] = [
  { key: 'name', title: 'Name', render: (user) => user.name },
  {
    key: 'username',
    title: 'User name',
    from: 'sm',
    render: (user) => <span className={classes.quiet}>{user.username}</span>,
  },
  {
    key: 'roles',
    title: 'Roles',
    render: (user) => (
      <span className={classes.tags}>
        {user.roles.map((role) => (
          <Tag key={role}>{roleName(role)}</Tag>
        ))}
      </span>
    ),
  },
  { key: 'state', title: 'State', from: 'md', render: (user) => <StateOf user={user} /> },
  {
    key: 'last',
    title: 'Last sign-in',
    align: 'end',
    from: 'md',
    render: (user) => (user.lastLoginAt ? <Instant value={user.lastLoginAt} ago /> : <Nothing />),
  },
]

/** People and programs that may sign in. */
export function UsersPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const can = useCan()
  const field = useRef<HTMLInputElement>(null)
  useHotkeys([['/', () => field.current?.focus()]])
  const enabled =
    search.state === 'all' ? undefined : search.state === 'disabled' ? ('false' as const) : ('true' as const)
  const list = usePages(
    ['users', 'list', search.q, enabled],
    async (cursor, signal) =>
      (await call(listUsers, { query: { q: search.q, enabled, cursor }, signal })).data,
  )
  return (
    <Page
      title="Users"
      actions={
        <>
          <Button
            variant="default"
            component={Link}
            to="/teams"
            leftSection={<IconUsersGroup size={16} stroke={1.7} />}
          >
            Teams
          </Button>
          <Button
            variant="default"
            component={Link}
            to="/roles"
            leftSection={<IconTable size={16} stroke={1.7} />}
          >
            Who may do what
          </Button>
          {can('users.write') && (
            <Button component={Link} to="/users/new" leftSection={<IconUserPlus size={16} stroke={1.7} />}>
              New user
            </Button>
          )}
        </>
      }
    >
      <div className={classes.filters}>
        <FilterTabs
          label="State"
          value={search.state ?? 'enabled'}
          onChange={(state) =>
            void navigate({
              search: (before) => ({ ...before, state: state === 'enabled' ? undefined : state }),
              replace: true,
            })
          }
          tabs={[
            { value: 'enabled', label: 'Enabled' },
            { value: 'disabled', label: 'Disabled' },
            { value: 'all', label: 'All' },
          ]}
        />
        <span className={classes.spread} />
        <SearchField
          label="Search users"
          placeholder="Name, user name, e-mail"
          value={search.q ?? ''}
          onSearch={(q) =>
            void navigate({ search: (before) => ({ ...before, q: q || undefined }), replace: true })
          }
          inputRef={field}
          width={250}
        />
      </div>
      <Panel flush>
        <ListState
          list={list}
          empty={
            <EmptyState icon={<IconUsers size={22} stroke={1.6} />} title="Nobody matches">
              Try fewer letters, or another state.
            </EmptyState>
          }
        >
          <DataTable
            label="Users"
            columns={columns}
            rows={list.items}
            rowKey={(user) => user.id}
            href={(user) => `/users/${user.id}`}
            onOpen={(user) => void navigate({ to: '/users/$id', params: { id: user.id } })}
            stale={list.stale}
            card={(user) => (
              <span className={classes.card}>
                <span>
                  <strong>{user.name}</strong>
                  <span className={classes.sub}>{user.roles.map(roleName).join(', ')}</span>
                </span>
                <StateOf user={user} />
              </span>
            )}
          />
        </ListState>
      </Panel>
    </Page>
  )
}

function StateOf({ user }: { user: User }) {
  if (!user.enabled) return <Tag tone="warning">Disabled</Tag>
  if (user.expired) return <Tag tone="warning">Expired</Tag>
  if (isLocked(user)) return <Tag tone="danger">Locked</Tag>
  if (user.credentialsExpired) return <Tag tone="warning">Password expired</Tag>
  return <span className={classes.quiet}>Enabled</span>
}

const isLocked = ({ lockedUntil }: User) => lockedUntil !== undefined && Date.parse(lockedUntil) > Date.now()
