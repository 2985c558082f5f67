import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { getProduct } from '../../contract/catalog.ts'
import { type Command, createQuote, type Quote } from '../../contract/quotes.ts'
import type { Decision } from '../../engines/configurator/index.ts'
import { newId } from '../quoting/store/new-id.ts'
import { openQuote } from '../quoting/store/quote-server.ts'
import { call, newIdempotencyKey } from '../shell/api.ts'
import { PageLoading } from '../shell/page-loading.tsx'
import { useSession } from '../shell/session.ts'
import { toast } from '../ui/index.ts'
import { Configurator } from './configurator.tsx'
import { SaveForLater } from './save-for-later.tsx'
import { useModel } from './use-model.ts'

type ConfigureProductProps = {
  product: string
  quote: Quote['id'] | undefined
  plan: string | undefined
  quantity: string
  /** What a guide decided. */
  decisions: Decision[]
}

/** Configures a product that is to be added to a quote; without one, a new quote is made for it. */
export function ConfigureProduct({
  product: code,
  quote: id,
  plan,
  quantity,
  decisions,
}: ConfigureProductProps) {
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
  const { name, images } = found.data
  const lineOf = (made: Decision[]) => ({
    id: line,
    product: code,
    quantity,
    decisions: made,
    ...(plan && { plan }),
  })
  const commandFor = (made: Decision[]): Command => ({ type: 'addLine', line: lineOf(made) })

  const back = () => void (quote ? navigate({ to: `/quotes/${quote.id}` } as never) : window.history.back())
  return (
    <Configurator
      model={model.data}
      {...(quote && { modelKey: `${code}@${quote.revision}`, on: { quote, line, commandFor } })}
      product={code}
      revision={quote?.revision}
      image={images[0]}
      title={name}
      decisions={decisions}
      currency={session.company.currency}
      terms={{ quantity }}
      readOnly={quote !== undefined && !quote.editable}
      onBack={back}
      saveLabel={quote ? 'Add to the quote' : 'Start a quote with it'}
      busy={busy}
      onSave={(made) => {
        if (store && quote) {
          store.change([commandFor(made)], `${name} added`)
          toast.done(`${name} added`, { act: store.undo })
          return back()
        }
        setBusy(true)
        call(createQuote, { body: { lines: [lineOf(made)] }, idempotencyKey: newIdempotencyKey() })
          .then(({ data }) => navigate({ to: `/quotes/${data.id}` } as never))
          .catch((error: unknown) => {
            setBusy(false)
            toast.failed(error)
          })
      }}
      actions={(made) => (
        <SaveForLater
          product={code}
          plan={plan}
          quantity={quantity}
          customer={quote?.customer}
          decisions={made}
        />
      )}
    />
  )
}
