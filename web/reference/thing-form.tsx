import { TextInput } from '@mantine/core'
import type { Issue } from '../../contract/problem.ts'
import { useSight } from '../shell/session.ts'
import { Issues, Panel } from '../ui/index.ts'
import { type FieldSpec, fieldsOf, type KindForm, type State } from './describe.ts'
import { Field } from './fields/field.tsx'
import { isKind } from './kind-names.ts'
import classes from './reference.module.css'
import { fieldFor } from './state.ts'

type ThingFormProps = {
  form: KindForm
  state: State
  onChange: (state: State) => void
  issues: readonly Issue[]
  disabled?: boolean
  /** The code is given once, when a thing is made. */
  asksCode?: boolean
}

/** The fields of a thing, section by section; what the server says stands at its field. */
export function ThingForm({ form, state, onChange, issues, disabled = false, asksCode }: ThingFormProps) {
  const fields = fieldsOf(form)
  const sight = useSight()
  const visible = (field: FieldSpec | undefined) =>
    field !== undefined && (!field.when || field.when(state)) && (!field.figure || sight[field.figure])
  const placed = issues.map((issue) => ({ issue, path: pathIn(issue) }))
  const homeless = placed.filter(({ path }) => path[0] !== 'code' && !visible(fieldFor(fields, path)))
  const errorOf = (field: FieldSpec) => (inner: string) =>
    placed.find(({ path }) => path.join('.') === [field.name, inner].filter(Boolean).join('.'))?.issue.message
  return (
    <>
      <div role="alert">
        <Issues issues={homeless.map(({ issue }) => issue)} />
      </div>
      {form.sections.map((section, index) => {
        const asked = section.fields.filter(visible)
        if (asked.length === 0) return null
        return (
          <Panel key={section.title} title={section.title}>
            {section.help && <p className={classes.help}>{section.help}</p>}
            <div className={classes.fields}>
              {asksCode && index === 0 && (
                <TextInput
                  label="Code"
                  description="Stays for good; files, rules and people refer to it."
                  inputWrapperOrder={['label', 'input', 'description', 'error']}
                  required
                  withAsterisk={false}
                  maxLength={64}
                  value={String(state.code ?? '')}
                  error={placed.find(({ path }) => path[0] === 'code')?.issue.message}
                  onChange={(event) => onChange({ ...state, code: event.currentTarget.value })}
                />
              )}
              {asked.map((field) => (
                <div key={field.name} className={field.wide ? classes.wide : classes.field}>
                  <Field
                    field={field}
                    state={state}
                    errorAt={errorOf(field)}
                    disabled={disabled}
                    onChange={onChange}
                  />
                </div>
              ))}
            </div>
          </Panel>
        )
      })}
    </>
  )
}

/** Issues of a thing begin with its kind and code, those of the request itself with the field. */
function pathIn({ path }: Issue): readonly string[] {
  return isKind(path[0] ?? '') ? path.slice(2) : path
}
