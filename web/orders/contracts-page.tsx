import { IconContract } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import type { z } from 'zod'
import { listContracts } from '../../contract/orders.ts'
import { call } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { usePages } from '../shell/use-pages.ts'
import { type Column, DataTable, Day, EmptyState, FilterTabs, LastDay, Page, Panel } from '../ui/index.ts'
import { ContractStatusBadge } from './contract-status.tsx'
import classes from './orders.module.css'

const route = getRouteApi('/inside/contracts')
type Row = z.output<typeof listContracts.response>['items'][number]

const columns: Column<Row>[] = [
  { key: 'number', title: 'Contract', render: (each) => <span className="tabular">{each.number}</span> },
  { key: 'customer', title: 'Customer', render: (each) => each.customer.company },
  { key: 'status', title: 'Status', render: (each) => <ContractStatusBadge status={each.status} /> },
  {
    key: 'order',
    title: 'From order',
    from: 'md',
    render: (each) => <span className={`tabular ${classes.quiet}`}>{each.order.number}</span>,
  },
  { key: 'starts', title: 'Starts', from: 'sm', render: (each) => <Day value={each.startsOn} /> },
  {
    key: 'ends',
    title: 'Ends',
    align: 'end',
    render: (each) => (each.endsOn ? <LastDay before={each.endsOn} /> : 'Open'),
  },
]

/** What customers have for a time; those that end soon are what to renew. */
export function ContractsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const days = search.ends === undefined ? undefined : Number(search.ends)
  const list = usePages(['contracts', 'list', days], async (cursor, signal) => {
    const endsBefore = days === undefined ? undefined : dayIn(days)
    return (await call(listContracts, { query: { endsBefore, cursor }, signal })).data
  })
  return (
    <Page title="Contracts">
      <div className={classes.filters}>
        <FilterTabs
          label="End"
          value={search.ends ?? 'all'}
          onChange={(value) =>
            void navigate({ search: { ends: value === 'all' ? undefined : value }, replace: true })
          }
          tabs={[
            { value: 'all', label: 'All' },
            { value: '30', label: 'Ending within 30 days' },
            { value: '90', label: 'within 90 days' },
          ]}
        />
      </div>
      <Panel flush>
        <ListState
          list={list}
          empty={
            <EmptyState icon={<IconContract size={22} stroke={1.6} />} title="No contracts here">
              An order with subscriptions makes a contract. From there it is amended and renewed.
            </EmptyState>
          }
        >
          <DataTable
            label="Contracts"
            columns={columns}
            rows={list.items}
            rowKey={(each) => each.id}
            href={(each) => `/contracts/${each.id}`}
            onOpen={(each) => void navigate({ to: '/contracts/$id', params: { id: each.id } })}
            card={(each) => <ContractCard contract={each} />}
            stale={list.stale}
          />
        </ListState>
      </Panel>
    </Page>
  )
}

function ContractCard({ contract }: { contract: Row }) {
  return (
    <div className={classes.card}>
      <strong>{contract.customer.company}</strong>
      <ContractStatusBadge status={contract.status} />
      <span className={classes.quiet}>{contract.number}</span>
      <span className={classes.quiet}>
        {contract.endsOn ? (
          <>
            to <LastDay before={contract.endsOn} />
          </>
        ) : (
          'no end'
        )}
      </span>
    </div>
  )
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}
