import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { QuoteLine } from '../../../contract/quotes.ts'
import { useStore } from '../store/use-quote.ts'
import { readNumber } from '../values/read-number.ts'
import css from '../versions/versions.module.css'

/** Within which bounds the customer chooses the quantity on their page; without bounds it is fixed. */
export function CustomerQuantity({ line }: { line: QuoteLine }) {
  const store = useStore()
  const [min, setMin] = useState(line.customerQuantity?.min ?? '')
  const [max, setMax] = useState(line.customerQuantity?.max ?? '')
  const [problem, setProblem] = useState<string>()
  const set = (customerQuantity: QuoteLine['customerQuantity'] | null) =>
    store.change(
      [{ type: 'setLine', line: line.id, fields: { customerQuantity } }],
      `quantity of ${line.productName} for the customer to choose`,
    )
  if (line.parent !== undefined) return null
  return (
    <form
      className={css.panel}
      onSubmit={(event) => {
        event.preventDefault()
        const [least, most] = [readNumber(min), readNumber(max)]
        if (least.kind !== 'number' || most.kind !== 'number')
          return setProblem('Give the least and the most, such as 10 and 50.')
        setProblem(undefined)
        set({ min: least.value, max: most.value })
      }}
    >
      <h3 className={css.title}>Quantity for the customer to choose</h3>
      <TextInput
        label="At least"
        inputMode="decimal"
        value={min}
        onChange={(event) => setMin(event.currentTarget.value)}
      />
      <TextInput
        label="At most"
        description={`On their page, beside the ${line.quantity} you offer; the price follows at once`}
        inputMode="decimal"
        value={max}
        error={problem}
        onChange={(event) => setMax(event.currentTarget.value)}
      />
      <div className={css.choice}>
        <Button type="submit">Let them choose</Button>
        <Button variant="default" disabled={!line.customerQuantity} onClick={() => set(null)}>
          Fixed
        </Button>
      </div>
    </form>
  )
}
