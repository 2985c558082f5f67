import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { getOrder, type Order } from '../../contract/orders.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { type Column, DataTable, Facts, Instant, Money, Page, Panel, Quantity } from '../ui/index.ts'
import { OrderActions } from './order-actions.tsx'
import { OrderStatusBadge } from './order-status.tsx'
import classes from './orders.module.css'

const route = getRouteApi('/inside/orders/$id')
type Line = Order['lines'][number]
const kinds = { ONE_TIME: 'One-time', RECURRING: 'Recurring', USAGE: 'Usage' } as const

export function OrderPage() {
  const { id } = route.useParams()
  const query = useQuery({
    queryKey: ['orders', 'one', id],
    // What is no id of an order is not found by the server, which says so.
    queryFn: async ({ signal }) => (await call(getOrder, { params: { id: id as Order['id'] }, signal })).data,
  })
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <PageLoading />
  return <OrderView order={query.data} />
}

function OrderView({ order }: { order: Order }) {
  const { currency } = order
  return (
    <Page
      title={order.number}
      above={
        <Anchor component={Link} to="/orders" c="dimmed">
          Orders
        </Anchor>
      }
      below={
        <span className={classes.below}>
          <OrderStatusBadge status={order.status} /> {order.customer.company}
        </span>
      }
      actions={<OrderActions order={order} />}
    >
      <Panel>
        <Facts
          facts={[
            [
              'Customer',
              <Anchor
                key="customer"
                component={Link}
                to="/customers/$id"
                params={{ id: order.customer.id } as never}
              >
                {order.customer.company}
              </Anchor>,
            ],
            [
              'Quote',
              <Anchor key="quote" component={Link} to="/quotes/$id" params={{ id: order.quote.id } as never}>
                {order.quote.number}
                {order.quote.version > 1 && `, version ${order.quote.version}`}
              </Anchor>,
            ],
            ['Ordered', <Instant key="at" value={order.createdAt} />],
            ['Converted by', order.createdBy.name],
            [
              'Contract',
              order.contract && (
                <Anchor key="contract" component={Link} to={`/contracts/${order.contract.id}`}>
                  {order.contract.number}
                </Anchor>
              ),
            ],
            ['Delivered', order.fulfilledAt && <Instant key="done" value={order.fulfilledAt} />],
            ['Cancelled because', order.cancelReason],
          ]}
        />
      </Panel>
      <Panel title="Lines" aside={`${order.lines.length}`} flush>
        <DataTable label="Lines" columns={columnsIn(order)} rows={order.lines} rowKey={(line) => line.id} />
        <div className={classes.foot}>
          <dl className={classes.totals}>
            <div>
              <dt>Net</dt>
              <dd>
                <Money amount={order.net} currency={currency} />
              </dd>
            </div>
            <div>
              <dt>Tax</dt>
              <dd>
                <Money amount={order.tax} currency={currency} />
              </dd>
            </div>
            <div>
              <dt>Total</dt>
              <dd>
                <Money amount={order.total} currency={currency} />
              </dd>
            </div>
          </dl>
        </div>
      </Panel>
    </Page>
  )
}

function columnsIn({ currency }: Order): Column<Line>[] {
  const money = (amount: string) => <Money amount={amount} currency={currency} bare />
  return [
    {
      key: 'product',
      title: 'Product',
      render: (line) => (
        <span className={line.parent ? classes.part : undefined}>
          {line.productName} <span className={classes.quiet}>{line.product}</span>
        </span>
      ),
    },
    { key: 'type', title: 'Charged', from: 'md', render: (line) => kinds[line.type] },
    {
      key: 'status',
      title: 'Status',
      from: 'sm',
      render: (line) => <OrderStatusBadge status={line.status} />,
    },
    {
      key: 'quantity',
      title: 'Quantity',
      align: 'end',
      render: (line) => <Quantity value={line.quantity} />,
    },
    {
      key: 'price',
      title: `Unit price, ${currency}`,
      align: 'end',
      from: 'sm',
      render: (line) => money(line.unitPrice),
    },
    { key: 'net', title: `Net, ${currency}`, align: 'end', render: (line) => money(line.net) },
    { key: 'tax', title: `Tax, ${currency}`, align: 'end', from: 'md', render: (line) => money(line.tax) },
  ]
}
