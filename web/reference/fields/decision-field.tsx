import { Select, TextInput } from '@mantine/core'
import type { Variable } from '../../../engines/configurator/model.ts'
import { useModel } from '../../configurator/use-model.ts'
import type { State } from '../describe.ts'
import classes from './fields.module.css'

type DecisionFieldProps = {
  decision: State
  /** Whose model says what can be decided. */
  product: string
  error: string | undefined
  disabled: boolean
  onChange: (decision: State) => void
}
const relations = [
  { value: 'value', label: 'is' },
  { value: 'not', label: 'is not' },
  { value: 'range', label: 'is between' },
]

/** What is decided on a product: a variable of its model, and what it is to be. */
export function DecisionField({ decision, product, error, disabled, onChange }: DecisionFieldProps) {
  const variables = useModel(product || undefined, undefined).data?.variables ?? []
  const code = textOf(decision.variable)
  const variable = variables.find((each) => each.code === code)
  const relation = 'not' in decision ? 'not' : 'min' in decision || 'max' in decision ? 'range' : 'value'
  const named = variables.map(({ code: value, label }) => ({ value, label: label ?? value }))
  const bound = (name: 'min' | 'max', label: string) => (
    <TextInput
      label={label}
      inputMode="decimal"
      disabled={disabled}
      value={textOf(decision[name])}
      onChange={(event) => onChange({ ...decision, [name]: event.currentTarget.value })}
    />
  )
  return (
    <div className={classes.decision}>
      <Select
        label="Option"
        searchable
        disabled={disabled}
        data={code !== '' && !variable ? [...named, { value: code, label: code }] : named}
        value={code || null}
        nothingFoundMessage={product ? 'The product has no such option' : 'Choose the product first'}
        error={error}
        onChange={(next) => onChange({ variable: next ?? '', value: '' })}
      />
      <Select
        label="Relation"
        disabled={disabled}
        data={relations}
        value={relation}
        allowDeselect={false}
        onChange={(next) => onChange(related(code, next ?? 'value', decision))}
      />
      {relation === 'range' ? (
        <>
          {bound('min', 'At least')}
          {bound('max', 'At most')}
        </>
      ) : (
        <ValueInput
          variable={variable}
          value={decision[relation]}
          disabled={disabled}
          onChange={(value) => onChange({ variable: code, [relation]: value })}
        />
      )}
    </div>
  )
}

type ValueInputProps = {
  variable: Variable | undefined
  value: unknown
  disabled: boolean
  onChange: (value: string | boolean) => void
}

function ValueInput({ variable, value, disabled, onChange }: ValueInputProps) {
  const spelt = value === true ? 'yes' : value === false ? 'no' : textOf(value)
  if (variable?.kind === 'boolean' || typeof value === 'boolean') {
    return (
      <Select
        label="Value"
        disabled={disabled}
        data={[
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ]}
        value={spelt || null}
        onChange={(next) => onChange(next === 'yes')}
      />
    )
  }
  if (variable?.kind === 'choice') {
    const options = variable.options.map(({ code, label }) => ({ value: code, label: label ?? code }))
    const missing = spelt !== '' && !options.some((each) => each.value === spelt) ? [spelt] : []
    return (
      <Select
        label="Value"
        searchable
        disabled={disabled}
        data={[...options, ...missing]}
        value={spelt || null}
        onChange={(next) => onChange(next ?? '')}
      />
    )
  }
  return (
    <TextInput
      label="Value"
      disabled={disabled}
      value={spelt}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function related(variable: string, relation: string, { value, not }: State): State {
  const said = value ?? not ?? ''
  return relation === 'range' ? { variable, min: '' } : { variable, [relation]: said }
}

const textOf = (value: unknown) => (value === undefined || value === null ? '' : String(value))
