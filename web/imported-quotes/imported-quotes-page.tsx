import { Anchor } from '@mantine/core'
import { IconArchive } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ImportedQuoteSummary, listImportedQuotes } from '../../contract/imported-quotes.ts'
import { call } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { usePages } from '../shell/use-pages.ts'
import { type Column, DataTable, EmptyState, Nothing, Page, Panel, SearchField, Tag } from '../ui/index.ts'
import { Amount, When } from './figures.tsx'
import classes from './imported-quotes.module.css'

const route = getRouteApi('/inside/imported-quotes')

const columns: Column<ImportedQuoteSummary>[] = [
  {
    key: 'number',
    title: 'Number',
    render: ({ number, version }) => (
      <>
        <span className="tabular">{number}</span>
        {version && <span className={classes.quiet}> v{version}</span>}
      </>
    ),
  },
  { key: 'customer', title: 'Customer', render: ({ customer }) => customer ?? <Nothing /> },
  {
    key: 'status',
    title: 'Status',
    from: 'sm',
    render: ({ status }) => (status ? <Tag>{status}</Tag> : <Nothing />),
  },
  { key: 'created', title: 'Made', from: 'md', render: ({ createdAt }) => <When value={createdAt} /> },
  {
    key: 'total',
    title: 'Total',
    align: 'end',
    render: ({ total, currency }) => <Amount value={total} currency={currency} />,
  },
]

/** Quotes that came with another system's documents, to look things up in. */
export function ImportedQuotesPage() {
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const list = usePages(
    ['imported-quotes', q],
    async (cursor, signal) => (await call(listImportedQuotes, { query: { search: q, cursor }, signal })).data,
  )
  return (
    <Page
      title="Imported quotes"
      above={
        <Anchor component={Link} to="/quotes" c="dimmed">
          Quotes
        </Anchor>
      }
      below="As they were in the system they come from: they can be looked at, and are priced and changed no more."
    >
      <div className={classes.filters}>
        <SearchField
          label="Search imported quotes"
          placeholder="Number, customer, status"
          value={q ?? ''}
          onSearch={(text) => void navigate({ search: { q: text || undefined }, replace: true })}
        />
      </div>
      <Panel flush>
        <ListState
          list={list}
          empty={
            q ? (
              <EmptyState title="No imported quote matches">
                Try a part of the number or of the customer’s code.
              </EmptyState>
            ) : (
              <EmptyState
                icon={<IconArchive size={22} stroke={1.6} />}
                title="No quotes were imported"
                action={
                  <Anchor component={Link} to="/exchange">
                    Import and export
                  </Anchor>
                }
              >
                The collections quotes, quote_line_items and quote_versions of the founding data model come in
                as MongoDB Extended JSON, and are found here.
              </EmptyState>
            )
          }
        >
          <DataTable
            label="Imported quotes"
            columns={columns}
            rows={list.items}
            rowKey={(quote) => quote.id}
            href={(quote) => `/imported-quotes/${encodeURIComponent(quote.id)}`}
            onOpen={(quote) => void navigate({ to: '/imported-quotes/$id', params: { id: quote.id } })}
            card={(quote) => (
              <div className={classes.card}>
                <strong className="tabular">{quote.number}</strong>
                <Amount value={quote.total} currency={quote.currency} />
                <span className={classes.quiet}>
                  {[quote.customer, quote.status].filter(Boolean).join(' · ')}
                </span>
              </div>
            )}
            stale={list.stale}
          />
        </ListState>
      </Panel>
    </Page>
  )
}
