import { type ReactNode, useEffect, useRef } from 'react'
import classes from './page.module.css'

type PageProps = {
  /** The heading, and what the browser's tab says. */
  title: string
  /** For the tab, where the heading is more than text. */
  heading?: ReactNode
  /** A line above the heading: where one is. */
  above?: ReactNode
  /** A line below the heading. */
  below?: ReactNode
  actions?: ReactNode
  /** Reading width instead of the whole window. */
  narrow?: boolean
  children: ReactNode
}

/** A page: its title, what can be done with it, its content. Opening it moves the focus to the heading. */
export function Page({ title, heading, above, below, actions, narrow, children }: PageProps) {
  useDocumentTitle(title)
  const top = useFocusOnArrival()
  return (
    <div className={classes.page} data-narrow={narrow || undefined}>
      <header className={classes.header}>
        <div className={classes.words}>
          {above && <div className={classes.above}>{above}</div>}
          <h1 className={classes.title} tabIndex={-1} ref={top}>
            {heading ?? title}
          </h1>
          {below && <div className={classes.below}>{below}</div>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** A titled part of a page. `flush` lets a table run to its edges. */
export function Panel({
  title,
  aside,
  flush,
  children,
}: {
  title?: ReactNode
  aside?: ReactNode
  flush?: boolean
  children: ReactNode
}) {
  return (
    <section className={classes.panel}>
      {title && (
        <div className={classes.panelHeader}>
          <h2 className={classes.panelTitle}>{title}</h2>
          {aside && <div className={classes.panelAside}>{aside}</div>}
        </div>
      )}
      <div className={flush ? classes.flush : classes.panelBody}>{children}</div>
    </section>
  )
}

/** Names with their values, in two columns. Absent values are left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value !== undefined && value !== null && value !== '')
        .map(([name, value]) => (
          <div key={name} className={classes.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Quoin`
  }, [title])
}

let arrivals = 0
/** The first page keeps the browser's own focus; each later one takes it, so that a screen reader reads on there. */
function useFocusOnArrival() {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    arrivals += 1
    if (arrivals > 1 && document.querySelector('[role=dialog]') === null) {
      heading.current?.focus({ preventScroll: true })
    }
  }, [])
  return heading
}
