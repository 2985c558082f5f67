import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Command, QuoteLine } from '../../../contract/quotes.ts'
import { newId } from '../store/new-id.ts'
import { useStore } from '../store/use-quote.ts'
import { readNumber } from '../values/read-number.ts'
import css from './discounts.module.css'

type Kind = 'PERCENTAGE' | 'FIXED_AMOUNT'

/** A discount of the person's own, with the reason approvers will read. */
export function ManualForm({ line, currency }: { line: QuoteLine | undefined; currency: string }) {
  const store = useStore()
  const [type, setType] = useState<Kind>('PERCENTAGE')
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const problem = value === '' ? undefined : problemOf(type, value)
  const ready = value !== '' && reason.trim() !== '' && problem === undefined

  const give = () => {
    const read = readNumber(value)
    if (read.kind !== 'number') return
    const common = { id: newId('dis'), value: read.value, reason: reason.trim() }
    const discount =
      type === 'PERCENTAGE'
        ? { ...common, type: 'PERCENTAGE' as const }
        : { ...common, type: 'FIXED_AMOUNT' as const }
    const command: Command = { type: 'applyDiscount', discount, ...(line && { line: line.id }) }
    const words = type === 'PERCENTAGE' ? `${read.value}% discount` : `discount of ${read.value} ${currency}`
    store.change([command], line ? `${words} on ${line.productName}` : `${words} on the quote`)
    setValue('')
    setReason('')
  }
  return (
    <form
      className={css.stack}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) give()
      }}
    >
      <h3 className={css.title}>A discount of your own</h3>
      <div className={css.form}>
        <TextInput
          label={type === 'PERCENTAGE' ? 'Percent' : `Amount in ${currency}`}
          inputMode="decimal"
          value={value}
          error={problem}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label="Kind of discount"
          size="sm"
          value={type}
          onChange={(kind) => setType(kind === 'PERCENTAGE' ? 'PERCENTAGE' : 'FIXED_AMOUNT')}
          data={[
            { value: 'PERCENTAGE', label: '%' },
            { value: 'FIXED_AMOUNT', label: currency },
          ]}
        />
      </div>
      <TextInput
        label="Reason"
        placeholder="Volume, competition, renewal …"
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!ready}>
        Give the discount
      </Button>
    </form>
  )
}

function problemOf(type: Kind, text: string): string | undefined {
  const read = readNumber(text)
  if (read.kind === 'none') return `“${text}” is not a number.`
  if (read.kind === 'ambiguous') return `${text} could be ${read.either[0]} or ${read.either[1]}.`
  if (read.value.startsWith('-') || read.value === '0') return 'It is more than zero.'
  if (type === 'PERCENTAGE' && !/^(100|\d{1,2}(\.\d{1,12})?)$/.test(read.value)) return 'At most 100 percent.'
  return undefined
}
