import { Anchor, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { compareSimulatedQuote, type SimulatedQuote, type Simulation } from '../../contract/simulations.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { Issues, Money, Nothing } from '../ui/index.ts'
import { type Step, sideBySide } from './side-by-side.ts'
import classes from './simulation.module.css'

type CompareDialogProps = {
  simulation: Simulation['id']
  quote: SimulatedQuote | undefined
  onClose: () => void
}
type Waterfall = z.output<typeof compareSimulatedQuote.response>['before']

/** From list price to total, as published and as the change set would have it, side by side. */
export function CompareDialog({ simulation, quote, onClose }: CompareDialogProps) {
  return (
    <Modal opened={quote !== undefined} onClose={onClose} title={quote?.number} size="xl">
      {quote && <Comparison simulation={simulation} quote={quote} />}
    </Modal>
  )
}

function Comparison({ simulation, quote }: { simulation: Simulation['id']; quote: SimulatedQuote }) {
  const query = useQuery({
    queryKey: ['simulations', 'compare', simulation, quote.quote],
    queryFn: async ({ signal }) =>
      (await call(compareSimulatedQuote, { params: { id: simulation, quote: quote.quote }, signal })).data,
  })
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <PageLoading />
  const { before, after } = query.data
  return (
    <>
      <p className={classes.lead}>
        <Anchor component={Link} to="/quotes/$id" params={{ id: quote.quote } as never}>
          Open the quote
        </Anchor>
      </p>
      <Issues issues={quote.issues} />
      <SideBySide before={before.rows} after={after.rows} currency={quote.currency} />
    </>
  )
}

type Rows = Waterfall['rows']

/** Each step once, with what it was and what it would be; what differs stands out. */
function SideBySide({ before, after, currency }: { before: Rows; after: Rows; currency: string }) {
  return (
    <table className={classes.steps}>
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col">Published</th>
          <th scope="col">
            With the <span className={classes.unbroken}>change set</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sideBySide(before, after).map((step, index) => (
          <tr
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            key={index}
            className={step.kind === 'sum' ? classes.sum : undefined}
            data-differs={step.before === step.after ? undefined : true}
          >
            <th scope="row">{step.label}</th>
            <td>
              <Amount step={step} amount={step.before} currency={currency} />
            </td>
            <td>
              <Amount step={step} amount={step.after} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A dash where a step is only on the other side. */
function Amount({ step, amount, currency }: { step: Step; amount: string | undefined; currency: string }) {
  if (amount === undefined) return <Nothing />
  return (
    <Money amount={amount} currency={currency} signed={step.kind === 'change'} strong={step.kind === 'sum'} />
  )
}
