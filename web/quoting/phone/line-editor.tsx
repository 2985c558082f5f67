import { Button, Checkbox, Modal, Textarea, TextInput } from '@mantine/core'
import {
  IconChartBar,
  IconCopy,
  IconDiscount2,
  IconPackage,
  IconSettings,
  IconStairsUp,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { QuoteLine } from '../../../contract/quotes.ts'
import { Issues, Money } from '../../ui/index.ts'
import { typedInto } from '../grid/edit-line.ts'
import { isComposed, isPart, lineActions } from '../grid/line-actions.ts'
import { issuesByLine } from '../grid/line-issues.ts'
import { useQuote, useStore } from '../store/use-quote.ts'
import { UnitPrice } from '../values/unit-price.tsx'
import { type Side, useWorkspace } from '../workspace/workspace.ts'
import css from './phone.module.css'

const icon = { size: 17, stroke: 1.7 } as const

/** A line over the whole screen of a phone. */
export function LineEditor({ line, onClose }: { line: QuoteLine | undefined; onClose: () => void }) {
  return (
    <Modal opened={line !== undefined} onClose={onClose} fullScreen title={line?.productName}>
      {line && <Editor key={line.id} line={line} onClose={onClose} />}
    </Modal>
  )
}

function Editor({ line, onClose }: { line: QuoteLine; onClose: () => void }) {
  const store = useStore()
  const { readOnly, open, configure } = useWorkspace()
  const currency = useQuote((quote) => quote.currency)
  const issues = useQuote((quote) => quote.issues)
  const composed = useQuote((quote) => isComposed(line, quote.lines))
  const act = lineActions(store)
  const frozen = readOnly !== undefined
  const part = isPart(line)
  const show = (side: Side) => {
    onClose()
    open(side)
  }
  return (
    <div className={css.editor}>
      <Issues issues={issuesByLine(issues)(line.id)} />
      <dl className={css.facts}>
        <div>
          <dt>Net</dt>
          <dd>
            <Money amount={line.net} currency={currency} strong />
          </dd>
        </div>
        <div>
          <dt>Total</dt>
          <dd>
            <Money amount={line.total} currency={currency} />
          </dd>
        </div>
        <div>
          <dt>List price</dt>
          <dd>
            <UnitPrice value={line.listUnitPrice} currency={currency} />
          </dd>
        </div>
      </dl>
      <Field
        key={`quantity ${line.quantity}`}
        line={line}
        column="quantity"
        label={part ? 'Quantity per unit' : 'Quantity'}
        value={line.quantity}
        disabled={frozen || part}
      />
      <Field
        key={`notes ${line.notes ?? ''}`}
        line={line}
        column="notes"
        label="Notes"
        value={line.notes ?? ''}
        disabled={frozen}
      />
      {!part && (
        <Checkbox
          label="An option the customer may take"
          checked={line.optional}
          disabled={frozen}
          onChange={(event) => act.setOptional(line, event.currentTarget.checked)}
        />
      )}
      {line.choices && line.choices.length > 0 && (
        <dl className={css.choices}>
          {line.choices.map((choice) => (
            <div key={choice.label}>
              <dt>{choice.label}</dt>
              <dd>{choice.value}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className={css.editorButtons}>
        {line.configurable && (
          <Button
            variant="default"
            size="md"
            leftSection={<IconSettings {...icon} />}
            onClick={() => configure(line)}
          >
            {frozen ? 'See the configuration' : 'Configure'}
          </Button>
        )}
        {composed && (
          <Button
            variant="default"
            size="md"
            leftSection={<IconPackage {...icon} />}
            onClick={() => show({ kind: 'bundle', line: line.id })}
          >
            Variant and contents
          </Button>
        )}
        <Button
          variant="default"
          size="md"
          leftSection={<IconChartBar {...icon} />}
          onClick={() => show({ kind: 'waterfall', line: line.id })}
        >
          Explain the price
        </Button>
        <Button
          variant="default"
          size="md"
          leftSection={<IconDiscount2 {...icon} />}
          onClick={() => show({ kind: 'discounts', line: line.id })}
        >
          Discounts
        </Button>
        {!part && (
          <Button
            variant="default"
            size="md"
            leftSection={<IconStairsUp {...icon} />}
            onClick={() => show({ kind: 'term', line: line.id })}
          >
            {line.type === 'ONE_TIME' ? 'Customer’s quantity' : 'Term, ramp, customer’s quantity'}
          </Button>
        )}
        {!frozen && !part && (
          <>
            <Button
              variant="default"
              size="md"
              leftSection={<IconCopy {...icon} />}
              onClick={() => (act.duplicate(line), onClose())}
            >
              Duplicate
            </Button>
            <Button
              variant="light"
              color="red"
              size="md"
              leftSection={<IconTrash {...icon} />}
              onClick={() => (onClose(), act.remove(line))}
            >
              Remove
            </Button>
          </>
        )}
      </div>
    </div>
  )
}

type FieldProps = {
  line: QuoteLine
  column: 'quantity' | 'notes'
  label: string
  value: string
  disabled: boolean
}

/** Saved when one leaves it; what cannot be is said and stays in the field. */
function Field({ line, column, label, value, disabled }: FieldProps) {
  const store = useStore()
  const [problem, setProblem] = useState<string>()
  const save = (text: string) => {
    const read = typedInto(line, column, text)
    setProblem(read.kind === 'wrong' ? read.sentence : undefined)
    if (read.kind === 'commands') store.change(read.commands, read.words)
  }
  const common = { label, size: 'md', defaultValue: value, disabled, error: problem } as const
  if (column === 'notes') {
    return <Textarea {...common} autosize minRows={2} onBlur={(event) => save(event.currentTarget.value)} />
  }
  return <TextInput {...common} inputMode="decimal" onBlur={(event) => save(event.currentTarget.value)} />
}
