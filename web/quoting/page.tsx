import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { getQuote, type Quote } from '../../contract/quotes.ts'
import { call } from '../shell/api.ts'
import { PageLoading } from '../shell/page-loading.tsx'
import { openQuote } from './store/quote-server.ts'
import type { Sent } from './store/quote-state.ts'
import { createQuoteStore } from './store/quote-store.ts'
import { unsentOf } from './store/unsent.ts'
import { StoreContext } from './store/use-quote.ts'
import { QuoteWorkspace } from './workspace/quote-workspace.tsx'

/** /quotes/$id, and /quotes/$id?version=n for what it was before. */
export function QuotePage() {
  const { id } = useParams({ strict: false }) as { id: Quote['id'] }
  const { version } = useSearch({ strict: false }) as { version?: number }
  return version === undefined ? (
    <CurrentVersion key={id} id={id} />
  ) : (
    <FormerVersion key={`${id} ${version}`} id={id} version={version} />
  )
}

function CurrentVersion({ id }: { id: Quote['id'] }) {
  const opened = useQuery({
    queryKey: ['open-quote', id],
    queryFn: ({ signal }) => openQuote(id, signal),
    // The store keeps itself fresh; a new one for each visit would forget the cursor and the edits under way.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    structuralSharing: false,
  })
  if (opened.isError) throw opened.error
  if (!opened.data) return <PageLoading />
  return (
    <StoreContext value={opened.data}>
      <QuoteWorkspace frozen={undefined} />
    </StoreContext>
  )
}

/** An earlier version: as it was, and nothing to be done with it. */
function FormerVersion({ id, version }: { id: Quote['id']; version: number }) {
  const found = useQuery({
    queryKey: ['quote', id, version],
    queryFn: async ({ signal }) =>
      (await call(getQuote, { params: { id }, query: { version }, signal })).data,
  })
  const quote = found.data
  const store = useMemo(() => quote && frozenStore(quote), [quote])
  if (found.isError) throw found.error
  if (!quote || !store) return <PageLoading />
  const why = quote.current
    ? undefined
    : `Version ${version} as it was. Choose the latest version above to go on working.`
  return (
    <StoreContext value={store}>
      <QuoteWorkspace frozen={why} />
    </StoreContext>
  )
}

function frozenStore(quote: Quote) {
  const same = async (): Promise<Sent> => ({ kind: 'done', quote })
  const nowhere = { getItem: () => null, setItem: () => {}, removeItem: () => {} }
  const server = { load: same, send: same, undo: same, redo: same }
  return createQuoteStore(quote, server, unsentOf(nowhere, quote.id), () => '')
}

export { QuotePage as Page }
