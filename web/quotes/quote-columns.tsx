import type { QuoteSummary } from '../../contract/quotes.ts'
import { type Column, Day, Instant, Money, Nothing, Percent, Tag } from '../ui/index.ts'
import { QuoteStatusBadge } from './quote-status.tsx'
import classes from './quotes.module.css'

const number: Column<QuoteSummary> = {
  key: 'number',
  title: 'Quote',
  sort: 'number',
  render: (quote) => (
    <span className={classes.number}>
      <span className="tabular">{quote.number}</span>
      {quote.version > 1 && <Tag>v{quote.version}</Tag>}
    </span>
  ),
}
const customer: Column<QuoteSummary> = {
  key: 'customer',
  title: 'Customer',
  fill: true,
  render: (quote) => (
    <div className={classes.two}>
      <span className={classes.company}>{companyOf(quote) ?? <Nothing />}</span>
      {quote.name && <span className={classes.name}>{quote.name}</span>}
    </div>
  ),
}
const rest: Column<QuoteSummary>[] = [
  { key: 'status', title: 'Status', render: (quote) => <QuoteStatusBadge status={quote.status} /> },
  {
    key: 'owner',
    title: 'Owner',
    from: 'xl',
    render: (quote) => <span className={classes.owner}>{quote.owner.name}</span>,
  },
  {
    key: 'discount',
    title: 'Discount',
    align: 'end',
    from: 'xl',
    render: (quote) => <Percent value={quote.discountPercent} places={1} />,
  },
  {
    key: 'total',
    title: 'Total',
    align: 'end',
    sort: 'total',
    render: (quote) => <Money amount={quote.total} currency={quote.currency} strong />,
  },
  {
    key: 'valid',
    title: 'Valid until',
    align: 'end',
    from: 'md',
    sort: 'validUntil',
    render: (quote) => <Day value={quote.validUntil} />,
  },
  {
    key: 'updated',
    title: 'Changed',
    align: 'end',
    from: 'md',
    sort: 'updatedAt',
    render: (quote) => <Instant value={quote.updatedAt} ago />,
  },
]
const margin: Column<QuoteSummary> = {
  key: 'margin',
  title: 'Margin',
  align: 'end',
  from: 'lg',
  render: (quote) => <Percent value={quote.marginPercent} places={1} />,
}

/** Columns of lists of quotes; the margin only where it came along. */
export function quoteColumns(given: { customer: boolean; margin: boolean }): Column<QuoteSummary>[] {
  const [status, owner, discount, ...figures] = rest as [
    Column<QuoteSummary>,
    Column<QuoteSummary>,
    Column<QuoteSummary>,
  ]
  return [
    number,
    ...(given.customer ? [customer] : []),
    status,
    owner,
    discount,
    ...(given.margin ? [margin] : []),
    ...figures,
  ]
}

/** The same on a phone. */
export function QuoteCard({ quote }: { quote: QuoteSummary }) {
  return (
    <div className={classes.card}>
      <span className={classes.cardCompany}>{companyOf(quote) ?? quote.name ?? 'No customer yet'}</span>
      <Money amount={quote.total} currency={quote.currency} strong />
      <span className={classes.cardNumber}>
        {quote.number} · <Instant value={quote.updatedAt} ago />
      </span>
      <QuoteStatusBadge status={quote.status} />
    </div>
  )
}

export function companyOf(quote: QuoteSummary): string | undefined {
  return quote.customer?.company ?? quote.customerName
}
