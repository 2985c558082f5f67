import { Button } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { listNotifications } from '../../contract/messages.ts'
import { call } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { usePages } from '../shell/use-pages.ts'
import { EmptyState, FilterTabs, Page } from '../ui/index.ts'
import classes from './messages.module.css'
import { NotificationItem } from './notification-item.tsx'
import { useMarkRead } from './notifications-query.ts'

const route = getRouteApi('/inside/notifications')

/** Everything the person was told. */
export function NotificationsPage() {
  const unread = route.useSearch().show === 'unread'
  const navigate = route.useNavigate()
  const markRead = useMarkRead()
  const list = usePages(
    ['notifications', 'list', unread],
    async (cursor, signal) =>
      (await call(listNotifications, { query: { unread: String(unread), limit: 30, cursor }, signal })).data,
  )
  return (
    <Page
      title="Notifications"
      narrow
      actions={
        <Button variant="default" renderRoot={(props) => <Link to="/notifications/preferences" {...props} />}>
          Preferences
        </Button>
      }
    >
      <div className={classes.bar}>
        <FilterTabs
          label="Which notifications"
          value={unread ? 'unread' : 'all'}
          onChange={(value) =>
            void navigate({ search: value === 'unread' ? { show: value } : {}, replace: true })
          }
          tabs={[
            { value: 'all', label: 'All' },
            { value: 'unread', label: 'Unread' },
          ]}
        />
        {(list.first?.unread ?? 0) > 0 && (
          <Button size="xs" variant="default" onClick={() => markRead.mutate(undefined)}>
            Mark all as read
          </Button>
        )}
      </div>
      <ListState
        list={list}
        empty={
          <EmptyState icon={<IconBell size={22} stroke={1.6} />} title={unread ? 'All read' : 'Nothing yet'}>
            {unread
              ? 'There is nothing you have not seen.'
              : 'What needs your decision, and what became of your quotes, appears here.'}
          </EmptyState>
        }
      >
        <div className={classes.page}>
          <ul className={classes.list} style={{ maxHeight: 'none' }} aria-label="Notifications">
            {list.items.map((told) => (
              <li key={told.id}>
                <NotificationItem told={told} onOpen={() => !told.readAt && markRead.mutate([told.id])} />
              </li>
            ))}
          </ul>
        </div>
      </ListState>
    </Page>
  )
}
