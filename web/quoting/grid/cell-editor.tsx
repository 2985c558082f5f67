import { Button, Popover, TextInput } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { QuoteLine } from '../../../contract/quotes.ts'
import { toast } from '../../ui/index.ts'
import { useStore } from '../store/use-quote.ts'
import type { Column } from './columns.ts'
import { setDiscount, type Typed, textOf, typedInto } from './edit-line.ts'
import css from './grid.module.css'

type CellEditorProps = {
  line: QuoteLine
  column: Column
  /** What was typed to begin with: it replaces what was there. */
  typed: string | undefined
  /** Where the cursor goes afterwards; the same cell when absent. */
  onDone: (next?: { key: 'Enter' | 'Tab'; shift: boolean }) => void
}

/** The reason the person gave last: most discounts of one quote have the same. */
let lastReason = ''

/** Types into a cell. Enter and Tab save and go on, Escape leaves it as it was, leaving the cell saves. */
export function CellEditor({ line, column, typed, onDone }: CellEditorProps) {
  const store = useStore()
  const [text, setText] = useState(typed ?? textOf(line, column.id))
  const [problem, setProblem] = useState<string>()
  const [percent, setPercent] = useState<string>()
  const input = useRef<HTMLInputElement>(null)
  const settled = useRef(false)

  useEffect(() => {
    input.current?.focus()
    if (typed === undefined) input.current?.select()
  }, [typed])

  const finish = (next?: { key: 'Enter' | 'Tab'; shift: boolean }) => {
    settled.current = true
    onDone(next)
  }
  const save = (next?: { key: 'Enter' | 'Tab'; shift: boolean }): Typed['kind'] => {
    const read = typedInto(line, column.id, text)
    if (read.kind === 'commands') store.change(read.commands, read.words)
    if (read.kind === 'commands' || read.kind === 'same') finish(next)
    if (read.kind === 'wrong') setProblem(read.sentence)
    if (read.kind === 'reason') setPercent(read.percent)
    return read.kind
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation()
    if (event.key === 'Escape') {
      event.preventDefault()
      finish()
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault()
      save({ key: event.key, shift: event.shiftKey })
    }
  }
  // A closed laptop takes nothing back that was typed: it is an edit like one that was left with Tab.
  useEffect(() => {
    const onLeave = () => {
      const read = typedInto(line, column.id, text)
      if (!settled.current && read.kind === 'commands') store.change(read.commands, read.words)
      settled.current = true
    }
    addEventListener('pagehide', onLeave)
    return () => removeEventListener('pagehide', onLeave)
  }, [line, column.id, text, store])
  const onBlur = () => {
    if (settled.current || percent !== undefined) return
    const read = typedInto(line, column.id, text)
    if (read.kind !== 'wrong') return void save()
    toast.note(`${read.sentence} ${column.title} of ${line.productName} was left as it was.`)
    finish()
  }

  return (
    <Popover
      opened={problem !== undefined || percent !== undefined}
      position="bottom-end"
      withinPortal
      trapFocus={percent !== undefined}
      returnFocus={false}
      closeOnClickOutside={false}
    >
      <Popover.Target>
        <input
          ref={input}
          className={css.editor}
          data-align={column.align}
          aria-label={`${column.title} of ${line.productName}`}
          aria-invalid={problem !== undefined || undefined}
          inputMode={column.id === 'notes' ? 'text' : 'decimal'}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setProblem(undefined)
          }}
          onKeyDown={onKeyDown}
          onPaste={(event) => event.stopPropagation()}
          onBlur={onBlur}
        />
      </Popover.Target>
      <Popover.Dropdown>
        {percent === undefined ? (
          <p className={css.problem} role="alert">
            {problem}
          </p>
        ) : (
          <ReasonForm
            percent={percent}
            onCancel={() => finish()}
            onReason={(reason) => {
              lastReason = reason
              store.change(setDiscount(line, percent, reason), `${percent}% discount on ${line.productName}`)
              finish({ key: 'Enter', shift: false })
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

type ReasonFormProps = { percent: string; onReason: (reason: string) => void; onCancel: () => void }

/** A discount counts with its reason: approvers read it. */
function ReasonForm({ percent, onReason, onCancel }: ReasonFormProps) {
  const [reason, setReason] = useState(lastReason)
  return (
    <form
      className={css.reason}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') onReason(reason.trim())
      }}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') onCancel()
      }}
    >
      <TextInput
        label={`Why ${percent}%?`}
        placeholder="Volume, competition, renewal …"
        value={reason}
        maxLength={200}
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={css.reasonButtons}>
        <Button variant="default" size="xs" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="xs" type="submit" disabled={reason.trim() === ''}>
          Give the discount
        </Button>
      </div>
    </form>
  )
}
