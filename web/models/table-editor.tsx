import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Condition, Model } from '../../engines/configurator/model.ts'
import classes from './models.module.css'
import { readTable, type Table, writeTable } from './table-text.ts'

type Operator = 'allowed' | 'forbidden'
type TableInputProps = {
  model: Model
  table: Table & { operator: Operator }
  onChange: (rule: Condition) => void
}

/** A compatibility table, changed where it stands or pasted anew. */
export function TableInput({ model, table, onChange }: TableInputProps) {
  const [text, setText] = useState(() => writeTable(table))
  const read = readTable(text, model)
  const { operator } = table
  return (
    <>
      <SegmentedControl
        aria-label="What the table says"
        size="xs"
        data={[
          { value: 'allowed', label: 'Only these are allowed' },
          { value: 'forbidden', label: 'These are forbidden' },
        ]}
        value={operator}
        onChange={(next) => onChange([next as Operator, table.variables, table.rows])}
      />
      <TableText
        text={text}
        error={read.ok ? undefined : read.message}
        onText={(next) => {
          setText(next)
          const understood = readTable(next, model)
          if (understood.ok) onChange([operator, understood.table.variables, understood.table.rows])
        }}
      />
    </>
  )
}

type PasteTableProps = { model: Model; onTable: (rule: Condition) => void; onCancel: () => void }

/** A table as it comes from a spreadsheet, before it is a rule. */
export function PasteTable({ model, onTable, onCancel }: PasteTableProps) {
  const [text, setText] = useState('')
  const read = readTable(text, model)
  const make = (operator: Operator) => read.ok && onTable([operator, read.table.variables, read.table.rows])
  return (
    <div className={classes.thing}>
      <TableText
        text={text}
        autoFocus
        description="Copied from a spreadsheet: the first row names variables, each further row a combination. Empty cells stand for any value."
        error={read.ok || text.trim() === '' ? undefined : read.message}
        onText={setText}
      />
      <div className={classes.buttons}>
        <Button size="xs" disabled={!read.ok} onClick={() => make('allowed')}>
          Only these are allowed
        </Button>
        <Button size="xs" variant="default" disabled={!read.ok} onClick={() => make('forbidden')}>
          These are forbidden
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={onCancel}>
          Cancel
        </Button>
        {read.ok && (
          <span className={classes.quiet}>
            {read.table.rows.length === 1 ? '1 combination' : `${read.table.rows.length} combinations`}
          </span>
        )}
      </div>
    </div>
  )
}

type TableTextProps = {
  text: string
  error: string | undefined
  description?: string
  autoFocus?: boolean
  onText: (text: string) => void
}

function TableText({ text, error, description, autoFocus, onText }: TableTextProps) {
  return (
    <Textarea
      label="Table"
      description={description}
      autosize
      minRows={3}
      maxRows={16}
      spellCheck={false}
      wrap="off"
      classNames={{ input: classes.code ?? '' }}
      data-autofocus={autoFocus}
      value={text}
      error={error}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  )
}
