import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Quote } from '../../contract/quotes.ts'
import { type Column, DataTable, Money, Nothing, Quantity } from '../ui/index.ts'
import classes from './decision.module.css'

type Line = Quote['lines'][number]
const first = 12

/** The lines, those that give most away first; the rest on demand. */
export function DecisionLines({ quote }: { quote: Quote }) {
  const [all, setAll] = useState(false)
  const given = (line: Line) => Number(line.discount ?? 0) + Number(line.quoteDiscount ?? 0) // only orders the list
  const counted = quote.lines.filter((line) => line.counted).sort((a, b) => given(b) - given(a))
  const shown = all ? counted : counted.slice(0, first)
  return (
    <>
      <DataTable
        label="Lines"
        columns={columnsOf(quote)}
        rows={shown}
        rowKey={(line) => line.id}
        card={card(quote)}
      />
      {counted.length > shown.length && (
        <div className={classes.more}>
          <Button variant="subtle" size="xs" onClick={() => setAll(true)}>
            Show all {counted.length} lines
          </Button>
        </div>
      )}
    </>
  )
}

function columnsOf({ currency, lines }: Quote): Column<Line>[] {
  const margins = lines.some((line) => line.margin !== undefined)
  const money = (amount: string | undefined) =>
    amount === undefined ? <Nothing /> : <Money amount={amount} currency={currency} bare />
  return [
    { key: 'name', title: 'Product', render: (line) => line.productName },
    {
      key: 'quantity',
      title: 'Quantity',
      align: 'end',
      render: (line) => <Quantity value={line.quantity} />,
    },
    { key: 'list', title: 'List', align: 'end', from: 'sm', render: (line) => money(line.listAmount) },
    { key: 'discount', title: 'Line discount', align: 'end', render: (line) => money(line.discount) },
    {
      key: 'share',
      title: 'Of quote’s',
      align: 'end',
      from: 'lg',
      render: (line) => money(line.quoteDiscount),
    },
    ...(margins
      ? [
          {
            key: 'margin',
            title: 'Unit margin',
            align: 'end' as const,
            from: 'md' as const,
            render: (line: Line) => money(line.margin),
          },
        ]
      : []),
    { key: 'net', title: `Net, ${currency}`, align: 'end', render: (line) => money(line.net) },
  ]
}

function card(quote: Quote) {
  return (line: Line) => (
    <div className={classes.lineCard}>
      <span>{line.productName}</span>
      <span className={classes.muted}>
        × <Quantity value={line.quantity} />
      </span>
      {line.net && <Money amount={line.net} currency={quote.currency} />}
    </div>
  )
}
