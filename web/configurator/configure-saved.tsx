import { Button } from '@mantine/core'
import { IconFilePlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type Configuration, changeConfiguration, getConfiguration } from '../../contract/configurations.ts'
import { createQuote } from '../../contract/quotes.ts'
import type { Decision } from '../../engines/configurator/index.ts'
import { call, newIdempotencyKey } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useCan, useSession } from '../shell/session.ts'
import { toast } from '../ui/index.ts'
import { Configurator } from './configurator.tsx'
import { useModel } from './use-model.ts'

/** /configurations/$id: a saved configuration, to go on with and to make a quote of. */
export function SavedConfigurationPage() {
  const { id } = useParams({ strict: false }) as { id: Configuration['id'] }
  const found = useQuery({
    queryKey: ['configurations', 'one', id],
    queryFn: ({ signal }) => call(getConfiguration, { params: { id }, signal }),
    refetchOnWindowFocus: false,
  })
  const configuration = found.data?.data
  const model = useModel(configuration?.product, configuration?.revision)
  const error = found.error ?? model.error
  if (error) return <Failed error={error} onRetry={() => void found.refetch()} />
  if (!configuration || !model.data) return <PageLoading />
  return <Saved key={id} configuration={configuration} etag={found.data?.etag} model={model.data} />
}

type SavedProps = {
  configuration: Configuration
  etag: string | undefined
  model: NonNullable<ReturnType<typeof useModel>['data']>
}

function Saved({ configuration, etag, model }: SavedProps) {
  const navigate = useNavigate()
  const can = useCan()
  const session = useSession()
  const save = useSave(configuration, etag)
  const quote = useMutation({
    mutationFn: async (decisions: Decision[]) => {
      if (can('configurations.write')) await save.mutateAsync(decisions)
      const { id, product, quantity, customer } = configuration
      const line = { product, quantity, configuration: id }
      const body = { lines: [line], ...(customer && { customer: customer as never }) } // an id, as it was saved
      return (await call(createQuote, { body, idempotencyKey: newIdempotencyKey() })).data
    },
    onSuccess: ({ id }) => navigate({ to: '/quotes/$id', params: { id } }),
    onError: toast.failed,
  })
  return (
    <Configurator
      model={model}
      modelKey={`${configuration.product}@${configuration.revision}`}
      product={configuration.product}
      revision={configuration.revision}
      title={configuration.name ?? configuration.productName}
      decisions={configuration.decisions}
      currency={session.company.currency}
      terms={{ quantity: configuration.quantity, customer: configuration.customer }}
      readOnly={!can('configurations.write')}
      onBack={() => void navigate({ to: '/configurations' })}
      saveLabel="Save"
      busy={save.isPending}
      onSave={(decisions) =>
        save.mutate(decisions, { onSuccess: () => toast.done('Saved.'), onError: toast.failed })
      }
      actions={
        can('quotes.write')
          ? (decisions) => (
              <Button
                variant="default"
                leftSection={<IconFilePlus size={15} stroke={1.8} />}
                loading={quote.isPending}
                onClick={() => quote.mutate(decisions)}
              >
                Make a quote of it
              </Button>
            )
          : undefined
      }
    />
  )
}

function useSave({ id, seq }: Configuration, etag: string | undefined) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (decisions: Decision[]) =>
      call(changeConfiguration, { params: { id }, body: { decisions }, ifMatch: etag ?? seq }),
    onSuccess: (saved) => {
      client.setQueryData(['configurations', 'one', id], saved)
      void client.invalidateQueries({ queryKey: ['configurations', 'list'] })
    },
  })
}
