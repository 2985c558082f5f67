import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type Contract, getContract, type Subscription } from '../../contract/orders.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { type Column, DataTable, Day, Facts, Money, Page, Panel, Quantity, StatusBadge } from '../ui/index.ts'
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
      above={
        <Anchor component={Link} to={`/orders/${contract.order.id}`} c="dimmed">
          Order {contract.order.number}
        </Anchor>
      }
      below={
        <span className={classes.below}>
          <StatusBadge tone={contract.status === 'ACTIVE' ? 'success' : 'neutral'}>
            {contract.status === 'ACTIVE' ? 'Active' : 'Cancelled'}
          </StatusBadge>
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
            ['Starts', <Day key="starts" value={contract.startsOn} />],
            ['Ends', contract.endsOn ? <Day key="ends" value={contract.endsOn} /> : 'Open'],
          ]}
        />
      </Panel>
      <Panel title="Subscriptions" aside={`${contract.subscriptions.length}`} flush>
        <DataTable
          label="Subscriptions"
          columns={columnsIn(contract)}
          rows={contract.subscriptions}
          rowKey={(each) => each.id}
        />
      </Panel>
    </Page>
  )
}

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
      render: (each) => (
        <>
          <Day value={each.startsOn} /> – {each.endsOn ? <Day value={each.endsOn} /> : 'open'}
        </>
      ),
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

function billed({ type, interval, intervalCount }: Subscription): string {
  if (type === 'USAGE') return 'By use'
  return intervalCount && intervalCount > 1
    ? `Every ${intervalCount} ${interval}s`
    : `Every ${interval ?? 'period'}`
}
