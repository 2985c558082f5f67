import { useNavigate } from '@tanstack/react-router'
import type { CustomerId } from '../../contract/customers.ts'
import { listQuotes } from '../../contract/quotes.ts'
import { QuoteCard, quoteColumns } from '../quotes/quote-columns.tsx'
import { call } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { usePages } from '../shell/use-pages.ts'
import { DataTable, EmptyState, Panel } from '../ui/index.ts'

/** The customer's quotes, newest first. */
export function CustomerQuotes({ customer }: { customer: CustomerId }) {
  const navigate = useNavigate()
  const list = usePages(['quotes', 'list', { customer }], async (cursor, signal) => {
    return (await call(listQuotes, { query: { customer, cursor, limit: 20 }, signal })).data
  })
  const margin = list.items.some((quote) => quote.marginPercent !== undefined)
  return (
    <Panel title="Quotes" flush>
      <ListState
        list={list}
        empty={
          <EmptyState title="No quotes yet">The first quote for this customer will appear here.</EmptyState>
        }
      >
        <DataTable
          label="Quotes of this customer"
          columns={quoteColumns({ customer: false, margin })}
          rows={list.items}
          rowKey={(quote) => quote.id}
          href={(quote) => `/quotes/${quote.id}`}
          onOpen={(quote) => void navigate({ to: '/quotes/$id', params: { id: quote.id } })}
          card={(quote) => <QuoteCard quote={quote} />}
        />
      </ListState>
    </Panel>
  )
}
