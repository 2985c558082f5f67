import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconAdjustments, IconFileUpload, IconMapSearch } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback, useRef } from 'react'
import { type Configuration, configurationStatus, listConfigurations } from '../../contract/configurations.ts'
import { call } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { useCan } from '../shell/session.ts'
import { usePages } from '../shell/use-pages.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  FilterTabs,
  Instant,
  Money,
  Nothing,
  Page,
  Panel,
  SearchField,
} from '../ui/index.ts'
import { ConfigurationMenu } from './configuration-menu.tsx'
import { ConfigurationStatus, statusWords } from './configuration-status.tsx'
import css from './configurations.module.css'
import { contentsText, titleOf } from './use-saved.ts'

const route = getRouteApi('/inside/configurations')

const columns: Column<Configuration>[] = [
  {
    key: 'name',
    title: 'Configuration',
    render: titleOf,
  },
  { key: 'product', title: 'Products', from: 'sm', render: ({ products }) => contentsText(products) },
  { key: 'status', title: 'Status', render: (each) => <ConfigurationStatus configuration={each} /> },
  {
    key: 'net',
    title: 'Net',
    align: 'end',
    from: 'md',
    render: ({ price }) => (price ? <Money amount={price.net} currency={price.currency} /> : <Nothing />),
  },
  {
    key: 'updated',
    title: 'Changed',
    align: 'end',
    from: 'sm',
    render: (each) => <Instant value={each.updatedAt} ago />,
  },
  { key: 'menu', title: '', align: 'end', render: (each) => <ConfigurationMenu configuration={each} /> },
]

/** Configurations that were saved: to go on with, to copy, to quote. */
export function ConfigurationsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const can = useCan()
  const field = useRef<HTMLInputElement>(null)
  useHotkeys([['/', () => field.current?.focus()]])
  const status = configurationStatus.safeParse(search.status).data
  const list = usePages(['configurations', 'list', search.q, status], async (cursor, signal) => {
    const query = { search: search.q, status, cursor }
    return (await call(listConfigurations, { query, signal })).data
  })
  const onSearch = useCallback(
    (q: string) => void navigate({ search: (before) => ({ ...before, q: q || undefined }), replace: true }),
    [navigate],
  )
  const actions = can('configurations.write') && (
    <>
      <Button
        variant="default"
        component={Link}
        to="/configurations/file"
        leftSection={<IconFileUpload size={16} stroke={1.7} />}
      >
        Model from a file
      </Button>
      <Button component={Link} to="/guides" leftSection={<IconMapSearch size={16} stroke={1.7} />}>
        Find a product
      </Button>
    </>
  )
  return (
    <Page title="Configurations" actions={actions}>
      <div className={css.filters}>
        <FilterTabs
          label="Status"
          value={status ?? 'all'}
          onChange={(value) =>
            void navigate({
              search: (before) => ({ ...before, status: value === 'all' ? undefined : value }),
              replace: true,
            })
          }
          tabs={[
            { value: 'all', label: 'All' },
            ...configurationStatus.options.map((value) => ({ value, label: statusWords[value].word })),
          ]}
        />
        <SearchField
          label="Search configurations"
          placeholder="Name, product"
          value={search.q ?? ''}
          onSearch={onSearch}
          inputRef={field}
          width={240}
        />
      </div>
      <Panel flush>
        <ListState list={list} empty={<Nobody filtered={Boolean(search.q || status)} />}>
          <DataTable
            label="Configurations"
            columns={columns}
            rows={list.items}
            rowKey={(each) => each.id}
            href={(each) => `/configurations/${each.id}`}
            onOpen={(each) => void navigate({ to: '/configurations/$id', params: { id: each.id } })}
            stale={list.stale}
            card={(each) => <ConfigurationCard configuration={each} />}
          />
        </ListState>
      </Panel>
    </Page>
  )
}

function ConfigurationCard({ configuration }: { configuration: Configuration }) {
  return (
    <span className={css.card}>
      <span>
        <strong>{titleOf(configuration)}</strong>
        <span className={css.sub}>
          {contentsText(configuration.products)} · <Instant value={configuration.updatedAt} ago />
        </span>
      </span>
      <ConfigurationStatus configuration={configuration} />
    </span>
  )
}

function Nobody({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <EmptyState title="No configuration matches">Try fewer letters, or another status.</EmptyState>
  ) : (
    <EmptyState
      icon={<IconAdjustments size={22} stroke={1.6} />}
      title="No saved configurations yet"
      action={
        <Button variant="default" component={Link} to="/catalog">
          Choose a product to configure
        </Button>
      }
    >
      Configure a product and save it under a name: to go on another day, to use it again, to make a quote of
      it.
    </EmptyState>
  )
}
