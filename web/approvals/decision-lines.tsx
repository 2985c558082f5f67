import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Quote } from '../../contract/quotes.ts'
import { add, exact, toText } from '../../engines/money/index.ts'
import { type Column, DataTable, Money, Nothing, Quantity } from '../ui/index.ts'
import classes from './decision.module.css'

type Line = Quote['lines'][number]
const first = 12

/** The lines, those that give most away first; the rest on demand. */
export function DecisionLines({ quote }: { quote: Quote }) {
  const [all, setAll] = useState(false)
  const given = (line: Line) => Number(line.discount ?? 0) + Number(line.quoteDiscount ?? 0) // only orders the list
  const offered = quote.lines
    .filter((line) => line.counted || line.optional)
    .sort((a, b) => given(b) - given(a))
  const shown = all ? offered : offered.slice(0, first)
  return (
    <>
      <DataTable
        label="Lines"
        columns={columnsOf(quote)}
        rows={shown}
        rowKey={(line) => line.id}
        card={card(quote)}
      />
      {offered.length > shown.length && (
        <div className={classes.more}>
          <Button variant="subtle" size="xs" onClick={() => setAll(true)}>
            Show all {offered.length} lines
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
    { key: 'name', title: 'Product', render: (line) => <Name line={line} /> },
    {
      key: 'quantity',
      title: 'Quantity',
      align: 'end',
      render: (line) => <Quantity value={line.quantity} />,
    },
    { key: 'list', title: 'List', align: 'end', from: 'sm', render: (line) => money(line.listAmount) },
    { key: 'discount', title: 'Discount', align: 'end', render: (line) => money(discountOf(line)) },
    ...(margins
      ? [
          {
            key: 'margin',
            title: 'Margin',
            align: 'end' as const,
            from: 'md' as const,
            render: (line: Line) => money(line.margin),
          },
        ]
      : []),
    { key: 'net', title: `Net, ${currency}`, align: 'end', render: (line) => money(line.net) },
  ]
}

/** All that is taken off a line, its share of the quote's discounts too. */
function discountOf({ discount, quoteDiscount }: Line): string | undefined {
  if (discount === undefined || quoteDiscount === undefined) return discount ?? quoteDiscount
  return toText(add(exact(discount), exact(quoteDiscount)))
}

/** With what is left to the customer: it is decided on, too. */
function Name({ line }: { line: Line }) {
  const { optional, customerQuantity: bounds } = line
  const open = [optional && 'optional', bounds && `${bounds.min} to ${bounds.max}`].filter(Boolean)
  return (
    <>
      {line.productName}
      {open.length > 0 && <span className={classes.muted}> ({open.join(', ')})</span>}
    </>
  )
}

function card(quote: Quote) {
  return (line: Line) => (
    <div className={classes.lineCard}>
      <span>
        <Name line={line} />
      </span>
      <span className={classes.muted}>
        × <Quantity value={line.quantity} />
      </span>
      {line.net && <Money amount={line.net} currency={quote.currency} />}
    </div>
  )
}
