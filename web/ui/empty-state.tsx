import type { ReactNode } from 'react'
import classes from './empty-state.module.css'

/** Where there is nothing: what would be here, and the step that brings it. */
export function EmptyState({
  icon,
  title,
  page,
  children,
  action,
}: {
  icon?: ReactNode
  title: string
  /** It stands for a whole page: its title is the heading. */
  page?: boolean
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className={classes.empty}>
      {icon && (
        <div className={classes.icon} aria-hidden>
          {icon}
        </div>
      )}
      {page ? <h1 className={classes.title}>{title}</h1> : <p className={classes.title}>{title}</p>}
      {children && <div className={classes.text}>{children}</div>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}
