import { UnstyledButton } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Money, Percent, Quantity, Tag } from '../../ui/index.ts'
import { IssueMark, type LineIssue } from '../grid/issue-mark.tsx'
import { issuesByLine } from '../grid/line-issues.ts'
import type { GridRow } from '../grid/rows.ts'
import { useQuote, useQuoteState } from '../store/use-quote.ts'
import { billingText, isNothing, lengthText, shareOf } from '../values/format.ts'
import { UnitPrice } from '../values/unit-price.tsx'
import css from './phone.module.css'

/** One card per line; only those near the screen are drawn. */
export function LineCards({ rows, onOpen }: { rows: GridRow[]; onOpen: (line: string) => void }) {
  const list = useRef<HTMLDivElement>(null)
  const [above, setAbove] = useState(0)
  useLayoutEffect(() => setAbove(list.current?.offsetTop ?? 0), [])
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => (rows[index]?.kind === 'group' ? 44 : 76),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
    scrollMargin: above,
  })
  const currency = useQuote((quote) => quote.currency)
  const issues = useQuote((quote) => quote.issues)
  const touched = useQuoteState((state) => state.touched)
  const issuesOf = useMemo(() => issuesByLine(issues), [issues])
  return (
    <div ref={list} role="list" className={css.cards} style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((item) => {
        const row = rows[item.index]
        if (!row) return null
        return (
          <div
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            role="listitem"
            className={css.place}
            style={{ transform: `translateY(${item.start - above}px)` }}
          >
            {row.kind === 'group' ? (
              <div className={css.group}>
                <span>{row.group.name}</span>
                <Money amount={row.group.net} currency={currency} bare />
              </div>
            ) : (
              <Card
                row={row}
                currency={currency}
                issues={issuesOf(row.key)}
                waits={touched.has(row.key)}
                onOpen={onOpen}
              />
            )}
          </div>
        )
      })}
    </div>
  )
}

type CardProps = {
  row: Extract<GridRow, { kind: 'line' }>
  currency: string
  issues: readonly LineIssue[]
  waits: boolean
  onOpen: (line: string) => void
}

function Card({ row, currency, issues, waits, onOpen }: CardProps) {
  const { line } = row
  const part = line.parent !== undefined
  return (
    <UnstyledButton className={css.card} data-part={part || undefined} onClick={() => onOpen(line.id)}>
      <span className={css.cardWords}>
        <span className={css.cardName}>
          {line.productName} {line.optional && <Tag>optional</Tag>} <IssueMark issues={issues} />
        </span>
        <span className={css.cardSub}>
          <Quantity value={line.quantity} unit={line.unit} />
          {line.perParent ? ' each' : line.listUnitPrice && ' × '}
          {!line.perParent && line.listUnitPrice && (
            <UnitPrice value={line.listUnitPrice} currency={currency} bare />
          )}
          {!line.perParent && line.type && line.type !== 'ONE_TIME' && (
            <> {billingText(line.type, line.interval)}</>
          )}
          {line.discount && line.gross && !isNothing(line.discount) && (
            <>
              {' − '}
              <Percent value={shareOf(line.discount, line.gross)} />
            </>
          )}
        </span>
      </span>
      <span className={css.cardAmount}>
        <Money amount={line.net} currency={currency} bare muted={waits} strong={!part} />
        {!part && line.serviceTerm && <span className={css.cardSub}>{lengthText(line.serviceTerm)}</span>}
      </span>
    </UnstyledButton>
  )
}
