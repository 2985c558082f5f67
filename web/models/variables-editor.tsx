import { ActionIcon, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ChoiceVariable, Option, Variable } from '../../engines/configurator/model.ts'
import { Panel } from '../ui/index.ts'
import classes from './models.module.css'

const kinds = [
  { value: 'choice', label: 'One of several options' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'integer', label: 'A whole number' },
  { value: 'decimal', label: 'A number with decimals' },
  { value: 'text', label: 'Free text' },
]

type VariablesEditorProps = { variables: readonly Variable[]; onChange: (variables: Variable[]) => void }

/** What can be chosen: variables with their options. */
export function VariablesEditor({ variables, onChange }: VariablesEditorProps) {
  const set = (index: number, next: Variable) =>
    onChange(variables.map((each, at) => (at === index ? next : each)))
  const add = () =>
    onChange([
      ...variables,
      { code: freeCode(variables, 'variable'), kind: 'choice', options: [{ code: 'a' }, { code: 'b' }] },
    ])
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
          <div className={classes.row}>
            <Text label="Code" value={variable.code} onChange={(code) => set(index, { ...variable, code })} />
            <Text
              label="Label"
              value={variable.label}
              onChange={(label) => set(index, labelled(variable, label))}
            />
            <NativeSelect
              label="Kind"
              data={kinds}
              value={variable.kind}
              onChange={(event) =>
                set(index, ofKind(variable, event.currentTarget.value as Variable['kind']))
              }
            />
            <ActionIcon
              aria-label={`Remove ${variable.code}`}
              onClick={() => onChange(variables.filter((_, at) => at !== index))}
            >
              <IconTrash size={16} stroke={1.7} />
            </ActionIcon>
          </div>
          <Details variable={variable} onChange={(next) => set(index, next)} />
        </fieldset>
      ))}
    </Panel>
  )
}

function Details({ variable, onChange }: { variable: Variable; onChange: (variable: Variable) => void }) {
  switch (variable.kind) {
    case 'choice':
      return <Options variable={variable} onChange={onChange} />
    case 'integer':
    case 'decimal':
      return (
        <div className={classes.row}>
          <Text label="From" value={variable.min} onChange={(min) => onChange({ ...variable, min })} />
          <Text label="To" value={variable.max} onChange={(max) => onChange({ ...variable, max })} />
          <Text
            label="Step"
            value={variable.step}
            // A step that is empty is 1 for whole numbers; a decimal needs one.
            onChange={(step) => onChange({ ...variable, step } as Variable)}
          />
          <Text label="Unit" value={variable.unit} onChange={(unit) => onChange({ ...variable, unit })} />
        </div>
      )
    case 'text':
      return (
        <Checkbox
          label="Has to be filled in"
          checked={variable.required ?? false}
          onChange={(event) => onChange({ ...variable, required: event.currentTarget.checked })}
        />
      )
    case 'boolean':
      return (
        <div className={classes.row}>
          <Text
            label="Product"
            value={variable.product}
            onChange={(product) => onChange({ ...variable, product })}
          />
        </div>
      )
  }
}

function Options({
  variable,
  onChange,
}: {
  variable: ChoiceVariable
  onChange: (variable: Variable) => void
}) {
  const { options } = variable
  const set = (index: number, part: Partial<Option>) =>
    onChange({
      ...variable,
      options: options.map((each, at) => (at === index ? { ...each, ...part } : each)),
    })
  return (
    <>
      {options.map((option, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: codes change while they are typed
        <div key={index} className={classes.option}>
          <Text label="Option" bare value={option.code} onChange={(code) => set(index, { code })} />
          <Text label="Label" bare value={option.label} onChange={(label) => set(index, { label })} />
          <Text label="Product" bare value={option.product} onChange={(product) => set(index, { product })} />
          <Text
            label="Numbers"
            bare
            placeholder="watts=95, price=120"
            value={Object.entries(option.attributes ?? {})
              .map(([name, amount]) => `${name}=${amount}`)
              .join(', ')}
            onChange={(text) => set(index, { attributes: readNumbers(text) })}
          />
          <ActionIcon
            aria-label={`Remove option ${option.code}`}
            onClick={() => onChange({ ...variable, options: options.filter((_, at) => at !== index) })}
          >
            <IconTrash size={16} stroke={1.7} />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={14} />}
        onClick={() =>
          onChange({ ...variable, options: [...options, { code: freeCode(options, 'option') }] })
        }
      >
        Add option
      </Button>
    </>
  )
}

type TextProps = {
  label: string
  value: string | undefined
  onChange: (text: string) => void
  bare?: boolean
  placeholder?: string
}

/** `bare` fields stand in rows whose labels would only repeat. */
export function Text({ label, value, onChange, bare, placeholder }: TextProps) {
  return (
    <TextInput
      {...(bare ? { 'aria-label': label, placeholder: placeholder ?? label } : { label })}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

const labelled = (variable: Variable, label: string): Variable => ({ ...variable, label })

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

export function freeCode(things: readonly { code: string }[], word: string): string {
  const taken = new Set(things.map((each) => each.code))
  let number = things.length + 1
  while (taken.has(`${word}${number}`)) number += 1
  return `${word}${number}`
}

function readNumbers(text: string): Record<string, string> {
  const pairs = text.split(',').map((pair) => pair.split('=').map((part) => part.trim()))
  return Object.fromEntries(pairs.filter(([name, amount]) => name && amount) as [string, string][])
}
