import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type Contract, getContract, type Subscription } from '../../contract/orders.ts'
import { QuoteStatusBadge } from '../quotes/quote-status.tsx'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { type Column, DataTable, Day, Facts, LastDay, Money, Page, Panel, Quantity } from '../ui/index.ts'
import { ContractActions } from './contract-actions.tsx'
import { ContractStatusBadge } from './contract-status.tsx'
import { freeDays } from './free-days.ts'
import classes from './orders.module.css'

const route = getRouteApi('/inside/contracts/$id')

/** What a customer has for a time: the subscriptions of one order. */
export function ContractPage() {
  const { id } = route.useParams()
  const query = useQuery({
    queryKey: ['contracts', id],
    queryFn: async ({ signal }) =>
      (await call(getContract, { params: { id: id as Contract['id'] }, signal })).data,
  })
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <PageLoading />
  const contract = query.data
  return (
    <Page
      title={contract.number}
      actions={<ContractActions contract={contract} />}
      above={
        <Anchor component={Link} to="/contracts" c="dimmed">
          Contracts
        </Anchor>
      }
      below={
        <span className={classes.below}>
          <ContractStatusBadge status={contract.status} />
          {contract.customer.company}
        </span>
      }
    >
      <Panel>
        <Facts
          facts={[
            [
              'Customer',
              <Anchor key="customer" component={Link} to={`/customers/${contract.customer.id}`}>
                {contract.customer.company}
              </Anchor>,
            ],
            [
              'Order',
              <Anchor key="order" component={Link} to={`/orders/${contract.order.id}`}>
                {contract.order.number}
              </Anchor>,
            ],
            ['Starts', <Day key="starts" value={contract.startsOn} />],
            ['Ends', contract.endsOn ? <LastDay key="ends" before={contract.endsOn} /> : 'No end'],
            ...(contract.renews
              ? [['Goes on with', <OtherContract key="renews" of={contract.renews} />] as const]
              : []),
            ...(contract.renewedBy
              ? [['Goes on as', <OtherContract key="renewedBy" of={contract.renewedBy} />] as const]
              : []),
          ]}
        />
      </Panel>
      <Panel title="Subscriptions" aside={`${contract.subscriptions.length}`} flush>
        <DataTable
          label="Subscriptions"
          columns={columnsIn(contract)}
          rows={contract.subscriptions}
          rowKey={(each) => each.id}
          card={(each) => <SubscriptionCard subscription={each} currency={contract.currency} />}
        />
      </Panel>
      {contract.quotes.length > 0 && (
        <Panel title="Amendments and renewals" flush>
          <DataTable
            label="Amendments and renewals"
            columns={quoteColumns}
            rows={contract.quotes}
            rowKey={(each) => each.id}
            href={(each) => `/quotes/${each.id}`}
            card={(each) => (
              <div className={classes.card}>
                <span className="tabular">{each.number}</span>
                <QuoteStatusBadge status={each.status} />
                <span className={classes.quiet}>{kindOf(each)}</span>
              </div>
            )}
          />
        </Panel>
      )}
    </Page>
  )
}

/** What runs on a phone: what, how much each period, and until when. */
function SubscriptionCard({
  subscription: each,
  currency,
}: {
  subscription: Subscription
  currency: string
}) {
  return (
    <div className={classes.card}>
      <strong>
        <Quantity value={each.quantity} /> × {each.productName}
      </strong>
      <ContractStatusBadge status={each.status} />
      <span className={classes.quiet}>
        <Term of={each} />
      </span>
      <span>
        {each.periodNet && <Money amount={each.periodNet} currency={currency} />}{' '}
        <span className={classes.quiet}>{billed(each).toLowerCase()}</span>
      </span>
    </div>
  )
}

function OtherContract({ of }: { of: { id: string; number: string } }) {
  return (
    <Anchor component={Link} to={`/contracts/${of.id}`}>
      {of.number}
    </Anchor>
  )
}

function kindOf({ kind }: Contract['quotes'][number]): string {
  return kind === 'AMENDMENT' ? 'Amendment' : 'Renewal'
}

const quoteColumns: Column<Contract['quotes'][number]>[] = [
  { key: 'number', title: 'Quote', render: (each) => <span className="tabular">{each.number}</span> },
  {
    key: 'kind',
    title: 'What',
    render: kindOf,
  },
  { key: 'status', title: 'Status', render: (each) => <QuoteStatusBadge status={each.status} /> },
]

function columnsIn({ currency }: Contract): Column<Subscription>[] {
  return [
    {
      key: 'product',
      title: 'Product',
      render: (each) => (
        <>
          {each.productName} <span className={classes.quiet}>{each.product}</span>
        </>
      ),
    },
    {
      key: 'status',
      title: 'Status',
      from: 'sm',
      render: (each) => <ContractStatusBadge status={each.status} />,
    },
    {
      key: 'quantity',
      title: 'Quantity',
      align: 'end',
      render: (each) => <Quantity value={each.quantity} />,
    },
    { key: 'every', title: 'Billed', from: 'sm', render: billed },
    {
      key: 'period',
      title: `Each period, ${currency}`,
      align: 'end',
      render: (each) => <Money amount={each.periodNet} currency={currency} bare />,
    },
    {
      key: 'term',
      title: 'Term',
      from: 'md',
      render: (each) => <Term of={each} />,
    },
    {
      key: 'net',
      title: `Whole term, ${currency}`,
      align: 'end',
      from: 'sm',
      render: (each) => <Money amount={each.net} currency={currency} bare />,
    },
  ]
}

function Term({ of: { startsOn, endsOn, trialDays, noticeAt } }: { of: Subscription }) {
  const more = [trialDays !== undefined && freeDays(trialDays), noticeAt && 'notice given'].filter(Boolean)
  return (
    <>
      <Day value={startsOn} /> – {endsOn ? <LastDay before={endsOn} /> : 'no end'}
      {more.length > 0 && <span className={classes.note}>{more.join(', ')}</span>}
    </>
  )
}

function billed({ type, interval, intervalCount }: Subscription): string {
  if (type === 'USAGE') return 'By use'
  return intervalCount && intervalCount > 1
    ? `Every ${intervalCount} ${interval}s`
    : `Every ${interval ?? 'period'}`
}
