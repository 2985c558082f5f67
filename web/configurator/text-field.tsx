import { TextInput } from '@mantine/core'
import type { TextVariable } from '../../engines/configurator/index.ts'
import { useForm } from './context.ts'
import { Field } from './field.tsx'

/** Free text: an engraving, a host name. */
export function TextField({ path, variable }: { path: string; variable: TextVariable }) {
  const { valueOf, configuring, readOnly } = useForm()
  const value = String(valueOf(path) ?? '')
  return (
    <Field path={path} label={variable.label ?? variable.code} help={variable.help}>
      {(labelledBy) => (
        <TextInput
          key={value}
          aria-labelledby={labelledBy}
          defaultValue={value}
          maxLength={variable.maxLength ?? 2000}
          disabled={readOnly}
          maw={420}
          onBlur={(event) => {
            const text = event.currentTarget.value
            if (text === value) return
            if (text === '') configuring.retract(path)
            else configuring.decide({ variable: path, value: text })
          }}
        />
      )}
    </Field>
  )
}
