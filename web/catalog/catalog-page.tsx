import { Button, NativeSelect } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconBook2, IconPlus } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback, useRef } from 'react'
import { lifecycle as lifecycleSchema, listProducts } from '../../contract/catalog.ts'
import { call } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { useCan, useSession } from '../shell/session.ts'
import { usePages } from '../shell/use-pages.ts'
import { DataTable, EmptyState, Page, Panel, SearchField, useNarrow } from '../ui/index.ts'
import classes from './catalog.module.css'
import { CategoryList } from './category-list.tsx'
import { ProductCard, productColumns } from './product-columns.tsx'
import { useCategories } from './use-categories.ts'
import { lifecycleWords } from './words.ts'

const route = getRouteApi('/inside/catalog')
const lifecycles = lifecycleSchema.options

/** Everything that is sold, found by words or by category. */
export function CatalogPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const narrow = useNarrow()
  const can = useCan()
  const field = useRef<HTMLInputElement>(null)
  useHotkeys([['/', () => field.current?.focus()]])
  const { currency } = useSession().company
  const categories = useCategories()
  const { words, attribute } = asked(search.q)
  const lifecycle = lifecycles.find((each) => each === search.lifecycle)
  const query = { search: words, attribute, category: search.category, lifecycle, currency }
  const list = usePages(['products', 'list', query], async (cursor, signal) => {
    return (await call(listProducts, { query: { ...query, cursor }, signal })).data
  })
  const onSearch = useCallback(
    (q: string) => void navigate({ search: (before) => ({ ...before, q: q || undefined }), replace: true }),
    [navigate],
  )
  const onCategory = (category: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, category }), replace: true })
  return (
    <Page
      title="Catalog"
      below={list.first && `Revision ${list.first.revision}`}
      actions={
        <>
          <SearchField
            label="Search products"
            placeholder="Name, code, colour=black"
            value={search.q ?? ''}
            onSearch={onSearch}
            inputRef={field}
          />
          <NativeSelect
            aria-label="Lifecycle"
            value={lifecycle ?? ''}
            onChange={(event) =>
              void navigate({
                search: (before) => ({ ...before, lifecycle: event.currentTarget.value || undefined }),
                replace: true,
              })
            }
            data={[
              { value: '', label: 'Any lifecycle' },
              ...lifecycles.map((value) => ({ value, label: lifecycleWords[value] })),
            ]}
          />
          {can('catalog.write') && (
            <>
              <Button variant="default" component={Link} to="/reference">
                Manage
              </Button>
              <Button component={Link} to="/new/products" leftSection={<IconPlus size={16} />}>
                New product
              </Button>
            </>
          )}
        </>
      }
    >
      <div className={classes.columns}>
        {narrow ? (
          <NativeSelect
            aria-label="Category"
            value={search.category ?? ''}
            onChange={(event) => onCategory(event.currentTarget.value || undefined)}
            data={[
              { value: '', label: 'All categories' },
              ...categories.map((each) => ({
                value: each.code,
                label: `${'  '.repeat(each.depth)}${each.name}`,
              })),
            ]}
          />
        ) : (
          <CategoryList categories={categories} value={search.category} onChange={onCategory} />
        )}
        <div className={classes.products}>
          {list.first?.searchedFor && (
            <p className={classes.meant} role="status">
              Nothing has “{words}”. Shown is what was probably meant: {list.first.searchedFor}.
            </p>
          )}
          <Panel flush>
            <ListState
              list={list}
              empty={
                <EmptyState icon={<IconBook2 size={22} stroke={1.6} />} title="No product found">
                  {search.q || search.category || lifecycle
                    ? 'Try another word, category or lifecycle.'
                    : 'Products are added in a change set, and can be quoted once it is published.'}
                </EmptyState>
              }
            >
              <DataTable
                label="Products"
                columns={productColumns(categories)}
                rows={list.items}
                rowKey={(product) => product.code}
                href={(product) => `/catalog/${encodeURIComponent(product.code)}`}
                onOpen={(product) => void navigate({ to: '/catalog/$code', params: { code: product.code } })}
                card={(product) => <ProductCard product={product} />}
                stale={list.stale}
              />
            </ListState>
          </Panel>
        </div>
      </div>
    </Page>
  )
}

/** Words, and what attributes must be: "monitor colour=black". */
function asked(text = ''): { words: string | undefined; attribute: string[] } {
  const parts = text.split(/\s+/).filter(Boolean)
  const isAttribute = (part: string) => /^[^=]+=./.test(part)
  return {
    words: parts.filter((part) => !isAttribute(part)).join(' ') || undefined,
    attribute: parts.filter(isAttribute).slice(0, 10),
  }
}
