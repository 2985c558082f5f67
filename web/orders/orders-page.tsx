import { useHotkeys } from '@mantine/hooks'
import { IconPackage } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useRef } from 'react'
import type { z } from 'zod'
import { listOrders, orderStatus } from '../../contract/orders.ts'
import { call } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { usePages } from '../shell/use-pages.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  FilterTabs,
  Instant,
  Money,
  Page,
  Panel,
  SearchField,
} from '../ui/index.ts'
import { OrderStatusBadge } from './order-status.tsx'
import classes from './orders.module.css'

const route = getRouteApi('/inside/orders')
type Row = z.output<typeof listOrders.response>['items'][number]

const columns: Column<Row>[] = [
  { key: 'number', title: 'Order', render: (order) => <span className="tabular">{order.number}</span> },
  { key: 'customer', title: 'Customer', render: (order) => order.customer.company },
  { key: 'status', title: 'Status', render: (order) => <OrderStatusBadge status={order.status} /> },
  {
    key: 'quote',
    title: 'From quote',
    from: 'md',
    render: (order) => (
      <span className={`tabular ${classes.quiet}`}>
        {order.quote.number}
        {order.quote.version > 1 && ` v${order.quote.version}`}
      </span>
    ),
  },
  { key: 'by', title: 'Converted by', from: 'lg', render: (order) => order.createdBy.name },
  {
    key: 'net',
    title: 'Net',
    align: 'end',
    from: 'md',
    render: (order) => <Money amount={order.net} currency={order.currency} />,
  },
  {
    key: 'total',
    title: 'Total',
    align: 'end',
    render: (order) => <Money amount={order.total} currency={order.currency} strong />,
  },
  {
    key: 'at',
    title: 'Ordered',
    align: 'end',
    from: 'sm',
    render: (order) => <Instant value={order.createdAt} ago />,
  },
]

export function OrdersPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const field = useRef<HTMLInputElement>(null)
  useHotkeys([['/', () => field.current?.focus()]])
  const status = orderStatus.safeParse(search.status).data
  const list = usePages(['orders', 'list', search.q, status], async (cursor, signal) => {
    return (await call(listOrders, { query: { search: search.q, status, cursor }, signal })).data
  })
  const onSearch = useCallback(
    (q: string) => void navigate({ search: (before) => ({ ...before, q: q || undefined }), replace: true }),
    [navigate],
  )
  return (
    <Page title="Orders">
      <div className={classes.filters}>
        <FilterTabs
          label="Status"
          value={status ?? 'all'}
          onChange={(value) =>
            void navigate({
              search: (before) => ({ ...before, status: value === 'all' ? undefined : value }),
              replace: true,
            })
          }
          tabs={[
            { value: 'all', label: 'All' },
            { value: 'OPEN', label: 'Open' },
            { value: 'FULFILLED', label: 'Fulfilled' },
            { value: 'CANCELLED', label: 'Cancelled' },
          ]}
        />
        <SearchField
          label="Search orders"
          placeholder="Number or customer"
          value={search.q ?? ''}
          onSearch={onSearch}
          inputRef={field}
          width={220}
        />
      </div>
      <Panel flush>
        <ListState
          list={list}
          empty={
            <EmptyState icon={<IconPackage size={22} stroke={1.6} />} title="No orders here">
              An accepted quote becomes an order when it is converted; its lines and prices come along
              unchanged.
            </EmptyState>
          }
        >
          <DataTable
            label="Orders"
            columns={columns}
            rows={list.items}
            rowKey={(order) => order.id}
            href={(order) => `/orders/${order.id}`}
            onOpen={(order) => void navigate({ to: '/orders/$id', params: { id: order.id } })}
            card={(order) => <OrderCard order={order} />}
            stale={list.stale}
          />
        </ListState>
      </Panel>
    </Page>
  )
}

function OrderCard({ order }: { order: Row }) {
  return (
    <div className={classes.card}>
      <strong>{order.customer.company}</strong>
      <Money amount={order.total} currency={order.currency} strong />
      <span className={classes.quiet}>
        {order.number} · <Instant value={order.createdAt} ago />
      </span>
      <OrderStatusBadge status={order.status} />
    </div>
  )
}
