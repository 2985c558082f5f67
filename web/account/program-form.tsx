import { Button, Group, PasswordInput, SegmentedControl, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { allPermissions, type Permission } from '../../contract/permissions.ts'
import { createKey, createProgram, type MadeProgram, type Program } from '../../contract/programs.ts'
import { listUsers, type User } from '../../contract/users.ts'
import { call, ProblemError } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'
import { fieldError } from '../ui/index.ts'
import { ScopesField } from './scopes-field.tsx'

const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: '', label: 'Until it is revoked' },
]

type ProgramFormProps = {
  /** For a service user, by an administrator; otherwise a key of one's own. */
  forService?: boolean
  onMade: (made: MadeProgram) => void
  onCancel: () => void
}

/** A new API key or OAuth client. */
export function ProgramForm({ forService, onMade, onCancel }: ProgramFormProps) {
  const can = useCan()
  const [kind, setKind] = useState<Program['kind']>(forService ? 'client' : 'key')
  const [name, setName] = useState('')
  const [userId, setUserId] = useState<string | null>(null)
  const [days, setDays] = useState<string>('90')
  const [scopes, setScopes] = useState<Permission[]>([])
  const [currentPassword, setPassword] = useState('')
  const users = useQuery({
    queryKey: ['users', 'service'],
    enabled: forService === true,
    queryFn: async ({ signal }) =>
      (await call(listUsers, { query: { limit: 200, role: 'integration', enabled: 'true' }, signal })).data
        .items,
  })
  const make = useMutation({
    mutationFn: async () => {
      const expiresAt = days ? new Date(Date.now() + Number(days) * 86_400_000).toISOString() : undefined
      const body = { name, scopes, currentPassword, ...(expiresAt && { expiresAt }) }
      return forService
        ? (await call(createProgram, { body: { ...body, kind, userId: (userId ?? '') as User['id'] } })).data
        : (await call(createKey, { body })).data
    },
    onSuccess: onMade,
  })
  const problem = make.error instanceof ProblemError ? make.error.problem : undefined
  const issues = problem?.issues
  const wrong = problem?.code === 'auth.wrong-credentials' ? 'This is not your password.' : undefined
  const offered = allPermissions.filter((scope) => (forService ? scope !== 'quotes.approve' : can(scope)))
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate()
      }}
    >
      <Stack gap="sm">
        {make.error && !wrong && !issues?.length && (
          <p role="alert" style={{ color: 'var(--mantine-color-error)' }}>
            {make.error.message}
          </p>
        )}
        {forService && (
          <SegmentedControl
            aria-label="Kind"
            value={kind}
            onChange={(value) => setKind(value as Program['kind'])}
            data={[
              { value: 'client', label: 'OAuth client' },
              { value: 'key', label: 'API key' },
            ]}
          />
        )}
        <TextInput
          label="Name"
          description="What it is for, such as “ERP orders”"
          required
          data-autofocus
          value={name}
          error={fieldError(issues, 'name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {forService && (
          <Select
            label="Acts as"
            description="A user with the role Integration"
            required
            searchable
            data={(users.data ?? []).map((user) => ({ value: user.id, label: user.name }))}
            value={userId}
            error={fieldError(issues, 'userId')}
            nothingFoundMessage="No user has the role Integration yet"
            onChange={setUserId}
          />
        )}
        <ScopesField
          offered={offered}
          value={scopes}
          onChange={setScopes}
          error={fieldError(issues, 'scopes') && 'Choose one at least'}
        />
        <Select
          label="Holds for"
          data={lifetimes}
          value={days}
          allowDeselect={false}
          onChange={(value) => setDays(value ?? '')}
        />
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          value={currentPassword}
          error={wrong}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={make.isPending}>
            {kind === 'key' ? 'Make the key' : 'Make the client'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
