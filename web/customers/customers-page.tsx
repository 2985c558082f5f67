import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconBuilding, IconPlus } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback, useRef } from 'react'
import { type CustomerSummary, listCustomers } from '../../contract/customers.ts'
import { call } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { useCan } from '../shell/session.ts'
import { usePages } from '../shell/use-pages.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  FilterTabs,
  Instant,
  Nothing,
  Page,
  Panel,
  SearchField,
  Tag,
} from '../ui/index.ts'
import classes from './customers.module.css'
import { countryName } from './places.ts'

const route = getRouteApi('/inside/customers')

const columns: Column<CustomerSummary>[] = [
  { key: 'company', title: 'Company', render: (customer) => customer.company },
  {
    key: 'code',
    title: 'Code',
    from: 'sm',
    render: (customer) => <span className={`tabular ${classes.quiet}`}>{customer.code}</span>,
  },
  {
    key: 'place',
    title: 'Place',
    render: (customer) =>
      [customer.city, customer.country && countryName(customer.country)].filter(Boolean).join(', ') || (
        <Nothing />
      ),
  },
  {
    key: 'segments',
    title: 'Segments',
    from: 'md',
    render: (customer) => (
      <span className={classes.tags}>
        {customer.segments.map((segment) => (
          <Tag key={segment}>{segment}</Tag>
        ))}
      </span>
    ),
  },
  { key: 'currency', title: 'Currency', from: 'md', render: (customer) => customer.currency ?? <Nothing /> },
  {
    key: 'state',
    title: 'State',
    from: 'lg',
    render: (customer) => (customer.active ? 'Active' : <Tag tone="warning">Inactive</Tag>),
  },
  {
    key: 'updated',
    title: 'Changed',
    align: 'end',
    from: 'sm',
    render: (customer) => <Instant value={customer.updatedAt} ago />,
  },
]

export function CustomersPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const can = useCan()
  const field = useRef<HTMLInputElement>(null)
  useHotkeys([['/', () => field.current?.focus()]])
  const active =
    search.state === 'inactive' ? ('false' as const) : search.state === 'all' ? undefined : ('true' as const)
  const list = usePages(['customers', 'list', search.q, active], async (cursor, signal) => {
    return (await call(listCustomers, { query: { q: search.q, active, cursor }, signal })).data
  })
  const onSearch = useCallback(
    (q: string) => void navigate({ search: (before) => ({ ...before, q: q || undefined }), replace: true }),
    [navigate],
  )
  const make = can('customers.write') && (
    <>
      <Button variant="default" component={Link} to="/exchange?kind=customers">
        Import and export
      </Button>
      <Button component={Link} to="/customers/new" leftSection={<IconPlus size={16} />}>
        New customer
      </Button>
    </>
  )
  return (
    <Page title="Customers" actions={make}>
      <div className={classes.filters}>
        <FilterTabs
          label="State"
          value={search.state ?? 'active'}
          onChange={(state) =>
            void navigate({
              search: (before) => ({ ...before, state: state === 'active' ? undefined : state }),
              replace: true,
            })
          }
          tabs={[
            { value: 'active', label: 'Active' },
            { value: 'inactive', label: 'Inactive' },
            { value: 'all', label: 'All' },
          ]}
        />
        <SearchField
          label="Search customers"
          placeholder="Company, code, contact, e-mail"
          value={search.q ?? ''}
          onSearch={onSearch}
          inputRef={field}
          width={270}
        />
      </div>
      <Panel flush>
        <ListState
          list={list}
          empty={
            search.q || search.state ? (
              <EmptyState icon={<IconBuilding size={22} stroke={1.6} />} title="No customer matches">
                Small typing mistakes are forgiven; a part of the name is enough.
              </EmptyState>
            ) : (
              <EmptyState
                icon={<IconBuilding size={22} stroke={1.6} />}
                title="No customers yet"
                action={make}
              >
                A customer brings its currency, price book, taxes and agreed prices into each of its quotes.
              </EmptyState>
            )
          }
        >
          <DataTable
            label="Customers"
            columns={columns}
            rows={list.items}
            rowKey={(customer) => customer.id}
            href={(customer) => `/customers/${customer.id}`}
            onOpen={(customer) => void navigate({ to: '/customers/$id', params: { id: customer.id } })}
            card={(customer) => <CustomerCard customer={customer} />}
            stale={list.stale}
          />
        </ListState>
      </Panel>
    </Page>
  )
}

function CustomerCard({ customer }: { customer: CustomerSummary }) {
  return (
    <div className={classes.card}>
      <strong>{customer.company}</strong>
      <span className={classes.quiet}>{customer.currency}</span>
      <span className={classes.quiet}>
        {[customer.code, customer.city, customer.country && countryName(customer.country)]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {!customer.active && <Tag tone="warning">Inactive</Tag>}
    </div>
  )
}
