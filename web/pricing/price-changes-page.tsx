import { Anchor, Button } from '@mantine/core'
import { IconDownload, IconHistory } from '@tabler/icons-react'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { exportPriceChanges, listPriceChanges, priceKinds } from '../../contract/price-history.ts'
import { call, hrefOf } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { usePages } from '../shell/use-pages.ts'
import { DataTable, EmptyState, Page, Panel } from '../ui/index.ts'
import { changeColumns, PriceChangeCard } from './price-change-columns.tsx'
import { PriceChangeFilters, type PriceChangesSearch } from './price-change-filters.tsx'

const route = getRouteApi('/inside/price-changes')

/** What became of all prices: who changed which, when, from what to what, and why. */
export function PriceChangesPage() {
  const search = route.useSearch()
  const change = route.useNavigate()
  const navigate = useNavigate()
  const filter = filterOf(search)
  const list = usePages(
    ['pricing', 'changes', filter],
    async (cursor, signal) => (await call(listPriceChanges, { query: { ...filter, cursor }, signal })).data,
  )
  const filtered = Object.values(search).some(Boolean)
  return (
    <Page
      title="Price changes"
      above={
        <Anchor component={Link} to="/pricing" c="dimmed">
          Pricing
        </Anchor>
      }
      below="Everything that was published of prices and contract prices, the newest first."
      actions={
        <Button
          variant="default"
          component="a"
          href={hrefOf(exportPriceChanges, { query: filter })}
          download
          leftSection={<IconDownload size={16} stroke={1.7} />}
        >
          CSV
        </Button>
      }
    >
      <PriceChangeFilters
        search={search}
        people={list.first?.people ?? []}
        onChange={(part) => void change({ search: (before) => ({ ...before, ...part }), replace: true })}
        onClear={filtered ? () => void change({ search: {}, replace: true }) : undefined}
      />
      <Panel flush>
        <ListState
          list={list}
          empty={
            <EmptyState
              icon={<IconHistory size={22} stroke={1.6} />}
              title={filtered ? 'No change of a price matches' : 'No price was published yet'}
            >
              {filtered
                ? 'Take a filter away, or choose a longer time.'
                : 'Each price that a change set publishes is listed here, with what it was before and why.'}
            </EmptyState>
          }
        >
          <DataTable
            label="Price changes"
            columns={changeColumns}
            rows={list.items}
            rowKey={({ revision, kind, code }) => `${revision} ${kind} ${code}`}
            href={({ kind, code }) => `/history/${kind}/${encodeURIComponent(code)}`}
            onOpen={({ kind, code }) => void navigate({ to: '/history/$kind/$code', params: { kind, code } })}
            card={(row) => <PriceChangeCard change={row} />}
            stale={list.stale}
          />
        </ListState>
      </Panel>
    </Page>
  )
}

/** Days begin where the reader is; the last day chosen belongs to what is shown. */
function filterOf({ kind, product, book, person, from, to }: PriceChangesSearch) {
  return {
    kind: priceKinds.find((each) => each === kind),
    product,
    priceBook: book,
    person,
    from: instantOf(from),
    to: instantOf(to, 1),
  }
}

function instantOf(day: string | undefined, later = 0): string | undefined {
  const at = new Date(`${day}T00:00`)
  if (Number.isNaN(at.getTime())) return undefined
  at.setDate(at.getDate() + later)
  return at.toISOString()
}
