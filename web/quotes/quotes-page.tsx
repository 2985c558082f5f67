import { Button, Select } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconFileText, IconPlus } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useRef } from 'react'
import { type CustomerId, customerId } from '../../contract/customers.ts'
import { listQuotes } from '../../contract/quotes.ts'
import { CustomerSelect } from '../customers/customer-select.tsx'
import { call } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import type { QuotesSearch } from '../shell/searches.ts'
import { useCan, useSession } from '../shell/session.ts'
import { usePages } from '../shell/use-pages.ts'
import { DataTable, EmptyState, FilterTabs, Page, Panel, SearchField, type Sort } from '../ui/index.ts'
import { NewQuoteDialog } from './new-quote-dialog.tsx'
import { OwnerSelect } from './owner-select.tsx'
import { QuoteCard, quoteColumns } from './quote-columns.tsx'
import classes from './quotes.module.css'
import { countOf, statusesOf, statusFilters } from './status-filters.ts'

const route = getRouteApi('/inside/quotes')
const sorts = [
  '-updatedAt',
  'updatedAt',
  '-total',
  'total',
  'number',
  '-number',
  'validUntil',
  '-validUntil',
] as const

export function QuotesPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const can = useCan()
  const reach = useSession().permissions['quotes.read']
  const searchField = useRef<HTMLInputElement>(null)
  useHotkeys([
    ['/', () => searchField.current?.focus()],
    ['n', () => can('quotes.write') && change({ make: true })],
  ])
  const change = useCallback(
    (part: Partial<QuotesSearch>) =>
      void navigate({ search: (before) => ({ ...before, ...part }), replace: part.make === undefined }),
    [navigate],
  )
  const onSearch = useCallback((q: string) => change({ q: q || undefined }), [change])

  const list = useQuotes(search)
  const sort = sortOf(search.sort)
  const columns = quoteColumns({
    customer: true,
    margin: list.items.some((quote) => quote.marginPercent !== undefined),
  })
  const filtered = Boolean(search.q || search.status || search.owner || search.customer || search.shelf)
  const make = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => change({ make: true })}>
      New quote
    </Button>
  )
  return (
    <Page title="Quotes" actions={can('quotes.write') && make}>
      <div className={classes.filters}>
        <FilterTabs
          label="Status"
          value={search.status ?? 'all'}
          onChange={(status) => change({ status: status === 'all' ? undefined : status })}
          tabs={statusFilters.map(({ value, label, statuses }) => ({
            value,
            label,
            count: countOf(statuses, list.first?.counts),
          }))}
        />
        <span className={classes.spread} />
        <SearchField
          label="Search quotes"
          placeholder="Number, name, customer"
          value={search.q ?? ''}
          onSearch={onSearch}
          inputRef={searchField}
          width={220}
        />
        <CustomerSelect
          label="Customer"
          placeholder="Any customer"
          value={search.customer}
          onChange={(customer) => change({ customer })}
          width={190}
        />
        <Select
          aria-label="Which quotes"
          w={130}
          value={search.shelf ?? 'quotes'}
          onChange={(shelf) =>
            shelf === 'imported'
              ? void navigate({ to: '/imported-quotes' })
              : change({ shelf: shelf === 'templates' || shelf === 'archive' ? shelf : undefined })
          }
          data={[
            { value: 'quotes', label: 'Quotes' },
            { value: 'templates', label: 'Templates' },
            { value: 'archive', label: 'Archive' },
            ...(reach === 'all' ? [{ value: 'imported', label: 'Imported' }] : []),
          ]}
        />
        <OwnerSelect value={search.owner} onChange={(owner) => change({ owner })} />
      </div>
      <Panel flush>
        <ListState
          list={list}
          empty={
            filtered ? (
              <NothingMatches
                onClear={() =>
                  change({
                    q: undefined,
                    status: undefined,
                    owner: undefined,
                    customer: undefined,
                    shelf: undefined,
                  })
                }
              />
            ) : (
              <NoQuotes action={can('quotes.write') && make} />
            )
          }
        >
          <DataTable
            label="Quotes"
            columns={columns}
            rows={list.items}
            rowKey={(quote) => quote.id}
            href={(quote) => `/quotes/${quote.id}`}
            onOpen={(quote) => void navigate({ to: '/quotes/$id', params: { id: quote.id } })}
            sort={sort}
            onSort={({ by, descending }) => change({ sort: `${descending ? '-' : ''}${by}` })}
            card={(quote) => <QuoteCard quote={quote} />}
            stale={list.stale}
          />
        </ListState>
      </Panel>
      <NewQuoteDialog open={search.make === true} onClose={() => change({ make: undefined })} />
    </Page>
  )
}

function useQuotes(search: QuotesSearch) {
  const me = useSession().user.id
  const customer = customerId.safeParse(search.customer).data as CustomerId | undefined
  const query = {
    search: search.q,
    status: statusesOf(search.status).join(',') || undefined,
    owner: search.owner === 'me' ? me : search.owner,
    customer,
    sort: sorts.find((each) => each === search.sort) ?? '-updatedAt',
    template: search.shelf === 'templates' ? 'true' : 'false',
    archived: search.shelf === 'archive' ? 'true' : 'false',
  } as const
  return usePages(
    ['quotes', 'list', query],
    async (cursor, signal) => (await call(listQuotes, { query: { ...query, cursor }, signal })).data,
  )
}

function NoQuotes({ action }: { action: React.ReactNode }) {
  return (
    <EmptyState icon={<IconFileText size={22} stroke={1.6} />} title="No quotes yet" action={action}>
      A quote collects what a customer asked for, prices it, and goes to approval when it has to. Begin with
      the customer, or with nothing and choose later.
    </EmptyState>
  )
}

function NothingMatches({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      title="No quote matches"
      action={
        <Button variant="default" onClick={onClear}>
          Clear filters
        </Button>
      }
    >
      Try fewer letters, or another status.
    </EmptyState>
  )
}

function sortOf(text: string | undefined): Sort {
  const sort = sorts.find((each) => each === text) ?? '-updatedAt'
  return { by: sort.replace('-', ''), descending: sort.startsWith('-') }
}
