import { Checkbox, Input } from '@mantine/core'
import { type Permission, permissions } from '../../contract/permissions.ts'
import classes from './account.module.css'

type ScopesFieldProps = {
  /** What can be given at all. */
  offered: readonly Permission[]
  value: readonly Permission[]
  onChange: (scopes: Permission[]) => void
  error?: string | undefined
}

/** What a program may do, area by area. */
export function ScopesField({ offered, value, onChange, error }: ScopesFieldProps) {
  const areas = [...new Set(offered.map(areaOf))]
  const reading = offered.filter((scope) => scope.endsWith('.read'))
  const set = (scope: Permission, on: boolean) =>
    onChange(on ? [...value, scope] : value.filter((one) => one !== scope))
  return (
    <Input.Wrapper
      label="Scopes"
      description="What it may do; never more than the user it acts as"
      error={error}
      required
    >
      <div className={classes.scopes} role="group" aria-label="Scopes">
        <Checkbox
          label="See everything"
          checked={reading.every((scope) => value.includes(scope))}
          indeterminate={
            reading.some((scope) => value.includes(scope)) && !reading.every((scope) => value.includes(scope))
          }
          onChange={(event) =>
            onChange(
              event.currentTarget.checked
                ? [...new Set([...value, ...reading])]
                : value.filter((scope) => !reading.includes(scope)),
            )
          }
        />
        {areas.map((area) => (
          <div key={area} className={classes.area}>
            {offered
              .filter((scope) => areaOf(scope) === area)
              .map((scope) => (
                <Checkbox
                  key={scope}
                  size="xs"
                  label={
                    <>
                      {permissions[scope]} <span className={classes.quiet}>{scope}</span>
                    </>
                  }
                  checked={value.includes(scope)}
                  onChange={(event) => set(scope, event.currentTarget.checked)}
                />
              ))}
          </div>
        ))}
      </div>
    </Input.Wrapper>
  )
}

const areaOf = (scope: Permission) => scope.split('.', 1)[0] ?? ''
