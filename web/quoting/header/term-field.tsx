import { Button, NumberInput, Popover, Select, TextInput, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import type { Quote } from '../../../contract/quotes.ts'
import { Day, LastDay } from '../../ui/index.ts'
import { monthsText } from '../values/format.ts'
import css from './header.module.css'

type Term = Quote['term']
type TermFieldProps = { term: Term; frozen: boolean; onChange: (term: Term | null, words: string) => void }
const noEnd = 'no end'
const lengths = [1, 3, 6, 12, 24, 36, 48, 60]

/** From when and for how long recurring charges run, unless a line says otherwise. */
export function TermField({ term, frozen, onChange }: TermFieldProps) {
  const [open, setOpen] = useState(false)
  if (frozen) return <TermText term={term} />
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus width={260}>
      <Popover.Target>
        <UnstyledButton
          className={css.quiet}
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <TermText term={term} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <TermForm
          term={term}
          onDone={(next, words) => {
            setOpen(false)
            if (next !== undefined) onChange(next, words)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

function TermText({ term }: { term: Term }) {
  if (!term) return <>Standard</>
  return (
    <>
      {term.months ? monthsText(term.months) : term.evergreen ? 'No end' : term.end ? '' : 'Standard'}
      {term.start && (
        <>
          {' from '}
          <Day value={term.start} />
        </>
      )}
      {term.trialDays !== undefined && term.trialDays > 0 && `, ${freeDays(term.trialDays)} free`}
      {term.end && (
        <>
          {' to '}
          <LastDay before={term.end} />
        </>
      )}
    </>
  )
}

function TermForm({
  term,
  onDone,
}: {
  term: Term
  onDone: (term: Term | null | undefined, words: string) => void
}) {
  const [start, setStart] = useState(term?.start ?? '')
  const [length, setLength] = useState(term?.evergreen ? noEnd : String(term?.months ?? ''))
  const [trial, setTrial] = useState<string | number>(term?.trialDays ?? '')
  const known = new Set([...lengths, ...(term?.months ? [term.months] : [])])
  return (
    <form
      className={css.termForm}
      onSubmit={(event) => {
        event.preventDefault()
        const next = {
          ...(start && { start }),
          ...(length === noEnd ? { evergreen: true as const } : length && { months: Number(length) }),
          ...(trial !== '' && { trialDays: Number(trial) }),
        }
        onDone(Object.keys(next).length === 0 ? null : next, 'another term')
      }}
    >
      <TextInput
        label="Starts"
        type="date"
        value={start}
        data-autofocus
        onChange={(event) => setStart(event.currentTarget.value)}
      />
      <Select
        label="Runs for"
        value={length}
        comboboxProps={{ withinPortal: false }}
        data={[
          { value: '', label: 'Standard' },
          ...[...known]
            .sort((a, b) => a - b)
            .map((count) => ({ value: String(count), label: monthsText(count) })),
          { value: noEnd, label: 'No end, until notice' },
        ]}
        onChange={(value) => setLength(value ?? '')}
      />
      <NumberInput
        label="Free days at the start"
        description="Left empty, as the price list says"
        min={0}
        max={3650}
        allowDecimal={false}
        value={trial}
        onChange={setTrial}
      />
      <Button type="submit">Set the term</Button>
    </form>
  )
}

function freeDays(count: number): string {
  return count === 1 ? '1 day' : `${count} days`
}
