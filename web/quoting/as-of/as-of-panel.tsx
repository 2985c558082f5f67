import { Alert, Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getQuoteAsOf, type Quote } from '../../../contract/quotes.ts'
import { call } from '../../shell/api.ts'
import { Money } from '../../ui/index.ts'
import { movedLines } from '../refresh/moved-lines.ts'
import { useQuote } from '../store/use-quote.ts'
import css from '../versions/versions.module.css'

/** What the quote would come to on another day, past or to come, and which lines make the difference. Changes nothing. */
export function AsOfPanel() {
  const quote = useQuote()
  const [day, setDay] = useState(nextMonth)
  const whole = /^\d{4}-\d\d-\d\d$/.test(day)
  const { id, seq } = quote
  const found = useQuery({
    queryKey: ['as-of', id, seq, day],
    queryFn: async ({ signal }) => {
      // Noon, which is the same day nearly everywhere.
      const asOf = `${day}T12:00:00Z`
      return (await call(getQuoteAsOf, { params: { id }, query: { asOf }, signal })).data
    },
    enabled: whole,
    retry: false,
  })
  return (
    <div className={css.panel}>
      <TextInput
        type="date"
        label="Day"
        description="With the prices, rules, discounts and taxes that hold on it. The quote stays as it is."
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      {found.isError && <Alert color="red">{found.error.message}</Alert>}
      {whole && found.isPending && <Skeleton height={160} />}
      {found.data && <Difference quote={quote} then={found.data} />}
    </div>
  )
}

function Difference({ quote, then }: { quote: Quote; then: Quote }) {
  const moved = movedLines(quote, then)
  const problems = then.issues.filter((issue) => issue.severity === 'error')
  const { currency } = quote
  return (
    <>
      {problems.map((issue) => (
        <Alert key={`${issue.path.join()} ${issue.message}`} color="orange">
          {issue.message} {issue.suggestion}
        </Alert>
      ))}
      <p>
        Total <Money amount={quote.totals.total} currency={currency} muted /> →{' '}
        <Money amount={then.totals.total} currency={currency} />
      </p>
      {moved.length === 0 ? (
        <p>Each line costs the same on that day.</p>
      ) : (
        <ul className={css.lines}>
          {moved.slice(0, 500).map((line) => (
            <li key={line.id} className={css.line}>
              <div className={css.head}>
                <strong>{line.name}</strong>
                <span className={css.net}>
                  <Money amount={line.before} currency={currency} muted /> →{' '}
                  <Money amount={line.after} currency={currency} />
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** The first of the month to come, when prices like to change. */
function nextMonth(): string {
  const today = new Date()
  return new Date(Date.UTC(today.getFullYear(), today.getMonth() + 1, 1)).toISOString().slice(0, 10)
}
