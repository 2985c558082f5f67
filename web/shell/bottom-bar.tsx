import { UnstyledButton } from '@mantine/core'
import { IconMenu2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Session } from '../../contract/sign-in.ts'
import classes from './bottom-bar.module.css'
import { waitingText } from './navigation.tsx'
import { placesFor } from './places.ts'
import { useWaitingApprovals } from './waiting-approvals.ts'

/** On a phone: the four places one goes to most, and the rest behind "More". */
export function BottomBar({ session, onMore }: { session: Session; onMore: () => void }) {
  const waiting = useWaitingApprovals(session)
  return (
    <nav className={classes.bar} aria-label="Main">
      {placesFor(session)
        .slice(0, 4)
        .map((place) => {
          const Icon = place.icon
          const count = place.to === '/approvals' ? waiting : 0
          return (
            <Link key={place.to} to={place.to} className={classes.link} activeProps={{ 'data-active': true }}>
              <span className={classes.icon}>
                <Icon size={21} stroke={1.6} aria-hidden />
                {count > 0 && (
                  <span className={classes.count} aria-hidden>
                    {count > 99 ? '99+' : count}
                  </span>
                )}
              </span>
              {place.title}
              {count > 0 && <span className="visually-hidden">, {waitingText(count)}</span>}
            </Link>
          )
        })}
      <UnstyledButton className={classes.link} onClick={onMore} aria-haspopup="dialog">
        <IconMenu2 size={21} stroke={1.6} aria-hidden />
        More
      </UnstyledButton>
    </nav>
  )
}
