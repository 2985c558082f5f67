import { Link } from '@tanstack/react-router'
import type { Notification } from '../../contract/messages.ts'
import { Instant } from '../ui/index.ts'
import classes from './messages.module.css'

/** One thing somebody was told: it leads to what it speaks of, and opening it decides nothing. */
export function NotificationItem({ told, onOpen }: { told: Notification; onOpen: () => void }) {
  const unread = told.readAt === undefined
  const words = (
    <>
      <span className={classes.mark} data-unread={unread || undefined} aria-hidden />
      <span className={classes.words}>
        <span className={classes.title}>
          {unread && <span className="visually-hidden">Unread: </span>}
          {told.title}
        </span>
        {told.text && <span className={classes.text}>{told.text}</span>}
        <span className={classes.when}>
          <Instant value={told.at} ago />
        </span>
      </span>
    </>
  )
  return told.link ? (
    <Link to={told.link} className={classes.item} onClick={onOpen}>
      {words}
    </Link>
  ) : (
    <div className={classes.item}>{words}</div>
  )
}
