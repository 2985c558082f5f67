import { Checkbox } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconListDetails } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useRef, useState } from 'react'
import { type ListedLine, listLines } from '../../contract/quotes.ts'
import { call } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { useCan } from '../shell/session.ts'
import { usePages } from '../shell/use-pages.ts'
import { DataTable, EmptyState, FilterTabs, Page, Panel, SearchField } from '../ui/index.ts'
import { LineCard, lineColumns } from './line-columns.tsx'
import { LinesBar } from './lines-bar.tsx'
import classes from './quotes.module.css'

const route = getRouteApi('/inside/lines')

/** What people look for: the states of lines, and of the quotes they stand in where that matters. */
const filters = [
  { value: 'all', label: 'All' },
  { value: 'open', label: 'To configure', status: 'PENDING' },
  { value: 'priced', label: 'Priced', status: 'CONFIGURED,PRICED' },
  { value: 'approved', label: 'Approved', status: 'APPROVED', quoteStatus: 'APPROVED,FINALIZED,ACCEPTED' },
  { value: 'deliver', label: 'To deliver', status: 'APPROVED', quoteStatus: 'CONVERTED' },
  { value: 'fulfilled', label: 'Fulfilled', status: 'FULFILLED' },
  { value: 'rejected', label: 'Rejected', status: 'REJECTED' },
  { value: 'cancelled', label: 'Cancelled', status: 'CANCELLED' },
] as const

/** Lines over all quotes by their status, and what can be done with many of them at once. */
export function LinesPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const can = useCan()
  const field = useRef<HTMLInputElement>(null)
  const [picked, setPicked] = useState<ReadonlyMap<string, ListedLine>>(new Map())
  useHotkeys([['/', () => field.current?.focus()]])
  const filter = filters.find((each) => each.value === search.status) ?? filters[0]
  const query = { ...('status' in filter && asked(filter)), search: search.q }
  const list = usePages(
    ['quotes', 'lines', query],
    async (cursor, signal) => (await call(listLines, { query: { ...query, cursor }, signal })).data,
  )
  const change = useCallback(
    (part: typeof search) => {
      setPicked(new Map())
      void navigate({ search: (before) => ({ ...before, ...part }), replace: true })
    },
    [navigate],
  )
  const onSearch = useCallback((q: string) => change({ q: q || undefined }), [change])
  const acts = can('quotes.write') || can('orders.write')
  // Parts follow the line they belong to.
  const pickable = list.items.filter((line) => line.parent === undefined)
  const pick = (lines: readonly ListedLine[]) => setPicked(new Map(lines.map((line) => [line.id, line])))
  const toggle = (line: ListedLine) => {
    const next = new Map(picked)
    if (!next.delete(line.id)) next.set(line.id, line)
    setPicked(next)
  }
  return (
    <Page title="Lines">
      <div className={classes.filters}>
        <FilterTabs
          label="Status"
          value={filter.value}
          onChange={(status) => change({ status: status === 'all' ? undefined : status })}
          tabs={filters}
        />
        <span className={classes.spread} />
        <SearchField
          label="Search lines"
          placeholder="Product, quote, customer"
          value={search.q ?? ''}
          onSearch={onSearch}
          inputRef={field}
          width={220}
        />
      </div>
      <Panel flush>
        {picked.size > 0 && <LinesBar lines={[...picked.values()]} onDone={() => setPicked(new Map())} />}
        <ListState
          list={list}
          empty={
            <EmptyState icon={<IconListDetails size={22} stroke={1.6} />} title="No lines here">
              Lines of all quotes you may see stand here by what has become of them: still to be configured,
              priced, approved, delivered.
            </EmptyState>
          }
        >
          <DataTable
            label="Lines"
            columns={lineColumns}
            rows={list.items}
            rowKey={(line) => line.id}
            href={(line) => `/quotes/${line.quote}`}
            onOpen={(line) => void navigate({ to: '/quotes/$id', params: { id: line.quote } })}
            card={(line) => <LineCard line={line} />}
            stale={list.stale}
            {...(acts && {
              lead: {
                title: (
                  <Checkbox
                    size="xs"
                    aria-label="Pick all lines shown"
                    checked={pickable.length > 0 && picked.size === pickable.length}
                    indeterminate={picked.size > 0 && picked.size < pickable.length}
                    onChange={() => pick(picked.size === pickable.length ? [] : pickable)}
                  />
                ),
                render: (line: ListedLine) =>
                  line.parent === undefined && (
                    <Checkbox
                      size="xs"
                      aria-label={`Pick ${line.productName} of ${line.number}`}
                      checked={picked.has(line.id)}
                      onChange={() => toggle(line)}
                    />
                  ),
              },
            })}
          />
        </ListState>
      </Panel>
    </Page>
  )
}

function asked(filter: { status: string; quoteStatus?: string }) {
  const { status, quoteStatus } = filter
  return { status, ...(quoteStatus && { quoteStatus }) }
}
