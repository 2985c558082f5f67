import { Alert, Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getQuoteAsOf } from '../../../contract/quotes.ts'
import { call } from '../../shell/api.ts'
import { movedLines } from '../refresh/moved-lines.ts'
import { MovedLines } from '../refresh/moved-lines-list.tsx'
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
      {found.data && (
        <MovedLines
          quote={quote}
          then={found.data}
          moved={movedLines(quote, found.data)}
          none="Each line costs the same on that day."
        />
      )}
    </div>
  )
}

/** The first of the month to come, when prices like to change. */
function nextMonth(): string {
  const today = new Date()
  return new Date(Date.UTC(today.getFullYear(), today.getMonth() + 1, 1)).toISOString().slice(0, 10)
}
