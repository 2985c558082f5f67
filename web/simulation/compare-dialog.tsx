import { Anchor, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { compareSimulatedQuote, type SimulatedQuote, type Simulation } from '../../contract/simulations.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { Issues, Money } from '../ui/index.ts'
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
      <div className={classes.sides}>
        <Side title="Published" waterfall={before} other={after} currency={quote.currency} />
        <Side title="With the change set" waterfall={after} other={before} currency={quote.currency} />
      </div>
    </>
  )
}

type SideProps = { title: string; waterfall: Waterfall; other: Waterfall; currency: string }

/** Steps that the other side does not have like this stand out. */
function Side({ title, waterfall, other, currency }: SideProps) {
  const known = new Set(other.rows.map((row) => `${row.label} ${row.amount}`))
  return (
    <section>
      <h3 className={classes.sideTitle}>{title}</h3>
      <dl className={classes.steps}>
        {waterfall.rows
          .filter((row) => !row.rejected)
          .map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            <div
              key={index}
              className={row.kind === 'sum' ? classes.sum : undefined}
              data-other={known.has(`${row.label} ${row.amount}`) ? undefined : true}
            >
              <dt>{row.label}</dt>
              <dd>
                <Money
                  amount={row.amount}
                  currency={currency}
                  signed={row.kind === 'change'}
                  strong={row.kind === 'sum'}
                />
              </dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
