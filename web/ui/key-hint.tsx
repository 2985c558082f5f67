import { Fragment } from 'react'
import classes from './key-hint.module.css'

const isMac = typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.userAgent)

/** Keys to press: "mod+k" shows as ⌘K or Ctrl K; "g then q" as two in a row. */
export function KeyHint({ keys }: { keys: string }) {
  const parts = keys.split(' then ').map((chord) => chord.split('+'))
  return (
    <span className={classes.keys}>
      {parts.map((chord, index) => (
        <Fragment key={chord.join('+')}>
          {index > 0 && <span className={classes.then}>then</span>}
          {chord.map((key) => (
            <kbd key={key} className={classes.key}>
              {named(key)}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  )
}

function named(key: string): string {
  if (key === 'mod') return isMac ? '⌘' : 'Ctrl'
  return key.length === 1 ? key.toUpperCase() : key
}
