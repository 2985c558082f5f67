import { ActionIcon, Tooltip } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Session } from '../../contract/sign-in.ts'
import { Mark } from './mark.tsx'
import classes from './navigation.module.css'
import { type Place, placesFor } from './places.ts'
import { useWaitingApprovals } from './waiting-approvals.ts'

type NavigationProps = {
  session: Session
  collapsed: boolean
  onCollapse?: () => void
  /** The drawer has a title of its own. */
  inDrawer?: boolean
}

export function Navigation({ session, collapsed, onCollapse, inDrawer }: NavigationProps) {
  const waiting = useWaitingApprovals(session)
  const places = placesFor(session)
  const groups = [...new Set(places.map((place) => place.group))]
  const Icon = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <nav
      className={classes.nav}
      aria-label="Main"
      data-collapsed={collapsed || undefined}
      data-drawer={inDrawer || undefined}
    >
      {!inDrawer && (
        <div className={classes.brand}>
          <Mark size={26} />
          {!collapsed && <span className={classes.company}>{session.company.name}</span>}
        </div>
      )}
      <div className={classes.groups}>
        {groups.map((group) => (
          <div key={group}>
            <p className={classes.group} aria-hidden={collapsed || undefined}>
              {collapsed ? '' : group}
            </p>
            <ul className={classes.list}>
              {places
                .filter((place) => place.group === group)
                .map((place) => (
                  <li key={place.to}>
                    <NavigationLink
                      place={place}
                      collapsed={collapsed}
                      count={place.to === '/approvals' ? waiting : 0}
                    />
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
      {onCollapse && (
        <div className={classes.foot}>
          <ActionIcon
            aria-label={collapsed ? 'Widen the navigation' : 'Narrow the navigation'}
            onClick={onCollapse}
          >
            <Icon size={18} stroke={1.6} />
          </ActionIcon>
        </div>
      )}
    </nav>
  )
}

function NavigationLink({ place, collapsed, count }: { place: Place; collapsed: boolean; count: number }) {
  const Icon = place.icon
  return (
    <Tooltip label={place.title} position="right" disabled={!collapsed} openDelay={100}>
      <Link to={place.to} className={classes.link} activeProps={{ 'data-active': true }}>
        <Icon size={18} stroke={1.6} aria-hidden className={classes.icon} />
        <span className={collapsed ? 'visually-hidden' : classes.title}>{place.title}</span>
        {count > 0 && (
          <>
            <span className={classes.count} aria-hidden>
              {count > 99 ? '99+' : count}
            </span>
            <span className="visually-hidden">, {waitingText(count)}</span>
          </>
        )}
      </Link>
    </Tooltip>
  )
}

export function waitingText(count: number): string {
  return `${count > 99 ? 'more than 99' : count} waiting for you`
}
