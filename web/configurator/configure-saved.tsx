import { useNavigate, useParams } from '@tanstack/react-router'
import type { Configuration, ConfiguredProduct } from '../../contract/configurations.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useCan, useSession } from '../shell/session.ts'
import { EmptyState, toast } from '../ui/index.ts'
import { Configurator } from './configurator.tsx'
import { useModel } from './use-model.ts'
import { givenOf, titleOf, useChange, useSaved } from './use-saved.ts'

/** /configurations/$id/$item: one product of a saved configuration, to go on with. */
export function ConfigureSavedPage() {
  const { id, item: wanted } = useParams({ strict: false }) as { id: Configuration['id']; item: string }
  const found = useSaved(id)
  const item = found.data?.products.find((each) => each.id === wanted)
  const model = useModel(item?.product, found.data?.revision)
  const error = found.error ?? model.error
  if (error) return <Failed error={error} onRetry={() => void found.refetch()} />
  if (found.data && !item)
    return (
      <EmptyState title="It is no longer there">The product was taken out of the configuration.</EmptyState>
    )
  if (!found.data || !item || !model.data) return <PageLoading />
  return <Saved key={wanted} configuration={found.data} item={item} model={model.data} />
}

type SavedProps = {
  configuration: Configuration
  item: ConfiguredProduct
  model: NonNullable<ReturnType<typeof useModel>['data']>
}

function Saved({ configuration, item, model }: SavedProps) {
  const navigate = useNavigate()
  const can = useCan()
  const session = useSession()
  const change = useChange(configuration)
  const { id, products, revision, customer } = configuration
  const back = () => void navigate({ to: '/configurations/$id', params: { id } })
  return (
    <Configurator
      model={model}
      modelKey={`${item.product}@${revision}`}
      product={item.product}
      revision={revision}
      title={item.productName}
      from={titleOf(configuration)}
      decisions={item.decisions}
      currency={session.company.currency}
      terms={{ quantity: item.quantity, customer }}
      readOnly={!can('configurations.write')}
      onBack={back}
      saveLabel="Save"
      busy={change.isPending}
      onSave={(decisions) =>
        change.mutate(
          {
            products: products.map((each) => ({
              ...givenOf(each),
              ...(each.id === item.id && { decisions }),
            })),
          },
          {
            onSuccess: () => {
              toast.done('Saved.')
              back()
            },
          },
        )
      }
    />
  )
}
