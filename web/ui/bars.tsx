import type { ReactNode } from 'react'
import classes from './bars.module.css'

export type Bar = {
  key: string
  label: string
  /** Both ends, as parts of the whole width from 0 to 1. They only place the bar; what it says is `figure`. */
  from: number
  to: number
  tone?: 'total' | 'up' | 'down' | 'neutral'
  figure: ReactNode
}

/** Horizontal bars with their figures, as a list that reads without seeing it. */
export function Bars({ label, bars }: { label: string; bars: readonly Bar[] }) {
  return (
    <ul className={classes.bars} aria-label={label}>
      {bars.map((bar) => {
        const start = Math.min(bar.from, bar.to) * 100
        const size = Math.max(Math.abs(bar.to - bar.from) * 100, 0.6)
        return (
          <li key={bar.key} className={classes.bar}>
            <span className={classes.label}>{bar.label}</span>
            <svg className={classes.track} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect x={start} y="0" width={size} height="10" data-tone={bar.tone ?? 'neutral'} />
            </svg>
            <span className={classes.figure}>{bar.figure}</span>
          </li>
        )
      })}
    </ul>
  )
}
