import { Anchor, Button } from '@mantine/core'
import { IconAdjustments } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { getProduct } from '../../contract/catalog.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useCan } from '../shell/session.ts'
import { Facts, Page, Panel, Quantity } from '../ui/index.ts'
import { Attributes } from './attributes.tsx'
import classes from './catalog.module.css'
import { PlanPrices } from './plan-prices.tsx'
import { PriceLookup } from './price-lookup.tsx'
import { ProductMarks } from './product-marks.tsx'
import { useCategories } from './use-categories.ts'
import { lifecycleWords } from './words.ts'

const route = getRouteApi('/inside/catalog/$code')
type Answer = z.output<typeof getProduct.response>

export function ProductPage() {
  const { code } = route.useParams()
  const query = useQuery({
    queryKey: ['products', 'one', code],
    queryFn: async ({ signal }) => (await call(getProduct, { params: { code }, query: {}, signal })).data,
  })
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <PageLoading />
  return <ProductView {...query.data} />
}

function ProductView({ product, plans, revision }: Answer) {
  const can = useCan()
  const categories = useCategories()
  const configurable = product.model !== undefined
  const bundle = (product.components?.length ?? 0) > 0
  const image = product.images[0]
  return (
    <Page
      title={product.name}
      above={
        <Anchor component={Link} to="/catalog" c="dimmed">
          Catalog
        </Anchor>
      }
      below={
        <span className={classes.marks}>
          {product.code} <ProductMarks product={{ configurable, bundle, lifecycle: product.lifecycle }} />
        </span>
      }
      actions={
        <>
          <Button
            variant="default"
            component={Link}
            to="/history/$kind/$code"
            params={{ kind: 'products', code: product.code } as never}
          >
            History
          </Button>
          {can('catalog.write') && (
            <Button
              variant="default"
              component={Link}
              to="/reference/$kind/$code"
              params={{ kind: 'products', code: product.code } as never}
            >
              Edit
            </Button>
          )}
          {configurable && can('configurations.write') && (
            <Button
              component={Link}
              to="/configure/$product"
              params={{ product: product.code } as never}
              leftSection={<IconAdjustments size={16} stroke={1.7} />}
            >
              Configure
            </Button>
          )}
        </>
      }
    >
      <div className={classes.product}>
        <div>
          {product.description && (
            <Panel>
              <p className={classes.description}>{product.description}</p>
            </Panel>
          )}
          <Panel title="Plans and prices" aside={`Revision ${revision}`} flush>
            <PlanPrices product={product.code} plans={plans} />
          </Panel>
          {can('prices.read') && plans.length > 0 && <PriceLookup product={product} plans={plans} />}
          {product.components && product.components.length > 0 && (
            <Panel title="What the bundle holds" flush>
              <Components components={product.components} variants={product.variants ?? []} />
            </Panel>
          )}
          {product.variants && product.variants.length > 0 && (
            <Panel title="Variants" flush>
              <dl className={classes.attributes} style={{ padding: 16 }}>
                {product.variants.map(({ code, name, description }) => (
                  <div key={code}>
                    <dt>{code}</dt>
                    <dd>
                      {name}
                      {description && <p className={classes.quiet}>{description}</p>}
                    </dd>
                  </div>
                ))}
              </dl>
            </Panel>
          )}
        </div>
        <div>
          {image && (
            <Panel>
              <img src={image} alt="" className={classes.image} />
            </Panel>
          )}
          <Panel title="Product">
            <Facts
              facts={[
                ['Lifecycle', lifecycleWords[product.lifecycle]],
                ['Successor', product.successor],
                ['Unit', product.unit],
                ['Decimals of a quantity', product.quantityDecimals],
                ['Weight', product.weight && <Quantity value={product.weight} unit="kg" />],
                ['Tax category', product.taxCategory],
                [
                  'Categories',
                  product.categories
                    .map((code) => categories.find((each) => each.code === code)?.name ?? code)
                    .join(', '),
                ],
                ['Model', product.model],
              ]}
            />
          </Panel>
          {Object.keys(product.attributes).length > 0 && (
            <Panel title="Attributes">
              <Attributes attributes={product.attributes} />
            </Panel>
          )}
        </div>
      </div>
    </Page>
  )
}

type Shown = Answer['product']
type ComponentsProps = {
  components: NonNullable<Shown['components']>
  variants: NonNullable<Shown['variants']>
}

function Components({ components, variants }: ComponentsProps) {
  const named = (code: string) => variants.find((each) => each.code === code)?.name ?? code
  return (
    <dl className={classes.attributes} style={{ padding: 16 }}>
      {components.map((part) => (
        <div key={`${part.product} ${part.plan ?? ''} ${part.group ?? ''} ${part.variants?.join() ?? ''}`}>
          <dt>
            <Quantity value={part.defaultQuantity} /> ×{part.pricing === 'INCLUDED' ? ' (included)' : ''}
          </dt>
          <dd>
            <Anchor component={Link} to="/catalog/$code" params={{ code: part.product } as never}>
              {part.product}
            </Anchor>
            <span className={classes.quiet}>
              {[
                part.variant,
                part.maxQuantity &&
                  part.maxQuantity !== part.minQuantity &&
                  `${part.minQuantity} to ${part.maxQuantity}`,
                part.group && `one of “${part.group}”`,
                part.variants && `in ${part.variants.map(named).join(', ')}`,
              ]
                .filter(Boolean)
                .map((each) => ` · ${each}`)}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
