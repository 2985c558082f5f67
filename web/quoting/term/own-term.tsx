import { Button, Checkbox, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { QuoteLine } from '../../../contract/quotes.ts'
import { useStore } from '../store/use-quote.ts'
import css from '../versions/versions.module.css'

/** From when and for how long the line runs, and how many days of it are free. */
export function OwnTerm({ line }: { line: QuoteLine }) {
  const store = useStore()
  const [start, setStart] = useState(line.term?.start ?? '')
  const [months, setMonths] = useState<string | number>(line.term?.months ?? '')
  const [end, setEnd] = useState(line.term?.end ?? '')
  const [evergreen, setEvergreen] = useState(line.term?.evergreen ?? false)
  const [trial, setTrial] = useState<string | number>(line.term?.trialDays ?? '')
  const set = (term: QuoteLine['term'] | null) =>
    store.change([{ type: 'setLine', line: line.id, fields: { term } }], `term of ${line.productName}`)
  return (
    <form
      className={css.panel}
      onSubmit={(event) => {
        event.preventDefault()
        const length = evergreen
          ? { evergreen: true as const }
          : end
            ? { end }
            : months === ''
              ? {}
              : { months: Number(months) }
        const free = trial === '' ? {} : { trialDays: Number(trial) }
        const term = { ...(start && { start }), ...length, ...free }
        set(Object.keys(term).length === 0 ? null : term)
      }}
    >
      <h3 className={css.title}>Term of this line</h3>
      <TextInput
        type="date"
        label="Starts"
        value={start}
        onChange={(event) => setStart(event.currentTarget.value)}
      />
      <NumberInput
        label="Months"
        min={1}
        max={240}
        value={months}
        onChange={setMonths}
        disabled={evergreen || end !== ''}
      />
      <TextInput
        type="date"
        label="Or ends before"
        description="A part of a period is charged by its days"
        value={end}
        disabled={evergreen}
        onChange={(event) => setEnd(event.currentTarget.value)}
      />
      <Checkbox
        label="Or has no end"
        description="It runs until somebody gives notice; twelve months of it count in the totals"
        checked={evergreen}
        onChange={(event) => setEvergreen(event.currentTarget.checked)}
      />
      <NumberInput
        label="Free days at the start"
        description={
          line.trialDays && trial === ''
            ? `${line.trialDays} without it, as the quote or the price list says`
            : 'A free period, or a trial; approvals see what it is worth'
        }
        min={0}
        max={3650}
        allowDecimal={false}
        value={trial}
        onChange={setTrial}
      />
      <div className={css.choice}>
        <Button type="submit">Set the term</Button>
        <Button variant="default" disabled={!line.term} onClick={() => set(null)}>
          As the quote
        </Button>
      </div>
    </form>
  )
}
