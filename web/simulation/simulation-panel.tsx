import { Button, Checkbox, NativeSelect, Progress } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { ChangeSet } from '../../contract/revisions.ts'
import { listSimulations, type Simulation, simulate, stopSimulation } from '../../contract/simulations.ts'
import { exact, subtract, toText } from '../../engines/money/index.ts'
import { call } from '../shell/api.ts'
import { Instant, Money, Panel, toast } from '../ui/index.ts'
import { SimulatedQuotes } from './simulated-quotes.tsx'
import classes from './simulation.module.css'

// The chart's library is loaded only where there is something to draw.
const BandsChart = lazy(() =>
  import('./bands-chart.tsx').then(({ BandsChart: chart }) => ({ default: chart })),
)

type SimulationPanelProps = {
  changeSet: ChangeSet['id']
  /** Of what is published there is nothing to try any more; what was found before stays to be read. */
  startable: boolean
}

/** What a change set would do to quotes: started here, followed while it runs, looked at quote by quote. */
export function SimulationPanel({ changeSet, startable }: SimulationPanelProps) {
  const client = useQueryClient()
  const queryKey = ['simulations', changeSet]
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) =>
      (await call(listSimulations, { params: { id: changeSet }, signal })).data.items,
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === 'running') ? 1000 : false),
  })
  const again = () => client.invalidateQueries({ queryKey })
  const start = useMutation({
    mutationFn: (scope: Scope) => call(simulate, { params: { id: changeSet }, body: scope }),
    onSuccess: again,
    onError: (error) => toast.failed(error),
  })
  const stop = useMutation({
    mutationFn: (id: Simulation['id']) => call(stopSimulation, { params: { id } }),
    onSuccess: again,
    onError: (error) => toast.failed(error),
  })
  const latest = query.data?.[0]
  if (!startable && !latest) return null
  return (
    <Panel title="Simulation">
      {startable && (
        <ScopeForm
          again={latest !== undefined}
          busy={start.isPending}
          onStart={(scope) => start.mutate(scope)}
        />
      )}
      {!latest && (
        <p className={classes.quiet}>
          Prices quotes twice, as published and with this change set, and shows what becomes of each. No quote
          is changed.
        </p>
      )}
      {latest?.status === 'running' && (
        <div className={classes.progress}>
          <Progress
            value={latest.total === 0 ? 0 : (latest.done / latest.total) * 100}
            aria-label="Quotes priced so far"
          />
          <span className={classes.quiet}>
            {latest.done} of {latest.total} quotes
          </span>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => stop.mutate(latest.id)}>
            Stop
          </Button>
        </div>
      )}
      {latest && latest.done > 0 && <Outcome simulation={latest} />}
    </Panel>
  )
}

type Scope = { open: boolean; months: number }
type ScopeFormProps = { again: boolean; busy: boolean; onStart: (scope: Scope) => void }

/** Which quotes are priced. */
function ScopeForm({ again, busy, onStart }: ScopeFormProps) {
  const [open, setOpen] = useState(true)
  const [months, setMonths] = useState('0')
  return (
    <form
      className={classes.scope}
      onSubmit={(event) => {
        event.preventDefault()
        onStart({ open, months: Number(months) })
      }}
    >
      <Checkbox
        label="Open quotes"
        checked={open}
        onChange={(event) => setOpen(event.currentTarget.checked)}
      />
      <NativeSelect
        label="And all quotes of"
        value={months}
        data={[
          { value: '0', label: 'no earlier time' },
          { value: '1', label: 'the last month' },
          { value: '3', label: 'the last 3 months' },
          { value: '6', label: 'the last 6 months' },
          { value: '12', label: 'the last 12 months' },
        ]}
        onChange={(event) => setMonths(event.currentTarget.value)}
      />
      <Button
        type="submit"
        variant={again ? 'default' : 'filled'}
        disabled={!open && months === '0'}
        loading={busy}
      >
        Simulate
      </Button>
    </form>
  )
}

function Outcome({ simulation }: { simulation: Simulation }) {
  const { counts, done } = simulation
  const touched = done - counts.same
  return (
    <>
      {simulation.stale && (
        <p className={classes.stale}>
          The change set was changed since; simulate again to see what it does now.
        </p>
      )}
      <p className={classes.lead}>
        {touched === 0
          ? `None of the ${done} quotes changes.`
          : `${touched} of ${done} quotes change` +
            (counts.unapprovable > 0 ? `, ${counts.unapprovable} would need another approval` : '') +
            (counts.invalid > 0 ? `, ${counts.invalid} become invalid` : '') +
            '.'}{' '}
        <span className={classes.quiet}>
          Simulated <Instant value={simulation.createdAt} ago />.
        </span>
      </p>
      <Sums simulation={simulation} />
      {touched > 0 && (
        <Suspense fallback={<div className={classes.chart} />}>
          <BandsChart bands={simulation.bands} />
        </Suspense>
      )}
      <SimulatedQuotes simulation={simulation} />
    </>
  )
}

/** Figures side by side, so that they fit on a phone. */
function Sums({ simulation: { before, after, currency } }: { simulation: Simulation }) {
  const net = { name: 'Revenue, net', before: before.net, after: after.net }
  const figures =
    before.margin === undefined || after.margin === undefined
      ? [net]
      : [net, { name: 'Margin', before: before.margin, after: after.margin }]
  return (
    <table className={classes.sums}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Which way</span>
          </th>
          {figures.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Published</th>
          {figures.map((each) => (
            <td key={each.name}>
              <Money amount={each.before} currency={currency} />
            </td>
          ))}
        </tr>
        <tr>
          <th scope="row">With the change set</th>
          {figures.map((each) => (
            <td key={each.name}>
              <Money amount={each.after} currency={currency} />
            </td>
          ))}
        </tr>
        <tr>
          <th scope="row">Difference</th>
          {figures.map((each) => (
            <td key={each.name}>
              <Money
                amount={toText(subtract(exact(each.after), exact(each.before)))}
                currency={currency}
                signed
              />
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  )
}
