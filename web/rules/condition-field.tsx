import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { compileCondition, complete, toJson, toText } from '../../engines/expressions/index.ts'
import type { Condition, Scope } from '../../engines/expressions/types.ts'
import { lineScope } from '../../engines/pricer/index.ts'
import { ConditionBuilder } from './condition-builder.tsx'
import { asGroup, isBuildable, simplified } from './condition-tree.ts'
import { ExpressionInput } from './expression-input.tsx'
import { mistakesOf } from './mistakes.ts'
import classes from './rules.module.css'

type ConditionFieldProps = {
  label: string
  description?: string | undefined
  error?: string | undefined
  disabled?: boolean
  /** What it may speak of; absent: what rules on lines may. */
  scope?: Scope | undefined
  value: unknown
  onChange: (condition: Condition | undefined) => void
}

/** One condition, clicked together or written: both show the same, and what is kept is its JSON form. */
export function ConditionField({
  label,
  description,
  error,
  disabled,
  scope = lineScope,
  value,
  onChange,
}: ConditionFieldProps) {
  const condition = inParts(value as Condition | undefined) // of a thing's body, or made here
  const buildable = condition === undefined || isBuildable(condition)
  const [mode, setMode] = useState(buildable ? 'builder' : 'text')
  const spelt = spell(condition)
  // What is being written may be unfinished; as long as it is, it is kept as it stands.
  const [written, setWritten] = useState(spelt)
  const compiled = condition && compileCondition(condition, scope)
  const show = (next: string) => {
    if (next === 'text') setWritten(spelt)
    setMode(next)
  }
  const write = (text: string) => {
    setWritten(text)
    if (text.trim() === '') return onChange(undefined)
    const read = toJson(text)
    onChange(read.ok ? read.condition : { expression: text })
  }
  const building = mode === 'builder' && buildable
  return (
    <div>
      <div className={classes.modes}>
        <span className={classes.label}>{label}</span>
        <SegmentedControl
          aria-label={`How ${label.toLowerCase()} is written`}
          value={building ? 'builder' : 'text'}
          onChange={show}
          disabled={disabled ?? false}
          data={[
            { value: 'builder', label: 'Builder', disabled: !buildable },
            { value: 'text', label: 'Text' },
          ]}
        />
      </div>
      {description && <p className={classes.quiet}>{description}</p>}
      {building ? (
        <fieldset disabled={disabled} style={{ border: 0, margin: '8px 0 0', padding: 0, minWidth: 0 }}>
          <ConditionBuilder
            group={asGroup(condition)}
            scope={scope}
            onChange={(group) => onChange(simplified(group))}
          />
          {spelt && (
            <p className={classes.spelt}>
              <code>{spelt}</code>
            </p>
          )}
          {compiled && !compiled.ok && !unfinished(condition) && (
            <p className={classes.mistake}>{compiled.issues[0]?.message}</p>
          )}
        </fieldset>
      ) : (
        <ExpressionInput
          label={`${label}, as text`}
          disabled={disabled ?? false}
          placeholder={exampleIn(scope)}
          value={written}
          mistakes={mistakesOf(written, compileCondition(written, scope))}
          suggest={(text, offset) => complete(text, offset, scope)}
          onChange={write}
        />
      )}
      {error && <p className={classes.mistake}>{error}</p>}
    </div>
  )
}

/** What is stored as text is the same in parts, where it can be read. */
function inParts(condition: Condition | undefined): Condition | undefined {
  if (!condition || !('expression' in condition)) return condition
  const read = toJson(condition.expression)
  return read.ok ? read.condition : condition
}

/** What one could write, in words the scope has. */
function exampleIn(scope: Scope): string {
  if (scope === lineScope) return 'quantity >= 10 && customer.region == "DE"'
  if ('customer.country' in scope) return 'customer.country == "DE"'
  const [first = 'field'] = Object.keys(scope)
  return `${first} == "…"`
}

function spell(condition: Condition | undefined): string {
  if (!condition) return ''
  const text = toText(condition)
  if (text.ok) return text.text
  return 'expression' in condition ? condition.expression : ''
}

/** A comparison that waits for its value. */
function unfinished(condition: Condition): boolean {
  if ('conditions' in condition) return condition.conditions.some(unfinished)
  return 'field' in condition && condition.value === ''
}
