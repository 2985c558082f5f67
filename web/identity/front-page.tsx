import type { ReactNode } from 'react'
import { Mark } from '../shell/mark.tsx'
import { useDocumentTitle } from '../ui/index.ts'
import { PriceStair } from './price-stair.tsx'
import classes from './sign-in-page.module.css'

/** What stands in front of the sign-in: a form on one side, the picture on the other. */
export function FrontPage({
  title,
  lead,
  foot,
  children,
}: {
  title: string
  lead: ReactNode
  foot?: ReactNode
  children: ReactNode
}) {
  useDocumentTitle(title)
  return (
    <main className={classes.page}>
      <div className={classes.side}>
        <div className={classes.brand}>
          <Mark size={30} />
          <span>Quoin</span>
        </div>
        <div className={classes.form}>
          <h1 className={classes.title}>{title}</h1>
          <p className={classes.lead}>{lead}</p>
          {children}
        </div>
        <p className={classes.foot}>{foot}</p>
      </div>
      <div className={classes.picture} aria-hidden="true">
        <PriceStair />
      </div>
    </main>
  )
}
