import { useState } from 'react'
import { listSimulatedQuotes, type SimulatedQuote, type Simulation } from '../../contract/simulations.ts'
import { call } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { usePages } from '../shell/use-pages.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  FilterTabs,
  Money,
  Nothing,
  Percent,
  StatusBadge,
  type Tone,
} from '../ui/index.ts'
import { CompareDialog } from './compare-dialog.tsx'
import classes from './simulation.module.css'

const outcomes: Record<SimulatedQuote['outcome'], { label: string; tone: Tone }> = {
  same: { label: 'As it is', tone: 'neutral' },
  changed: { label: 'Changes', tone: 'info' },
  unapprovable: { label: 'Needs approval', tone: 'warning' },
  invalid: { label: 'Invalid', tone: 'danger' },
}

const columns: Column<SimulatedQuote>[] = [
  {
    key: 'quote',
    title: 'Quote',
    render: (quote) => (
      <>
        <span className={classes.number}>{quote.number}</span>{' '}
        <span className={classes.quiet}>{quote.customer ?? quote.name}</span>
      </>
    ),
  },
  {
    key: 'outcome',
    title: 'Becomes',
    from: 'sm',
    render: ({ outcome }) => (
      <StatusBadge tone={outcomes[outcome].tone}>{outcomes[outcome].label}</StatusBadge>
    ),
  },
  {
    key: 'before',
    title: 'Net now',
    align: 'end',
    from: 'md',
    render: ({ before, currency }) => <Money amount={before.net} currency={currency} muted />,
  },
  {
    key: 'after',
    title: 'Net then',
    align: 'end',
    render: ({ after, currency }) => <Money amount={after.net} currency={currency} />,
  },
  {
    key: 'percent',
    title: 'By',
    align: 'end',
    render: ({ differencePercent }) => <Moved by={differencePercent} />,
  },
]

/** How far a quote moves; a dash where it does not. */
function Moved({ by }: { by: string | undefined }) {
  if (by === undefined || /^-?0(\.0*)?$/.test(by)) return <Nothing />
  return (
    <span className="tabular">
      {by.startsWith('-') ? '' : '+'}
      <Percent value={by} places={2} />
    </span>
  )
}

/** The quotes of a simulation, those that change most first; each with both its waterfalls. */
export function SimulatedQuotes({ simulation }: { simulation: Simulation }) {
  const [outcome, setOutcome] = useState<SimulatedQuote['outcome']>()
  const [compared, setCompared] = useState<SimulatedQuote>()
  const { counts } = simulation
  const list = usePages(
    ['simulations', 'quotes', simulation.id, simulation.done, outcome],
    async (cursor, signal) => {
      const query = { outcome, cursor }
      return (await call(listSimulatedQuotes, { params: { id: simulation.id }, query, signal })).data
    },
  )
  return (
    <div className={classes.quotes}>
      <FilterTabs
        label="What becomes of the quotes"
        value={outcome ?? 'all'}
        onChange={(value) => setOutcome(value === 'all' ? undefined : (value as SimulatedQuote['outcome']))}
        tabs={[
          { value: 'all', label: 'All', count: simulation.done },
          { value: 'changed', label: 'Change', count: counts.changed },
          { value: 'unapprovable', label: 'Need approval', count: counts.unapprovable },
          { value: 'invalid', label: 'Invalid', count: counts.invalid },
        ]}
      />
      <ListState
        list={list}
        empty={
          <EmptyState title="No quote here">
            Quotes stand under the worst that becomes of them: invalid, then in need of approval, then
            changed.
          </EmptyState>
        }
      >
        <DataTable
          label="Simulated quotes"
          columns={columns}
          rows={list.items}
          rowKey={(quote) => quote.quote}
          href={(quote) => `/quotes/${quote.quote}`}
          onOpen={setCompared}
          card={(quote) => (
            <span className={classes.card}>
              <span className={classes.cardLine}>
                <strong className={classes.number}>{quote.number}</strong>
                <StatusBadge tone={outcomes[quote.outcome].tone}>{outcomes[quote.outcome].label}</StatusBadge>
              </span>
              <span className={classes.cardLine}>
                <span className={classes.quiet}>{quote.customer ?? quote.name}</span>
                <span className={classes.moved}>
                  <Money amount={quote.after.net} currency={quote.currency} />{' '}
                  <Moved by={quote.differencePercent} />
                </span>
              </span>
            </span>
          )}
          stale={list.stale}
        />
      </ListState>
      <CompareDialog simulation={simulation.id} quote={compared} onClose={() => setCompared(undefined)} />
    </div>
  )
}
