import type { ReactNode } from 'react'
import classes from './status-badge.module.css'

export type Tone = 'neutral' | 'info' | 'warning' | 'success' | 'danger' | 'violet' | 'accent'

/** A state in a word. The dot repeats in shape what the colour says: hollow while something is still open. */
export function StatusBadge({
  tone,
  hollow,
  children,
}: {
  tone: Tone
  hollow?: boolean
  children: ReactNode
}) {
  return (
    <span className={classes.badge} data-tone={tone}>
      <span className={classes.dot} data-hollow={hollow || undefined} aria-hidden />
      {children}
    </span>
  )
}

/** A short word beside a name, without a dot. */
export function Tag({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {children}
    </span>
  )
}
