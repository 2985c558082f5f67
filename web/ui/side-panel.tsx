import { CloseButton, Drawer } from '@mantine/core'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import classes from './side-panel.module.css'
import { useNarrow, usePhone } from './use-phone.ts'

type SidePanelProps = {
  open: boolean
  onClose: () => void
  title: ReactNode
  /** A line under the title. */
  below?: ReactNode
  width?: number
  children: ReactNode
}

/**
 * Details beside the page, which stays usable; where there is no room they cover it. Escape closes, and the focus goes
 * back to where it came from.
 */
export function SidePanel(props: SidePanelProps) {
  const narrow = useNarrow()
  const phone = usePhone()
  if (!narrow) return props.open ? <Beside {...props} /> : null
  const { open, onClose, title, below, width = 420, children } = props
  return (
    <Drawer opened={open} onClose={onClose} title={title} position="right" size={phone ? '100%' : width}>
      {below && <div className={classes.below}>{below}</div>}
      {children}
    </Drawer>
  )
}

function Beside({ onClose, title, below, width = 420, children }: SidePanelProps) {
  const heading = useId()
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    const aside = panel.current
    aside?.focus({ preventScroll: true })
    return () => {
      // Only when the focus would otherwise be lost with the panel.
      const lost = document.activeElement === document.body || aside?.contains(document.activeElement)
      if (lost && before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-labelledby={heading}
      className={classes.panel}
      style={{ width }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
    >
      <div className={classes.header}>
        <div>
          <h2 id={heading} className={classes.title}>
            {title}
          </h2>
          {below && <div className={classes.below}>{below}</div>}
        </div>
        <CloseButton aria-label="Close the panel" onClick={onClose} />
      </div>
      <div className={classes.body}>{children}</div>
    </aside>
  )
}
