import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { PriceChange } from '../../contract/price-history.ts'
import { forms } from '../reference/forms/index.ts'
import { Words } from '../revisions/change-list.tsx'
import { type Column, Instant, Percent, Tag } from '../ui/index.ts'
import { percentChange } from './percent-change.ts'
import classes from './pricing.module.css'

export const changeColumns: Column<PriceChange>[] = [
  {
    key: 'price',
    title: 'Price',
    render: (change) => (
      <>
        {change.code}
        <span className={classes.sub}>{whereOf(change)}</span>
      </>
    ),
  },
  { key: 'what', title: 'What changed', render: (change) => <WhatChanged change={change} /> },
  { key: 'at', title: 'When', from: 'sm', render: ({ at }) => <Instant value={at} /> },
  { key: 'by', title: 'By', from: 'sm', render: (change) => <By change={change} /> },
  { key: 'why', title: 'Why', from: 'md', render: (change) => <Why change={change} /> },
]

export function PriceChangeCard({ change }: { change: PriceChange }) {
  return (
    <div className={classes.stack}>
      <strong>{change.code}</strong>
      <WhatChanged change={change} />
      <span className={classes.sub}>
        {change.changedBy.name}, <Instant value={change.at} /> · {change.changeSet.title}
      </span>
    </div>
  )
}

const whereOf = ({ product, priceBook, kind }: PriceChange) =>
  [product, priceBook ?? (kind === 'prices' ? 'list' : 'contract')].filter(Boolean).join(' · ')

const shownWords = 4

/** A new price or one that went with what it was; of any other, what was before and after. */
function WhatChanged({ change }: { change: PriceChange }) {
  const { action, before, after } = change
  // What it costs first, then what else is said of it.
  const words = change.words.toSorted((one, other) => Number(isAmount(other)) - Number(isAmount(one)))
  const whole = action === 'create' ? after : action === 'remove' ? before : undefined
  if (action !== 'change')
    return (
      <span className={classes.whole}>
        <Tag tone={action === 'create' ? 'success' : 'danger'}>{action === 'create' ? 'New' : 'Removed'}</Tag>{' '}
        {whole && forms[change.kind].summary(whole)}
      </span>
    )
  const percent = percentChange(before, after)
  return (
    <ul className={classes.words}>
      {words.slice(0, shownWords).map((text) => (
        <li key={text}>
          <Words text={text} />
          {percent && isAmount(text) && <Moved percent={percent} />}
        </li>
      ))}
      {words.length > shownWords && <li className={classes.quiet}>and {words.length - shownWords} more</li>}
      {words.length === 0 && <li className={classes.quiet}>A figure you do not see</li>}
    </ul>
  )
}

const isAmount = (words: string) => words.startsWith('unit amount:')

function Moved({ percent }: { percent: string }) {
  const down = percent.startsWith('-')
  return (
    <span className={classes.moved}>
      {!down && '+'}
      <Percent value={percent} />
    </span>
  )
}

function By({ change: { changedBy, publishedBy } }: { change: PriceChange }) {
  return (
    <>
      {changedBy.name}
      {publishedBy.id !== changedBy.id && (
        <span className={classes.sub}>published by {publishedBy.name}</span>
      )}
    </>
  )
}

function Why({ change: { changeSet, why, revision } }: { change: PriceChange }) {
  return (
    <>
      <Anchor component={Link} to="/change-sets/$id" params={{ id: changeSet.id } as never}>
        {changeSet.title}
      </Anchor>
      <span className={classes.sub}>{why ?? `Revision ${revision}`}</span>
    </>
  )
}
