import { ActionIcon, Button, Input, Select, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ProviderFormState } from './form-state.ts'
import classes from './single-sign-on.module.css'
import { useRoles } from './use-roles.ts'

type RolesFieldProps = {
  value: ProviderFormState['roles']
  onChange: (roles: ProviderFormState['roles']) => void
}

/** Which group of the provider gives which role here. */
export function RolesField({ value, onChange }: RolesFieldProps) {
  const roles = useRoles()
  const put = (at: number, part: Partial<RolesFieldProps['value'][number]>) =>
    onChange(value.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <Input.Wrapper
      className={classes.wide}
      label="Groups and their roles"
      description="With at least one, the provider decides on roles at every sign-in"
    >
      <div className={classes.roles}>
        {value.map((one, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- rows have no name of their own
          <div key={at} className={classes.role}>
            <TextInput
              aria-label={`Group ${at + 1}`}
              placeholder="Group"
              value={one.value}
              onChange={(event) => put(at, { value: event.currentTarget.value })}
            />
            <Select
              aria-label={`Role of group ${at + 1}`}
              data={roles}
              value={one.role}
              allowDeselect={false}
              onChange={(role) => put(at, { role: role ?? one.role })}
            />
            <ActionIcon
              aria-label={`Remove group ${at + 1}`}
              onClick={() => onChange(value.filter((_, index) => index !== at))}
            >
              <IconX size={16} stroke={1.7} />
            </ActionIcon>
          </div>
        ))}
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...value, { value: '', role: 'sales-rep' }])}
        >
          Add a group
        </Button>
      </div>
    </Input.Wrapper>
  )
}
