import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { QuoteLine } from '../../../contract/quotes.ts'
import { Money } from '../../ui/index.ts'
import { useStore } from '../store/use-quote.ts'
import { readNumber } from '../values/read-number.ts'
import css from './discounts.module.css'

/** Sets the unit price of a line by hand; the difference shows as a discount, with its reason. */
export function UnitPriceForm({ line, currency }: { line: QuoteLine; currency: string }) {
  const store = useStore()
  const present = line.unitPriceOverride
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const read = readNumber(value)
  const wrong = value !== '' && (read.kind !== 'number' || read.value.startsWith('-'))
  const ready = read.kind === 'number' && !wrong && reason.trim() !== ''
  if (present) {
    return (
      <section className={css.stack}>
        <h3 className={css.title}>Unit price</h3>
        <p>
          Set to <Money amount={present.value} currency={currency} strong />: {present.reason}
        </p>
        <Button
          variant="default"
          onClick={() =>
            store.change(
              [{ type: 'setLine', line: line.id, fields: { unitPriceOverride: null } }],
              `calculated unit price of ${line.productName}`,
            )
          }
        >
          Go back to the calculated price
        </Button>
      </section>
    )
  }
  return (
    <form
      className={css.stack}
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready) return
        const unitPriceOverride = { value: read.value, reason: reason.trim() }
        store.change(
          [{ type: 'setLine', line: line.id, fields: { unitPriceOverride } }],
          `unit price of ${line.productName} to ${read.value}`,
        )
        setValue('')
        setReason('')
      }}
    >
      <h3 className={css.title}>Set the unit price</h3>
      <TextInput
        label={`Unit price in ${currency}`}
        description={line.unitPrice && `Calculated: ${line.unitPrice}`}
        inputMode="decimal"
        value={value}
        error={wrong && 'That is not an amount.'}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <TextInput
        label="Reason"
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={!ready}>
        Set the unit price
      </Button>
    </form>
  )
}
