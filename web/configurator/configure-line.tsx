import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Command, Quote, QuoteLine } from '../../contract/quotes.ts'
import type { Decision } from '../../engines/configurator/index.ts'
import { openQuote } from '../quoting/store/quote-server.ts'
import { StoreContext, useQuote, useStore } from '../quoting/store/use-quote.ts'
import { PageLoading } from '../shell/page-loading.tsx'
import { toast } from '../ui/index.ts'
import { Configurator } from './configurator.tsx'
import { SaveForLater } from './save-for-later.tsx'
import { useModel } from './use-model.ts'

/** Changes the configuration of a line that is on a quote. */
export function ConfigureLine({ quote, line }: { quote: Quote['id']; line: QuoteLine['id'] }) {
  const opened = useQuery({
    queryKey: ['open-quote', quote],
    queryFn: ({ signal }) => openQuote(quote, signal),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    structuralSharing: false,
  })
  if (opened.isError) throw opened.error
  if (!opened.data) return <PageLoading />
  return (
    <StoreContext value={opened.data}>
      <OfLine id={line} />
    </StoreContext>
  )
}

function OfLine({ id }: { id: QuoteLine['id'] }) {
  const store = useStore()
  const navigate = useNavigate()
  const quote = useQuote()
  const line = quote.lines.find((one) => one.id === id)
  const model = useModel(line?.product, quote.revision)
  const back = () => void navigate({ to: `/quotes/${quote.id}` } as never)
  if (!line) return <Alert m="lg">This line is no longer on the quote.</Alert>
  if (model.isError) throw model.error
  if (!model.data) return <PageLoading />
  const commandFor = (decisions: Decision[]): Command => ({ type: 'configureLine', line: line.id, decisions })
  return (
    <Configurator
      model={model.data}
      modelKey={`${line.product}@${quote.revision}`}
      product={line.product}
      revision={quote.revision}
      image={line.image}
      title={line.productName}
      decisions={line.decisions ?? []}
      on={{ quote, line: line.id, commandFor }}
      readOnly={!quote.editable}
      onBack={back}
      saveLabel="Save the configuration"
      onSave={(decisions) => {
        store.change([commandFor(decisions)], `${line.productName} configured`)
        toast.done(`${line.productName} configured`, { act: store.undo })
        back()
      }}
      actions={(decisions) => (
        <SaveForLater
          product={line.product}
          plan={line.plan}
          quantity={line.quantity}
          customer={quote.customer}
          decisions={decisions}
        />
      )}
    />
  )
}
