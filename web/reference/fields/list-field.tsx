import { ActionIcon, Button } from '@mantine/core'
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { FieldSpec, ListSpec, State } from '../describe.ts'
import classes from './fields.module.css'

type FieldOf = ComponentType<{
  field: FieldSpec
  state: State
  around: State
  errorAt: (path: string) => string | undefined
  disabled: boolean
  onChange: (state: State) => void
}>
type ListFieldProps = {
  label: string
  spec: ListSpec
  rows: readonly State[]
  around: State
  errorAt: (path: string) => string | undefined
  disabled: boolean
  /** How a field of a row is asked for: as any other. */
  fieldOf: FieldOf
  onChange: (rows: State[]) => void
}

/** Several of something: added, moved up, taken out, each with fields of its own; a row may hold a list in turn. */
export function ListField({
  label,
  spec,
  rows,
  around,
  errorAt,
  disabled,
  fieldOf: Field,
  onChange,
}: ListFieldProps) {
  const set = (index: number, next: State) => onChange(rows.map((each, at) => (at === index ? next : each)))
  const up = (index: number) =>
    onChange([
      ...rows.slice(0, index - 1),
      ...rows.slice(index, index + 1),
      ...rows.slice(index - 1, index),
      ...rows.slice(index + 1),
    ])
  const { one } = spec
  return (
    <div>
      <ol className={classes.list} aria-label={label}>
        {rows.map((row, index) => {
          const name = `${one} ${index + 1}`
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <li key={index} className={classes.row} aria-label={name}>
              <div className={classes.rowHead}>
                <span>{name}</span>
                {!disabled && (
                  <span className={classes.tools}>
                    <ActionIcon
                      aria-label={`Move up: ${name}`}
                      disabled={index === 0}
                      onClick={() => up(index)}
                    >
                      <IconArrowUp size={15} />
                    </ActionIcon>
                    <ActionIcon
                      aria-label={`Remove ${name}`}
                      onClick={() => onChange(rows.filter((_, at) => at !== index))}
                    >
                      <IconTrash size={15} />
                    </ActionIcon>
                  </span>
                )}
              </div>
              <div className={classes.rowFields}>
                {spec.fields
                  .filter((field) => !field.when || field.when(row))
                  .map((field) => (
                    <div
                      key={field.name}
                      className={field.wide ? classes.rowWide : classes.rowField}
                      data-kind={field.kind}
                    >
                      <Field
                        field={field}
                        state={row}
                        around={{ ...around, ...row }}
                        errorAt={(inner) =>
                          errorAt([index, field.name, inner].filter((part) => part !== '').join('.'))
                        }
                        disabled={disabled}
                        onChange={(next) => set(index, next)}
                      />
                    </div>
                  ))}
              </div>
              {errorAt(String(index)) && <p className={classes.error}>{errorAt(String(index))}</p>}
            </li>
          )
        })}
      </ol>
      {errorAt('') && <p className={classes.error}>{errorAt('')}</p>}
      {!disabled && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...rows, { ...spec.start }])}
        >
          Add {one}
        </Button>
      )}
    </div>
  )
}
