import { Alert, Checkbox } from '@mantine/core'
import type { Quote } from '../../../contract/quotes.ts'
import { Money } from '../../ui/index.ts'
import css from '../versions/versions.module.css'
import type { Moved } from './moved-lines.ts'

const most = 500

type MovedLinesProps = {
  quote: Pick<Quote, 'currency' | 'totals'>
  then: Pick<Quote, 'totals' | 'issues'>
  moved: readonly Moved[]
  /** What is said where no line would cost anything else. */
  none: string
  /** Lines that keep their price, where that can be chosen. */
  keeping?: { kept: ReadonlySet<Moved['id']>; onToggle: (line: Moved['id']) => void }
}

/** What a quote would come to with other prices: the total, what is wrong with it, and the lines that make the difference. */
export function MovedLines({ quote: { currency, totals }, then, moved, none, keeping }: MovedLinesProps) {
  const problems = then.issues.filter((issue) => issue.severity === 'error')
  return (
    <>
      {problems.map((issue) => (
        <Alert key={`${issue.path.join()} ${issue.message}`} color="orange">
          {issue.message} {issue.suggestion}
        </Alert>
      ))}
      <p>
        Total <Money amount={totals.total} currency={currency} muted /> →{' '}
        <Money amount={then.totals.total} currency={currency} />
      </p>
      {moved.length === 0 && <p>{none}</p>}
      <ul className={css.lines}>
        {moved.slice(0, most).map((line) => (
          <li key={line.id} className={css.line}>
            <div className={css.head}>
              <strong>{line.name}</strong>
              <span className={css.net}>
                {keeping?.kept.has(line.id) ? (
                  <Money amount={line.before} currency={currency} />
                ) : (
                  <>
                    <Money amount={line.before} currency={currency} muted /> →{' '}
                    <Money amount={line.after} currency={currency} />
                  </>
                )}
              </span>
            </div>
            {keeping && line.canKeep && (
              <Checkbox
                mt={6}
                size="xs"
                label="Keep the price it was quoted with"
                checked={keeping.kept.has(line.id)}
                onChange={() => keeping.onToggle(line.id)}
              />
            )}
          </li>
        ))}
      </ul>
      {moved.length > most && <p>{`and ${moved.length - most} more lines`}</p>}
    </>
  )
}
