import { Anchor, Button } from '@mantine/core'
import { IconFilePlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type Configuration, quoteConfiguration } from '../../contract/configurations.ts'
import type { CustomerId } from '../../contract/customers.ts'
import { CustomerSelect } from '../customers/customer-select.tsx'
import { call, newIdempotencyKey } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useCan } from '../shell/session.ts'
import { Instant, Page, Panel, toast } from '../ui/index.ts'
import { AddProduct } from './add-product.tsx'
import { ConfigurationMenu } from './configuration-menu.tsx'
import { ConfigurationStatus } from './configuration-status.tsx'
import css from './saved.module.css'
import { SavedName } from './saved-name.tsx'
import { SavedPrice } from './saved-price.tsx'
import { SavedProduct } from './saved-product.tsx'
import { titleOf, useChange, useSaved } from './use-saved.ts'

/** /configurations/$id: the products of a saved configuration, for whom they are, and what they come to together. */
export function SavedConfigurationPage() {
  const { id } = useParams({ strict: false }) as { id: Configuration['id'] }
  const found = useSaved(id)
  if (found.error) return <Failed error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageLoading />
  return <Saved key={id} configuration={found.data} />
}

function Saved({ configuration }: { configuration: Configuration }) {
  const can = useCan()
  const navigate = useNavigate()
  const change = useChange(configuration)
  const { id, products, quote } = configuration
  const editable = can('configurations.write')
  const make = useMutation({
    mutationFn: async () =>
      (
        await call(quoteConfiguration, {
          params: { id },
          body: {},
          idempotencyKey: newIdempotencyKey(),
        })
      ).data,
    onSuccess: (made) => navigate({ to: '/quotes/$id', params: { id: made.id } }),
    onError: toast.failed,
  })
  return (
    <Page
      title={titleOf(configuration)}
      heading={<SavedName configuration={configuration} editable={editable} change={change} />}
      above={
        <Anchor component={Link} to="/configurations" c="dimmed">
          Configurations
        </Anchor>
      }
      below={
        <span className={css.below}>
          <ConfigurationStatus configuration={configuration} />
          <span>
            changed <Instant value={configuration.updatedAt} ago />
          </span>
          {quote && (
            <Anchor component={Link} to="/quotes/$id" params={{ id: quote } as never}>
              Its quote
            </Anchor>
          )}
        </span>
      }
      actions={
        <>
          {can('quotes.write') && editable && (
            <Button
              leftSection={<IconFilePlus size={16} stroke={1.7} />}
              loading={make.isPending}
              onClick={() => make.mutate()}
            >
              Make a quote of it
            </Button>
          )}
          <ConfigurationMenu
            configuration={configuration}
            onRemoved={() => void navigate({ to: '/configurations' })}
          />
        </>
      }
    >
      <div className={css.columns}>
        <div>
          <Panel title={products.length === 1 ? 'Product' : 'Products'} flush>
            <ul className={css.products} aria-label="Products of the configuration">
              {products.map((item) => (
                <SavedProduct
                  key={item.id}
                  configuration={configuration}
                  item={item}
                  editable={editable}
                  change={change}
                />
              ))}
            </ul>
            {editable && (
              <div className={css.add}>
                <AddProduct configuration={configuration} change={change} />
              </div>
            )}
          </Panel>
        </div>
        <aside aria-label="For whom, and the price">
          <Panel title="Customer">
            {can('customers.read') && (
              <CustomerSelect
                label="Customer"
                placeholder={editable ? 'For nobody in particular' : 'Nobody in particular'}
                value={configuration.customer}
                disabled={!editable}
                onChange={(customer) => {
                  if (customer !== configuration.customer)
                    change.mutate({ customer: (customer as CustomerId | undefined) ?? null })
                }}
              />
            )}
            <p className={css.hint}>Their price book, contract prices and discounts count.</p>
          </Panel>
          <SavedPrice configuration={configuration} editable={editable} />
        </aside>
      </div>
    </Page>
  )
}
