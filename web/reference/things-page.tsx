import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconHistory, IconListDetails, IconPlus } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useRef } from 'react'
import type { ReferenceKind } from '../../contract/revisions.ts'
import { ListState } from '../shell/list-state.tsx'
import { useCan } from '../shell/session.ts'
import { EmptyState, FilterTabs, Page, Panel, SearchField } from '../ui/index.ts'
import { kindNames, mayRead, mayWrite } from './kind-names.ts'
import classes from './reference.module.css'
import { ThingsTable } from './things-table.tsx'
import { useThings } from './use-things.ts'

const pricing = getRouteApi('/inside/pricing')
const reference = getRouteApi('/inside/reference')
const documents = getRouteApi('/inside/documents')

const pricingKinds: ReferenceKind[] = [
  'prices',
  'price-books',
  'rules',
  'discounts',
  'contract-prices',
  'surcharges',
  'taxes',
  'segments',
]
const catalogKinds: ReferenceKind[] = ['products', 'plans', 'categories', 'models', 'guides']

/** Everything that decides what something costs. */
export function PricingPage() {
  const search = pricing.useSearch()
  const navigate = pricing.useNavigate()
  return (
    <ThingsPage
      title="Pricing"
      kinds={pricingKinds}
      further={
        <Button
          variant="default"
          component={Link}
          to="/price-changes"
          leftSection={<IconHistory size={16} stroke={1.7} />}
        >
          Price changes
        </Button>
      }
      search={search}
      onSearch={(next) => void navigate({ search: next, replace: true })}
    />
  )
}

/** The catalog as its administrators see it: products, plans, categories and models by code. */
export function ReferencePage() {
  const search = reference.useSearch()
  const navigate = reference.useNavigate()
  return (
    <ThingsPage
      title="Catalog data"
      kinds={catalogKinds}
      search={search}
      onSearch={(next) => void navigate({ search: next, replace: true })}
    />
  )
}

/** What documents look like, and what they say in which case. */
export function DocumentsPage() {
  const search = documents.useSearch()
  const navigate = documents.useNavigate()
  return (
    <ThingsPage
      title="Documents"
      kinds={['templates', 'clauses']}
      search={search}
      onSearch={(next) => void navigate({ search: next, replace: true })}
    />
  )
}

type Search = { kind?: string | undefined; q?: string | undefined }
type ThingsPageProps = {
  title: string
  kinds: readonly ReferenceKind[]
  /** What else there is to look at, beside making a new one. */
  further?: React.ReactNode
  search: Search
  onSearch: (search: Search) => void
}

function ThingsPage({ title, kinds, further, search, onSearch }: ThingsPageProps) {
  const can = useCan()
  const field = useRef<HTMLInputElement>(null)
  useHotkeys([['/', () => field.current?.focus()]])
  const shown = kinds.filter((kind) => can(mayRead(kind)))
  const kind = shown.find((each) => each === search.kind) ?? shown[0] ?? 'products'
  const { one, many } = kindNames[kind]
  const list = useThings(kind, { search: search.q })
  const find = (q: string) => onSearch({ kind, q: q || undefined })
  const make = can(mayWrite(kind)) && (
    <Button component={Link} to="/new/$kind" params={{ kind } as never} leftSection={<IconPlus size={16} />}>
      New {one}
    </Button>
  )
  return (
    <Page
      title={title}
      actions={
        <>
          {further}
          {make}
        </>
      }
    >
      <div className={classes.filters}>
        <FilterTabs
          label="What to show"
          value={kind}
          onChange={(next) => onSearch({ kind: next })}
          tabs={shown.map((each) => ({ value: each, label: kindNames[each].many }))}
        />
        <SearchField
          label={`Search ${many.toLowerCase()}`}
          placeholder="Code or name"
          value={search.q ?? ''}
          onSearch={find}
          inputRef={field}
          width={220}
        />
      </div>
      <Panel flush>
        <ListState
          list={list}
          empty={
            <EmptyState
              icon={<IconListDetails size={22} stroke={1.6} />}
              title={search.q ? `No ${one} matches` : `No ${one} yet`}
              action={!search.q && make}
            >
              {search.q
                ? 'A part of its code or name is enough.'
                : `A ${one} is prepared in a change set and holds once that is published.`}
            </EmptyState>
          }
        >
          <ThingsTable kind={kind} things={list.items} stale={list.stale} />
        </ListState>
      </Panel>
    </Page>
  )
}
