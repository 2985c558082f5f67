import { ActionIcon, Button, NumberInput, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Command, QuoteLine } from '../../../contract/quotes.ts'
import { Day } from '../../ui/index.ts'
import { newId } from '../store/new-id.ts'
import { useQuote, useStore } from '../store/use-quote.ts'
import { readNumber } from '../values/read-number.ts'
import css from '../versions/versions.module.css'
import { useWorkspace } from '../workspace/workspace.ts'
import { CustomerQuantity } from './customer-quantity.tsx'

type Period = { id: string; months: number; quantity: string; discount: string }

/** From when and for how long one line runs: its own term, the end another line has, or a ramp of periods. */
export function LineTermPanel({ line }: { line: QuoteLine }) {
  const { readOnly } = useWorkspace()
  const running = line.serviceTerm && (
    <p>
      Runs from <Day value={line.serviceTerm.start} /> until before <Day value={line.serviceTerm.end} />.
    </p>
  )
  if (readOnly !== undefined || line.givesBack) return running
  return (
    <div className={css.panel}>
      {running}
      <OwnTerm key={`${line.id} ${JSON.stringify(line.term)}`} line={line} />
      <SameEnd line={line} />
      <Ramp line={line} />
      <CustomerQuantity key={JSON.stringify(line.customerQuantity)} line={line} />
    </div>
  )
}

function OwnTerm({ line }: { line: QuoteLine }) {
  const store = useStore()
  const [start, setStart] = useState(line.term?.start ?? '')
  const [months, setMonths] = useState<string | number>(line.term?.months ?? '')
  const [end, setEnd] = useState(line.term?.end ?? '')
  const set = (term: QuoteLine['term'] | null) =>
    store.change([{ type: 'setLine', line: line.id, fields: { term } }], `term of ${line.productName}`)
  return (
    <form
      className={css.panel}
      onSubmit={(event) => {
        event.preventDefault()
        const length = end ? { end } : months === '' ? {} : { months: Number(months) }
        const term = { ...(start && { start }), ...length }
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
        disabled={end !== ''}
      />
      <TextInput
        type="date"
        label="Or ends before"
        description="A part of a period is charged by its days"
        value={end}
        onChange={(event) => setEnd(event.currentTarget.value)}
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

/** Co-terming: what is added later ends with what runs already. */
function SameEnd({ line }: { line: QuoteLine }) {
  const store = useStore()
  const lines = useQuote((quote) => quote.lines)
  const own = line.serviceTerm?.end
  const ends = [...new Set(lines.flatMap((one) => one.serviceTerm?.end ?? []))]
    .filter((end) => end !== own)
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
                  fields: { term: { ...(line.term?.start && { start: line.term.start }), end } },
                },
              ],
              `${line.productName} ends before ${end}`,
            )
          }
        >
          <Day value={end} />
        </Button>
      ))}
    </section>
  )
}

const emptyPeriod = (months = 12): Period => ({ id: newId('per'), months, quantity: '', discount: '' })

function Ramp({ line }: { line: QuoteLine }) {
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
