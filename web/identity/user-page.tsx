import { Anchor, Button, Checkbox, MultiSelect, PasswordInput, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { listRoles } from '../../contract/roles.ts'
import { listTeams } from '../../contract/teams.ts'
import { listUsers, readUser, type User } from '../../contract/users.ts'
import { SessionsPanel } from '../account/sessions-panel.tsx'
import { call, ProblemError } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useCan } from '../shell/session.ts'
import { Facts, fieldError, Instant, Issues, otherIssues, Page, Panel, toast } from '../ui/index.ts'
import { FactorsPanel } from './factors-panel.tsx'
import classes from './identity.module.css'
import { UserActions } from './user-actions.tsx'
import { saveUser, stateOf, type UserFormState } from './user-form-state.ts'

const route = getRouteApi('/inside/users/$id')
const fields = 'username email givenName familyName roles teamId managerId password'

/** /users/$id: who somebody is, what they may do, whether they may sign in. */
export function UserPage() {
  const { id } = route.useParams()
  const found = useQuery({
    queryKey: ['users', 'one', id],
    queryFn: ({ signal }) => call(readUser, { params: { id: id as User['id'] }, signal }),
  })
  if (found.error) return <Failed error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageLoading />
  const { data, etag } = found.data
  return <UserForm key={etag} user={data} etag={etag} />
}

export function NewUserPage() {
  return <UserForm />
}

function UserForm({ user, etag }: { user?: User; etag?: string | undefined }) {
  const may = useCan()('users.write')
  const [state, setState] = useState(() => stateOf(user))
  const { people, teams, roles } = useChoices(user)
  const save = useSave(user, etag)
  const issues = save.error instanceof ProblemError ? save.error.problem.issues : undefined
  const set = (part: Partial<UserFormState>) => setState((before) => ({ ...before, ...part }))
  const text = (name: 'username' | 'email' | 'givenName' | 'familyName') => ({
    value: state[name],
    error: fieldError(issues, name),
    disabled: !may,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [name]: event.currentTarget.value }),
  })
  const others = save.error ? otherIssues(issues, fields.split(' ')) : []
  return (
    <Page
      title={user?.name ?? 'New user'}
      above={
        <Anchor component={Link} to="/users" c="dimmed">
          Users
        </Anchor>
      }
      narrow
      actions={user && may && <UserActions user={user} />}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(state)
        }}
      >
        <div role="alert">
          {save.error && !issues?.length && <p className={classes.sub}>{save.error.message}</p>}
          <Issues issues={others} />
        </div>
        <Panel title="Person">
          <div className={classes.grid}>
            <TextInput label="Given name" required {...text('givenName')} />
            <TextInput label="Family name" required {...text('familyName')} />
            <TextInput label="User name" required autoComplete="off" {...text('username')} />
            <TextInput label="E-mail" type="email" {...text('email')} />
            {!user && (
              <PasswordInput
                label="First password"
                description="Left empty, a password is set later"
                autoComplete="new-password"
                value={state.password}
                error={fieldError(issues, 'password')}
                onChange={(event) => set({ password: event.currentTarget.value })}
              />
            )}
            {!user && (
              <Checkbox
                label="Send an invitation by mail"
                description="Its link sets the first password"
                checked={state.invite && state.email !== '' && state.password === ''}
                disabled={state.email === '' || state.password !== ''}
                onChange={(event) => set({ invite: event.currentTarget.checked })}
              />
            )}
          </div>
        </Panel>
        <Panel title="Rights">
          <div className={classes.grid}>
            <MultiSelect
              label="Roles"
              data={roles}
              value={state.roles}
              disabled={!may}
              error={fieldError(issues, 'roles')}
              onChange={(held) => set({ roles: held })}
            />
            <Select
              label="Team"
              data={teams}
              value={state.teamId || null}
              clearable
              disabled={!may}
              error={fieldError(issues, 'teamId')}
              onChange={(teamId) => set({ teamId: teamId ?? '' })}
            />
            <Select
              label="Manager"
              description="Whom approvals of this person’s quotes go to"
              data={people}
              value={state.managerId || null}
              searchable
              clearable
              disabled={!may}
              error={fieldError(issues, 'managerId')}
              onChange={(managerId) => set({ managerId: managerId ?? '' })}
            />
          </div>
        </Panel>
        {user && (
          <Panel title="Sign-in">
            <div className={classes.grid}>
              <Checkbox
                label="Enabled: may sign in"
                checked={state.enabled}
                disabled={!may}
                onChange={(event) => set({ enabled: event.currentTarget.checked })}
              />
              <Checkbox
                label="Account has expired"
                checked={state.expired}
                disabled={!may}
                onChange={(event) => set({ expired: event.currentTarget.checked })}
              />
              <Checkbox
                label="Password has expired"
                checked={state.credentialsExpired}
                disabled={!may}
                onChange={(event) => set({ credentialsExpired: event.currentTarget.checked })}
              />
            </div>
            <Facts
              facts={[
                ['Last sign-in', user.lastLoginAt && <Instant value={user.lastLoginAt} />],
                ['Locked until', user.lockedUntil && <Instant value={user.lockedUntil} />],
                ['Wrong passwords since', user.failedSignIns > 0 ? String(user.failedSignIns) : undefined],
                ['Made', <Instant key="made" value={user.createdAt} />],
              ]}
            />
          </Panel>
        )}
        {may && (
          <div className={classes.buttons}>
            <Button type="submit" loading={save.isPending}>
              {user ? 'Save' : 'Make the user'}
            </Button>
            <Button variant="default" component={Link} to="/users">
              Cancel
            </Button>
          </div>
        )}
      </form>
      {user && may && <FactorsPanel user={user} />}
      {user && may && <SessionsPanel user={user} />}
    </Page>
  )
}

function useSave(user: User | undefined, etag: string | undefined) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (state: UserFormState) => saveUser(user, etag, state),
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: ['users'] })
      toast.done(user ? 'Saved. It holds at once, on open sessions too.' : `${saved.name} is a user now.`)
      if (!user) await navigate({ to: '/users/$id', params: { id: saved.id } })
    },
  })
}

function useChoices(user: User | undefined) {
  const people = useQuery({
    queryKey: ['users', 'choices'],
    queryFn: async ({ signal }) =>
      (await call(listUsers, { query: { limit: 200, enabled: 'true' }, signal })).data.items,
  })
  const teams = useQuery({
    queryKey: ['teams'],
    queryFn: async ({ signal }) => (await call(listTeams, { query: { limit: 200 }, signal })).data.items,
  })
  const roles = useQuery({
    queryKey: ['roles'],
    queryFn: async ({ signal }) => (await call(listRoles, { signal })).data.items,
  })
  return {
    roles: (roles.data ?? []).map(({ code, name }) => ({ value: code, label: name })),
    people: (people.data ?? [])
      .filter(({ id }) => id !== user?.id)
      .map(({ id, name }) => ({ value: id as string, label: name })),
    teams: (teams.data ?? []).map(({ id, name }) => ({ value: id as string, label: name })),
  }
}
