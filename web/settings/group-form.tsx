import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Settings } from '../../contract/settings.ts'
import { ProblemError } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'
import { fieldError, Issues, otherIssues, Panel } from '../ui/index.ts'
import { FieldInput } from './field-input.tsx'
import type { Group } from './fields.ts'
import classes from './settings.module.css'
import { useSaveSettings } from './use-save-settings.ts'

export type Values = Record<string, string | boolean>

/** One group of settings as a form. */
export function GroupForm({ group, settings }: { group: Group; settings: Settings & { version: number } }) {
  const may = useCan()('settings.write')
  const stored = valuesOf(group, settings)
  const [values, setValues] = useState(stored)
  const save = useSaveSettings(settings.version)
  const issues = save.error instanceof ProblemError ? save.error.problem.issues : undefined
  const named = (name: string) =>
    fieldError(issues, name) ?? issues?.find(({ path }) => path.at(-1) === name)?.message
  const others = otherIssues(issues, []).filter(
    ({ path }) => !group.fields.some(({ name }) => name === path.at(-1)),
  )
  const isChanged = JSON.stringify(values) !== JSON.stringify(stored)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ [group.group]: changeOf(group, stored, values) })
      }}
    >
      <Panel title={group.title}>
        {group.about && <p className={classes.about}>{group.about}</p>}
        <div role="alert">
          {save.error && !issues?.length && <p className={classes.sub}>{save.error.message}</p>}
          <Issues issues={others} />
        </div>
        <div className={classes.grid}>
          {group.fields.map((field) => (
            <FieldInput
              key={field.name}
              field={field}
              value={values[field.name] ?? ''}
              error={named(field.name)}
              disabled={!may}
              onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
            />
          ))}
        </div>
      </Panel>
      {may && (
        <div className={classes.row}>
          <Button type="submit" loading={save.isPending} disabled={!isChanged}>
            Save
          </Button>
          {isChanged && (
            <Button variant="default" onClick={() => setValues(stored)}>
              Discard
            </Button>
          )}
        </div>
      )}
    </form>
  )
}

function valuesOf({ group, fields }: Group, settings: Settings): Values {
  const held = settings[group] as Record<string, string | number | boolean | undefined>
  return Object.fromEntries(
    fields.map(({ name, as }) => [name, as === 'flag' ? Boolean(held[name]) : String(held[name] ?? '')]),
  )
}

/** Only what was touched; an emptied field goes back to how it was delivered. */
function changeOf({ fields }: Group, before: Values, after: Values): Record<string, unknown> {
  const touched = fields.filter(({ name }) => before[name] !== after[name])
  return Object.fromEntries(
    touched.map(({ name, as }) => {
      const value = after[name]
      if (value === '') return [name, null]
      if (as === 'roles') return [name, String(value).split(',')]
      return [name, as === 'number' ? Number(value) : value]
    }),
  )
}
