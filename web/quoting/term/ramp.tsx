import { ActionIcon, Button, NumberInput, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Command, QuoteLine } from '../../../contract/quotes.ts'
import { newId } from '../store/new-id.ts'
import { useStore } from '../store/use-quote.ts'
import { readNumber } from '../values/read-number.ts'
import css from '../versions/versions.module.css'
import { useWorkspace } from '../workspace/workspace.ts'

type Period = { id: string; months: number; quantity: string; discount: string }

const emptyPeriod = (months = 12): Period => ({ id: newId('per'), months, quantity: '', discount: '' })

/** Another quantity or discount for each period: one line of each. */
export function Ramp({ line }: { line: QuoteLine }) {
  const store = useStore()
  const { open } = useWorkspace()
  const [periods, setPeriods] = useState<Period[]>([])
  const [problem, setProblem] = useState<string>()
  const change = (id: string, part: Partial<Period>) =>
    setPeriods(periods.map((period) => (period.id === id ? { ...period, ...part } : period)))
  const save = () => {
    const command = rampCommand(line, periods)
    if (typeof command === 'string') return setProblem(command)
    store.change([command], `ramp of ${line.productName}`)
    open(undefined)
  }
  return (
    <section>
      <h3 className={css.title}>Ramp: another quantity or discount for each period</h3>
      {periods.map((period, index) => (
        <div key={period.id} className={css.head}>
          <NumberInput
            w={76}
            label={index === 0 ? 'Months' : undefined}
            aria-label={`Months of period ${index + 1}`}
            min={1}
            max={240}
            value={period.months}
            onChange={(months) => change(period.id, { months: Number(months) })}
          />
          <TextInput
            w={96}
            label={index === 0 ? 'Quantity' : undefined}
            aria-label={`Quantity of period ${index + 1}`}
            placeholder={line.quantity}
            value={period.quantity}
            onChange={(event) => change(period.id, { quantity: event.currentTarget.value })}
          />
          <TextInput
            w={96}
            label={index === 0 ? 'Discount %' : undefined}
            aria-label={`Discount of period ${index + 1} in percent`}
            value={period.discount}
            onChange={(event) => change(period.id, { discount: event.currentTarget.value })}
          />
          <ActionIcon
            aria-label={`Without period ${index + 1}`}
            onClick={() => setPeriods(periods.filter((one) => one.id !== period.id))}
          >
            <IconX size={15} stroke={1.8} />
          </ActionIcon>
        </div>
      ))}
      {problem && <p role="alert">{problem}</p>}
      <Button
        variant="default"
        mt={8}
        mr={8}
        onClick={() =>
          setPeriods(
            periods.length === 0
              ? [emptyPeriod(), emptyPeriod(), emptyPeriod()]
              : [...periods, emptyPeriod()],
          )
        }
      >
        {periods.length === 0 ? 'Plan periods' : 'One more period'}
      </Button>
      {periods.length > 1 && (
        <Button mt={8} onClick={save}>
          Make a line of each
        </Button>
      )}
    </section>
  )
}

/** The command, or what is wrong with what was typed. */
function rampCommand(line: QuoteLine, periods: Period[]): Command | string {
  const made: Extract<Command, { type: 'rampLine' }>['periods'] = []
  for (const [index, { months, quantity, discount }] of periods.entries()) {
    const read = { quantity: readNumber(quantity), discount: readNumber(discount) }
    if (quantity.trim() !== '' && read.quantity.kind !== 'number') return `“${quantity}” is not a quantity.`
    if (discount.trim() !== '' && read.discount.kind !== 'number') return `“${discount}” is not a percentage.`
    made.push({
      months,
      ...(index > 0 && { id: newId('lin') }),
      ...(read.quantity.kind === 'number' && quantity.trim() !== '' && { quantity: read.quantity.value }),
      ...(read.discount.kind === 'number' && discount.trim() !== '' && { discount: read.discount.value }),
    })
  }
  return { type: 'rampLine', line: line.id, periods: made }
}
