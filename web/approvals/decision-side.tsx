import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { getWaterfall, type Quote, type QuoteStatus, quoteHistory } from '../../contract/quotes.ts'
import { QuoteStatusBadge } from '../quotes/quote-status.tsx'
import { spansOf } from '../quoting/waterfall/bars-of.ts'
import { call } from '../shell/api.ts'
import { type Bar, Bars, Instant, Money, Panel, Percent } from '../ui/index.ts'
import classes from './decision.module.css'
import { useBrief } from './use-brief.ts'

/** From list to total, in bars. */
export function QuoteWaterfall({ quote }: { quote: Quote }) {
  const found = useQuery({
    queryKey: ['waterfall', quote.id, quote.version, quote.seq, undefined],
    queryFn: async ({ signal }) =>
      (await call(getWaterfall, { params: { id: quote.id }, query: { version: quote.version }, signal }))
        .data,
  })
  if (!found.data) return <Skeleton height={180} mb="md" />
  const rows = found.data.rows.filter((row) => !row.rejected)
  const spans = spansOf(rows)
  const bars: Bar[] = rows.map((row, index) => ({
    key: `${index}`,
    label: row.label,
    ...(spans[index] ?? { from: 0, to: 0 }),
    figure: <Money amount={row.amount} currency={found.data.currency} signed={row.kind === 'change'} bare />,
  }))
  return (
    <Panel title="From list to total">
      <Bars label="From list price to total" bars={bars} />
    </Panel>
  )
}

/** What else was sold or offered to the customer, and at which discount. */
export function CustomerDeals({ quote }: { quote: Quote }) {
  const { data } = useBrief(quote)
  if (!data || data.deals.length === 0) return null
  return (
    <Panel
      title="The customer’s other deals"
      aside={
        data.averageDiscount !== undefined ? (
          <span className={classes.won}>
            {data.won} won, <Percent value={data.averageDiscount} places={1} /> off on average
          </span>
        ) : undefined
      }
    >
      <ul className={classes.deals}>
        {data.deals.map((deal) => (
          <li key={deal.id}>
            <div className={classes.deal}>
              <Link to="/quotes/$id" params={{ id: deal.id }} className="tabular">
                {deal.number}
              </Link>
              <QuoteStatusBadge status={deal.status as QuoteStatus} />
            </div>
            <div className={classes.dealFigures}>
              <Money amount={deal.total} currency={deal.currency} />
              <span className={classes.muted}>
                <Percent value={deal.discountPercent} places={1} /> off
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** What happened to the quote, the latest first. */
export function QuoteHistory({ quote }: { quote: Quote }) {
  const { data } = useQuery({
    queryKey: ['quote-history', quote.id, quote.seq],
    queryFn: async ({ signal }) =>
      (await call(quoteHistory, { params: { id: quote.id }, query: {}, signal })).data.items,
  })
  if (!data) return null
  return (
    <Panel title="History">
      <ol className={classes.history}>
        {data.slice(0, 8).map((item, index) => (
          <li key={`${item.at} ${index}`}>
            <span>
              <strong>{item.who.name}</strong>: {item.words.slice(0, 2).join('; ') || item.what}
              {item.words.length > 2 && ` and ${item.words.length - 2} more`}
            </span>
            <span className={classes.muted}>
              <Instant value={item.at} ago />
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
