import {
  Button,
  Checkbox,
  ColorInput,
  FileButton,
  MultiSelect,
  Select,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { listRoles } from '../../contract/roles.ts'
import { call } from '../shell/api.ts'
import type { Field } from './fields.ts'
import classes from './settings.module.css'

/** The input for one field, by what it holds. */
export function FieldInput({
  field,
  value,
  error,
  disabled,
  onChange,
}: {
  field: Field
  value: string | boolean
  error: string | undefined
  disabled: boolean
  onChange: (value: string | boolean) => void
}) {
  const { label, hint, as, choices, required } = field
  const text = String(value)
  const common = { label, description: hint, error, disabled }
  switch (as) {
    case 'flag':
      return (
        <Checkbox
          {...common}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'choice':
      return (
        <Select
          {...common}
          placeholder="As delivered"
          clearable
          data={[...(choices ?? [])]}
          value={text || null}
          onChange={(next) => onChange(next ?? '')}
        />
      )
    case 'roles':
      return <Roles {...common} value={text} onChange={onChange} />
    case 'prose':
      return (
        <Textarea
          {...common}
          className={classes.wide ?? ''}
          autosize
          minRows={3}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'colour':
      return <ColorInput {...common} placeholder="As delivered" value={text} onChange={onChange} />
    case 'logo':
      return <Logo {...common} value={text} onChange={onChange} />
    default:
      return (
        <TextInput
          {...common}
          required={required ?? false}
          inputMode={as === 'number' ? 'numeric' : undefined}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
  }
}

type Shown = {
  label: string
  description: string | undefined
  error: string | undefined
  disabled: boolean
  value: string
  onChange: (value: string) => void
}

/** Roles as their codes with commas between. */
function Roles({ value, onChange, ...common }: Shown) {
  const roles = useQuery({
    queryKey: ['roles'],
    queryFn: async ({ signal }) => (await call(listRoles, { signal })).data.items,
  })
  return (
    <MultiSelect
      {...common}
      data={(roles.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
      value={value === '' ? [] : value.split(',')}
      onChange={(codes) => onChange(codes.join(','))}
    />
  )
}

function Logo({ label, description, error, disabled, value, onChange }: Shown) {
  return (
    <div className={classes.wide}>
      <div>{label}</div>
      <span className={classes.sub}>{description}</span>
      <div className={classes.row}>
        {value && <img className={classes.logo} src={value} alt="The logo" />}
        <FileButton
          accept="image/png,image/svg+xml"
          disabled={disabled}
          onChange={(file) => {
            if (file) void dataUrl(file).then(onChange)
          }}
        >
          {(props) => (
            <Button variant="default" {...props}>
              {value ? 'Another one' : 'Choose a file'}
            </Button>
          )}
        </FileButton>
        {value && !disabled && (
          <Button variant="subtle" color="red" onClick={() => onChange('')}>
            Remove
          </Button>
        )}
      </div>
      {error && (
        <span className={classes.sub} role="alert">
          {error}
        </span>
      )}
    </div>
  )
}

function dataUrl(file: File): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => done(String(reader.result)))
    reader.addEventListener('error', () => failed(new Error('The file cannot be read.')))
    reader.readAsDataURL(file)
  })
}
