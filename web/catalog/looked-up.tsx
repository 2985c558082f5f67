import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { priceProduct } from '../../contract/catalog.ts'
import type { Priced, Step } from '../../engines/pricer/types.ts'
import { WaterfallChart } from '../quoting/waterfall/waterfall-chart.tsx'
import { Issues, Money, Quantity } from '../ui/index.ts'
import classes from './catalog.module.css'

type LookedUpProps = { found: z.output<typeof priceProduct.response> }

/** A price that was asked for: which one holds and why, what stands between it and the total, and what does not apply. */
export function LookedUp({ found }: LookedUpProps) {
  const { lines, currency, issues, totals } = found.priced as Priced // the pricer's own result
  const line = lines[0]
  if (!line) return null
  const chosen = line.steps.find((step) => step.step === 'selectPrice' && !step.rejected)
  const passedOver = line.steps.filter((step) => step.rejected)
  return (
    <>
      <Issues issues={issues} />
      {line.price !== undefined && (
        <>
          <p>
            <Quantity value={line.quantity} /> × <Money amount={line.unitPrice} currency={currency} /> ={' '}
            <Money amount={line.gross} currency={currency} strong />
          </p>
          <p className={classes.quiet}>
            <PriceLink step={chosen} code={line.price} />
            {chosen && chosen.because.length > 0 && ` · ${chosen.because.join(', ')}`}
          </p>
        </>
      )}
      {totals.total !== line.gross && (
        <div className={classes.stairs}>
          <WaterfallChart rows={found.rows.filter((row) => !row.rejected)} currency={currency} />
        </div>
      )}
      {passedOver.length > 0 && (
        <details className={classes.passedOver}>
          <summary>Looked at and not taken: {passedOver.length}</summary>
          <ul>
            {passedOver.map(({ step, source, because }) => (
              <li key={`${step} ${source?.code}`}>
                {source?.name ?? source?.code}: {because.join(', ')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function PriceLink({ step, code }: { step: Step | undefined; code: string }) {
  const kind = step?.source?.kind === 'contractPrice' ? 'contract-prices' : 'prices'
  return (
    <Anchor component={Link} to="/reference/$kind/$code" params={{ kind, code } as never}>
      {code}
    </Anchor>
  )
}
