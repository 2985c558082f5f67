import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { getOrder, type Order } from '../../contract/orders.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { Facts, Instant, Page, Panel } from '../ui/index.ts'
import { OrderActions } from './order-actions.tsx'
import { OrderLines } from './order-lines.tsx'
import { OrderStatusBadge } from './order-status.tsx'
import classes from './orders.module.css'

const route = getRouteApi('/inside/orders/$id')

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
      <OrderLines order={order} />
    </Page>
  )
}
