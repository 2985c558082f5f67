import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { getProduct } from '../../contract/catalog.ts'
import { createQuote, type Quote } from '../../contract/quotes.ts'
import { newId } from '../quoting/store/new-id.ts'
import { openQuote } from '../quoting/store/quote-server.ts'
import { call, newIdempotencyKey } from '../shell/api.ts'
import { PageLoading } from '../shell/page-loading.tsx'
import { useSession } from '../shell/session.ts'
import { toast } from '../ui/index.ts'
import { Configurator } from './configurator.tsx'
import { useModel } from './use-model.ts'

type ConfigureProductProps = {
  product: string
  quote: Quote['id'] | undefined
  plan: string | undefined
  quantity: string
}

/** Configures a product that is to be added to a quote; without one, a new quote is made for it. */
export function ConfigureProduct({ product: code, quote: id, plan, quantity }: ConfigureProductProps) {
  const navigate = useNavigate()
  const session = useSession()
  const [busy, setBusy] = useState(false)
  const line = useMemo(() => newId('lin'), [])
  const opened = useQuery({
    queryKey: ['open-quote', id],
    queryFn: ({ signal }) => openQuote(id as Quote['id'], signal),
    enabled: id !== undefined,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    structuralSharing: false,
  })
  const store = opened.data
  const quote = store?.get().quote
  const found = useQuery({
    queryKey: ['product', code],
    queryFn: async ({ signal }) =>
      (await call(getProduct, { params: { code }, query: {}, signal })).data.product,
  })
  const ready = id === undefined || quote !== undefined
  const model = useModel(ready ? code : undefined, quote?.revision)
  if (opened.isError) throw opened.error
  if (found.isError) throw found.error
  if (model.isError) throw model.error
  if (!model.data || !found.data || !ready) return <PageLoading />
  const { name } = found.data

  const back = () => void (quote ? navigate({ to: `/quotes/${quote.id}` } as never) : window.history.back())
  return (
    <Configurator
      model={model.data}
      product={code}
      title={name}
      decisions={[]}
      line={line}
      quote={quote}
      currency={session.company.currency}
      readOnly={quote !== undefined && !quote.editable}
      commandFor={(decisions) => ({
        type: 'addLine',
        line: { id: line, product: code, quantity, decisions, ...(plan && { plan }) },
      })}
      onBack={back}
      saveLabel={quote ? 'Add to the quote' : 'Start a quote with it'}
      busy={busy}
      onSave={(command) => {
        if (command.type !== 'addLine') return
        if (store && quote) {
          store.change([command], `${name} added`)
          toast.done(`${name} added`, { act: store.undo })
          return back()
        }
        setBusy(true)
        call(createQuote, { body: { lines: [command.line] }, idempotencyKey: newIdempotencyKey() })
          .then(({ data }) => navigate({ to: `/quotes/${data.id}` } as never))
          .catch((error: unknown) => {
            setBusy(false)
            toast.failed(error)
          })
      }}
    />
  )
}
