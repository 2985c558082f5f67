import { Button } from '@mantine/core'
import type { QuoteLine } from '../../../contract/quotes.ts'
import { Day, LastDay } from '../../ui/index.ts'
import { useQuote, useStore } from '../store/use-quote.ts'
import css from '../versions/versions.module.css'
import { useWorkspace } from '../workspace/workspace.ts'
import { CustomerQuantity } from './customer-quantity.tsx'
import { OwnTerm } from './own-term.tsx'
import { Ramp } from './ramp.tsx'

/** From when and for how long one line runs: its own term, the end another line has, or a ramp of periods. */
export function LineTermPanel({ line }: { line: QuoteLine }) {
  const { readOnly } = useWorkspace()
  const running = line.serviceTerm && (
    <p>
      Runs from <Day value={line.serviceTerm.start} />{' '}
      {line.serviceTerm.evergreen ? (
        'without an end, until somebody gives notice; twelve months of it count in the totals'
      ) : (
        <>
          to <LastDay before={line.serviceTerm.end} />
        </>
      )}
      {line.trialDays !== undefined && `, the first ${line.trialDays} days free`}.
    </p>
  )
  if (readOnly !== undefined || line.givesBack) return running
  return (
    <div className={css.panel}>
      {running}
      {line.type !== 'ONE_TIME' && (
        <>
          <OwnTerm key={`${line.id} ${JSON.stringify(line.term)}`} line={line} />
          <SameEnd line={line} />
          <Ramp line={line} />
        </>
      )}
      <CustomerQuantity key={JSON.stringify(line.customerQuantity)} line={line} />
    </div>
  )
}

/** Co-terming: what is added later ends with what runs already. */
function SameEnd({ line }: { line: QuoteLine }) {
  const store = useStore()
  const lines = useQuote((quote) => quote.lines)
  const ends = [...new Set(lines.flatMap((one) => endOf(one) ?? []))]
    .filter((end) => end !== endOf(line))
    .sort()
  if (ends.length === 0) return null
  return (
    <section>
      <h3 className={css.title}>End together with other lines</h3>
      {ends.slice(0, 6).map((end) => (
        <Button
          key={end}
          variant="default"
          size="compact-sm"
          mr={6}
          onClick={() =>
            store.change(
              [
                {
                  type: 'setLine',
                  line: line.id,
                  fields: { term: withEnd(line.term, end) },
                },
              ],
              `${line.productName} ends before ${end}`,
            )
          }
        >
          <LastDay before={end} />
        </Button>
      ))}
    </section>
  )
}

function endOf({ serviceTerm }: QuoteLine): string | undefined {
  return serviceTerm?.evergreen ? undefined : serviceTerm?.end
}

function withEnd(term: QuoteLine['term'], end: string): QuoteLine['term'] {
  const { months: _, evergreen: __, ...rest } = term ?? {}
  return { ...rest, end }
}
