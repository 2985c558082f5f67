import { ActionIcon, Button, NativeSelect, UnstyledButton } from '@mantine/core'
import { IconChevronRight, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { Variable } from '../../engines/configurator/model.ts'
import { Panel } from '../ui/index.ts'
import { freeCode } from './free-code.ts'
import classes from './models.module.css'
import { Text } from './text.tsx'
import { VariableDetails } from './variable-details.tsx'

const kinds = [
  { value: 'choice', label: 'One of several options' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'integer', label: 'A whole number' },
  { value: 'decimal', label: 'A number with decimals' },
  { value: 'text', label: 'Free text' },
]
/** So many stand open from the start; of more, one looks for the one to change. */
const fewVariables = 3

type VariablesEditorProps = { variables: readonly Variable[]; onChange: (variables: Variable[]) => void }

/** What can be chosen: variables with their options, each opened where it is worked on. */
export function VariablesEditor({ variables, onChange }: VariablesEditorProps) {
  const [opened, setOpened] = useState<ReadonlySet<number>>(
    () => new Set(variables.length <= fewVariables ? variables.keys() : []),
  )
  const set = (index: number, next: Variable) =>
    onChange(variables.map((each, at) => (at === index ? next : each)))
  const toggle = (index: number) =>
    setOpened((before) => {
      const next = new Set(before)
      if (!next.delete(index)) next.add(index)
      return next
    })
  const add = () => {
    setOpened((before) => new Set(before).add(variables.length))
    onChange([
      ...variables,
      { code: freeCode(variables, 'variable'), kind: 'choice', options: [{ code: 'a' }, { code: 'b' }] },
    ])
  }
  const remove = (index: number) => {
    setOpened(
      (before) => new Set([...before].filter((at) => at !== index).map((at) => at - Number(at > index))),
    )
    onChange(variables.filter((_, at) => at !== index))
  }
  return (
    <Panel
      title="Variables"
      aside={
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={add}>
          Add variable
        </Button>
      }
    >
      {variables.length === 0 && (
        <p className={classes.quiet}>
          A variable is a question with its answers: the frame, the colour, the number of drives.
        </p>
      )}
      {variables.map((variable, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: codes change while they are typed
        <fieldset key={index} className={classes.thing}>
          <legend className="visually-hidden">Variable {variable.code}</legend>
          <div className={classes.variableHead}>
            <UnstyledButton
              className={classes.opener}
              aria-expanded={opened.has(index)}
              onClick={() => toggle(index)}
            >
              <IconChevronRight size={16} stroke={1.8} aria-hidden />
              <strong>{variable.label || variable.code}</strong>
              <span className={classes.quiet}>{inShort(variable)}</span>
            </UnstyledButton>
            <ActionIcon aria-label={`Remove ${variable.code}`} onClick={() => remove(index)}>
              <IconTrash size={16} stroke={1.7} />
            </ActionIcon>
          </div>
          {opened.has(index) && (
            <>
              <div className={classes.row}>
                <Text
                  label="Code"
                  value={variable.code}
                  onChange={(code) => set(index, { ...variable, code })}
                />
                <Text
                  label="Label"
                  value={variable.label}
                  onChange={(label) => set(index, { ...variable, label })}
                />
                <NativeSelect
                  label="Kind"
                  data={kinds}
                  value={variable.kind}
                  onChange={(event) =>
                    set(index, ofKind(variable, event.currentTarget.value as Variable['kind']))
                  }
                />
              </div>
              <VariableDetails variable={variable} onChange={(next) => set(index, next)} />
            </>
          )}
        </fieldset>
      ))}
    </Panel>
  )
}

function inShort(variable: Variable): string {
  switch (variable.kind) {
    case 'choice':
      return variable.options.length === 1 ? '1 option' : `${variable.options.length} options`
    case 'integer':
    case 'decimal':
      return `${variable.min ?? '…'} to ${variable.max ?? '…'} ${variable.unit ?? ''}`
    case 'boolean':
      return 'yes or no'
    case 'text':
      return 'text'
  }
}

function ofKind(variable: Variable, kind: Variable['kind']): Variable {
  const { code, label, help } = variable
  const shared = { code, ...(label && { label }), ...(help && { help }) }
  switch (kind) {
    case 'choice':
      return { ...shared, kind, options: [{ code: 'a' }, { code: 'b' }] }
    case 'integer':
      return { ...shared, kind, min: '0', max: '10' }
    case 'decimal':
      return { ...shared, kind, min: '0', max: '10', step: '0.1' }
    case 'boolean':
    case 'text':
      return { ...shared, kind }
  }
}
