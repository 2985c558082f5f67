import { Checkbox, NativeSelect } from '@mantine/core'
import type { Value, Variable } from '../../engines/configurator/model.ts'
import classes from './models.module.css'
import { Text } from './text.tsx'

type VariableMoreProps = {
  variable: Variable
  usual: Value | undefined
  onChange: (variable: Variable) => void
  onUsual: (value: Value | undefined) => void
}

/** What every variable has: what is usual, a help text, a picture, and whether people are asked at all. */
export function VariableMore({ variable, usual, onChange, onUsual }: VariableMoreProps) {
  return (
    <>
      <div className={classes.pair}>
        <Usual variable={variable} usual={usual} onUsual={onUsual} />
        <Text
          label="Picture"
          placeholder="https://…"
          value={variable.image}
          onChange={(image) => onChange({ ...variable, image })}
        />
        <div className={classes.wide}>
          <Text
            label="Help, shown below the question"
            value={variable.help}
            onChange={(help) => onChange({ ...variable, help })}
          />
        </div>
      </div>
      <Checkbox
        label="Nobody is asked: it follows from the rest"
        checked={variable.hidden ?? false}
        onChange={({ currentTarget }) => {
          const { hidden: _, ...rest } = variable
          onChange(currentTarget.checked ? { ...rest, hidden: true } : rest)
        }}
      />
    </>
  )
}

function Usual({ variable, usual, onUsual }: Omit<VariableMoreProps, 'onChange'>) {
  switch (variable.kind) {
    case 'text':
      return null
    case 'integer':
    case 'decimal':
      return (
        <Text
          label="Usually"
          placeholder="what fits"
          value={usual === undefined ? '' : String(usual)}
          onChange={(text) => onUsual(text.trim() === '' ? undefined : text.trim())}
        />
      )
    case 'boolean':
    case 'choice': {
      const options =
        variable.kind === 'choice'
          ? variable.options.map(({ code, label }) => ({ value: code, label: label || code }))
          : [
              { value: 'true', label: 'Yes' },
              { value: 'false', label: 'No' },
            ]
      return (
        <NativeSelect
          label="Usually"
          data={[{ value: '', label: 'what fits' }, ...options]}
          value={usual === undefined ? '' : String(usual)}
          onChange={({ currentTarget: { value } }) =>
            onUsual(value === '' ? undefined : variable.kind === 'boolean' ? value === 'true' : value)
          }
        />
      )
    }
  }
}
