import { useNavigate } from '@tanstack/react-router'
import type { Plan } from '../../contract/catalog.ts'
import { PriceAmount } from '../pricing/price-amount.tsx'
import type { PriceRow } from '../pricing/price-row.ts'
import { placeOf } from '../reference/kind-names.ts'
import { Failed } from '../shell/list-state.tsx'
import { type Column, DataTable, EmptyState, Money, Nothing, TableLoading, Tag } from '../ui/index.ts'
import classes from './catalog.module.css'
import { usePricesOf } from './use-prices-of.ts'
import { chargeWords, intervalWords, modelWords } from './words.ts'

const columns: Column<PriceRow>[] = [
  {
    key: 'book',
    title: 'Price book',
    render: (price) => (
      <>
        {price.priceBook ?? <span className={classes.quiet}>List</span>}
        {price.variant && <span className={classes.quiet}> · {price.variant}</span>}
      </>
    ),
  },
  {
    key: 'type',
    title: 'Charged',
    from: 'sm',
    render: (price) => (
      <>
        {chargeWords[price.type]}
        {price.recurring && (
          <span className={classes.quiet}>
            {' '}
            {intervalWords(price.recurring.interval, price.recurring.intervalCount)}
            {price.recurring.evergreen && ', no end'}
          </span>
        )}
      </>
    ),
  },
  { key: 'model', title: 'Model', from: 'md', render: (price) => modelWords[price.model] },
  { key: 'amount', title: 'Price', align: 'end', render: (price) => <PriceAmount price={price} /> },
]
const figureColumns = (['cost', 'floor'] as const).map(
  (figure): Column<PriceRow> => ({
    key: figure,
    title: figure === 'cost' ? 'Cost' : 'Floor',
    align: 'end',
    from: 'md',
    render: ({ [figure]: amount, currency }) =>
      amount ? <Money amount={amount} currency={currency} muted /> : <Nothing />,
  }),
)

/** The list first, then book by book. */
const byBook = (one: PriceRow, other: PriceRow) =>
  (one.priceBook ?? '').localeCompare(other.priceBook ?? '') || one.currency.localeCompare(other.currency)

const pageOf = ({ code }: PriceRow) => placeOf('prices', code)

/** Each plan with its prices in every price book and currency. */
export function PlanPrices({ product, plans }: { product: string; plans: readonly Plan[] }) {
  const navigate = useNavigate()
  const query = usePricesOf(product)
  if (plans.length === 0)
    return <EmptyState title="No plans">Without a plan the product cannot be quoted.</EmptyState>
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (query.isLoading) return <TableLoading rows={4} />
  const known = figureColumns.filter(({ key }) => query.data?.some((price) => price[key as 'cost' | 'floor']))
  return plans.map((plan) => {
    const prices = (query.data ?? []).filter((price) => price.plan === plan.code).toSorted(byBook)
    return (
      <div key={plan.code} className={classes.plan}>
        <div className={classes.planHead}>
          <h3>{plan.name}</h3>
          <span className={classes.quiet}>{plan.code}</span>
          {!plan.active && <Tag tone="warning">Not sold</Tag>}
        </div>
        {prices.length > 0 ? (
          <DataTable
            label={`Prices of ${plan.name}`}
            columns={[...columns, ...known]}
            rows={prices}
            rowKey={(price) => price.code}
            href={pageOf}
            onOpen={(price) => void navigate({ to: pageOf(price) as never })}
          />
        ) : (
          <p className={classes.quiet} style={{ padding: '0 16px 14px' }}>
            No price yet.
          </p>
        )}
      </div>
    )
  })
}
