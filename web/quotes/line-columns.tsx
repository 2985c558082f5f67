import type { ListedLine } from '../../contract/quotes.ts'
import { lineStatusText, lineStatusTone } from '../quoting/values/statuses.ts'
import { type Column, Money, Nothing, Quantity, StatusBadge } from '../ui/index.ts'
import { QuoteStatusBadge } from './quote-status.tsx'
import classes from './quotes.module.css'

const status = ({ status: each }: ListedLine) => (
  <StatusBadge tone={lineStatusTone[each]}>{lineStatusText[each]}</StatusBadge>
)
const quantity = (line: ListedLine) => <Quantity value={line.quantity} />

export const lineColumns: readonly Column<ListedLine>[] = [
  {
    key: 'product',
    title: 'Product',
    fill: true,
    render: (line) => (
      <div className={classes.two} data-part={line.parent ? true : undefined}>
        <span className={classes.company}>{line.productName}</span>
        <span className={classes.name}>{line.product}</span>
      </div>
    ),
  },
  { key: 'status', title: 'Line', render: status },
  { key: 'quantity', title: 'Quantity', align: 'end', render: quantity },
  {
    key: 'net',
    title: 'Net',
    align: 'end',
    render: (line) => <Money amount={line.net} currency={line.currency} />,
  },
  {
    key: 'customer',
    title: 'Customer',
    from: 'md',
    render: (line) => <span className={classes.customer}>{line.customerName ?? <Nothing />}</span>,
  },
  {
    key: 'quote',
    title: 'Quote',
    from: 'sm',
    render: (line) => <span className={`tabular ${classes.owner}`}>{line.number}</span>,
  },
  {
    key: 'quoteStatus',
    title: 'Quote is',
    from: 'md',
    render: (line) => <QuoteStatusBadge status={line.quoteStatus} />,
  },
]

/** The same on a phone. */
export function LineCard({ line }: { line: ListedLine }) {
  return (
    <div className={classes.card}>
      <span className={classes.cardCompany}>
        {quantity(line)} × {line.productName}
      </span>
      <Money amount={line.net} currency={line.currency} />
      <span className={classes.cardNumber}>
        {line.number} · {line.customerName ?? 'no customer yet'}
      </span>
      {status(line)}
    </div>
  )
}
