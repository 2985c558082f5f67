import { ActionIcon, Button, Indicator, Popover } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { EmptyState, usePhone } from '../ui/index.ts'
import { useLiveUpdates } from './live.ts'
import classes from './messages.module.css'
import { NotificationItem } from './notification-item.tsx'
import { useLatestNotifications, useMarkRead } from './notifications-query.ts'

/** The bell: how much is unread, and the latest of it. On a phone it leads to the page. */
export function Bell() {
  useLiveUpdates()
  const [open, setOpen] = useState(false)
  const phone = usePhone()
  const latest = useLatestNotifications()
  const markRead = useMarkRead()
  const unread = latest.data?.unread ?? 0
  const label = unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`
  const icon = (
    <Indicator disabled={unread === 0} label={unread > 99 ? '99+' : unread} size={16} color="red" offset={4}>
      <IconBell size={20} stroke={1.7} aria-hidden />
    </Indicator>
  )
  if (phone) {
    return (
      <ActionIcon
        size={40}
        variant="subtle"
        color="gray"
        aria-label={label}
        renderRoot={(props) => <Link to="/notifications" {...props} />}
      >
        {icon}
      </ActionIcon>
    )
  }
  return (
    <Popover opened={open} onChange={setOpen} width={380} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          size={34}
          variant="subtle"
          color="gray"
          aria-label={label}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className={classes.bell}
        >
          {icon}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label="Notifications">
        <div className={classes.dropdownHead}>
          <h2 className={classes.dropdownTitle}>Notifications</h2>
          {unread > 0 && (
            <Button size="compact-xs" variant="subtle" onClick={() => markRead.mutate(undefined)}>
              Mark all as read
            </Button>
          )}
        </div>
        {latest.data?.items.length === 0 ? (
          <EmptyState icon={<IconBell size={22} stroke={1.6} />} title="Nothing yet">
            What needs you, and what became of your quotes, appears here.
          </EmptyState>
        ) : (
          <ul className={classes.list}>
            {latest.data?.items.map((told) => (
              <li key={told.id}>
                <NotificationItem
                  told={told}
                  onOpen={() => {
                    setOpen(false)
                    if (!told.readAt) markRead.mutate([told.id])
                  }}
                />
              </li>
            ))}
          </ul>
        )}
        <div className={classes.dropdownFoot}>
          <Link to="/notifications" onClick={() => setOpen(false)}>
            All notifications
          </Link>
          <Link to="/notifications/preferences" onClick={() => setOpen(false)}>
            Preferences
          </Link>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
