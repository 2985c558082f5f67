import { ActionIcon, Button, NativeSelect } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { Default, Variable } from '../../engines/configurator/model.ts'
import { Panel } from '../ui/index.ts'
import { CodeText } from './code-text.tsx'
import { freeCode } from './free-code.ts'
import classes from './models.module.css'
import { Opener, useOpened } from './opener.tsx'
import { Text } from './text.tsx'
import { usualOf, withUsual } from './usual.ts'
import { VariableDetails } from './variable-details.tsx'
import { VariableMore } from './variable-more.tsx'

const kinds = [
  { value: 'choice', label: 'One of several options' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'integer', label: 'A whole number' },
  { value: 'decimal', label: 'A number with decimals' },
  { value: 'text', label: 'Free text' },
]
type VariablesEditorProps = {
  variables: readonly Variable[]
  defaults: readonly Default[]
  /** Codes of variables and slots. */
  taken: readonly string[]
  onChange: (variables: Variable[]) => void
  onDefaults: (defaults: Default[]) => void
  onRename: (from: string, to: string) => void
  onRenameOption: (variable: string, from: string, to: string) => void
}

/** What can be chosen: variables with their options, each opened where it is worked on. */
export function VariablesEditor({
  variables,
  defaults,
  taken,
  onChange,
  onDefaults,
  onRename,
  onRenameOption,
}: VariablesEditorProps) {
  const opened = useOpened(variables.length)
  const set = (index: number, next: Variable) =>
    onChange(variables.map((each, at) => (at === index ? next : each)))
  const add = () => {
    opened.open(variables.length)
    onChange([
      ...variables,
      { code: freeCode(variables, 'variable'), kind: 'choice', options: [{ code: 'a' }, { code: 'b' }] },
    ])
  }
  const remove = (index: number) => {
    opened.forget(index)
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
          A variable is a question with its answers: the frame, the colour, the number of drives. An answer
          can stand for a product that is sold with it, and bring numbers along (watts, slots) that rules add
          up.
        </p>
      )}
      {variables.map((variable, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: codes change while they are typed
        <fieldset key={index} className={classes.thing}>
          <legend className="visually-hidden">Variable {variable.code}</legend>
          <div className={classes.head2}>
            <Opener
              open={opened.has(index)}
              onToggle={() => opened.toggle(index)}
              title={variable.label || variable.code}
              below={inShort(variable)}
            />
            <ActionIcon aria-label={`Remove ${variable.code}`} onClick={() => remove(index)}>
              <IconTrash size={16} stroke={1.7} />
            </ActionIcon>
          </div>
          {opened.has(index) && (
            <>
              <div className={classes.row}>
                <CodeText
                  value={variable.code}
                  taken={taken.filter((code) => code !== variable.code)}
                  onChange={(code) => onRename(variable.code, code)}
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
              <VariableDetails
                variable={variable}
                onChange={(next) => set(index, next)}
                onRenameOption={(from, to) => onRenameOption(variable.code, from, to)}
              />
              <VariableMore
                variable={variable}
                usual={usualOf(defaults, variable.code)}
                onChange={(next) => set(index, next)}
                onUsual={(value) => onDefaults(withUsual(defaults, variable.code, value))}
              />
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
