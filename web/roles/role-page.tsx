import { Anchor, Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Permission, Reach } from '../../contract/permissions.ts'
import { changeRole, createRole, deleteRole, listRoles, type RoleGrants } from '../../contract/roles.ts'
import { call, ProblemError } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useCan } from '../shell/session.ts'
import { fieldError, Issues, otherIssues, Page, Panel, toast } from '../ui/index.ts'
import { areas } from './areas.ts'
import classes from './roles.module.css'

const one = getRouteApi('/inside/roles/$code')
const fresh = getRouteApi('/inside/roles/new')
type Fields = { code: string; name: string; description: string; grants: Partial<Record<Permission, Reach>> }

/** /roles/$code: what a role allows. Built-in ones are looked at, and copied. */
export function RolePage() {
  const { code } = one.useParams()
  const roles = useRoles()
  if (roles.error) return <Failed error={roles.error} onRetry={() => void roles.refetch()} />
  if (!roles.data) return <PageLoading />
  const role = roles.data.find((each) => each.code === code)
  if (!role)
    return <Failed error={new Error(`There is no role "${code}".`)} onRetry={() => void roles.refetch()} />
  return <RoleForm key={`${role.code} ${role.version}`} role={role} />
}

/** /roles/new: an own role, from nothing or from another one. */
export function NewRolePage() {
  const { from } = fresh.useSearch()
  const roles = useRoles()
  if (!roles.data) return <PageLoading />
  return <RoleForm from={roles.data.find((each) => each.code === from)} />
}

function useRoles() {
  return useQuery({
    queryKey: ['roles'],
    queryFn: async ({ signal }) => (await call(listRoles, { signal })).data.items,
  })
}

function RoleForm({ role, from }: { role?: RoleGrants; from?: RoleGrants | undefined }) {
  const may = useCan()('roles.write') && !role?.builtIn
  const mayMake = useCan()('roles.write')
  const [state, setState] = useState<Fields>({
    code: role?.code ?? '',
    name: role?.name ?? (from ? `${from.name} of our own` : ''),
    description: role?.description ?? '',
    grants: (role ?? from)?.grants ?? {},
  })
  const set = (part: Partial<Fields>) => setState((before) => ({ ...before, ...part }))
  const { save, remove } = useChanges(role)
  const issues = save.error instanceof ProblemError ? save.error.problem.issues : undefined
  const failure = save.error ?? remove.error
  return (
    <Page
      title={role?.name ?? 'New role'}
      narrow
      above={
        <Anchor component={Link} to="/roles" c="dimmed">
          Who may do what
        </Anchor>
      }
      below={role?.builtIn ? 'Comes with the program. To change it, make a copy.' : undefined}
      actions={
        role &&
        mayMake && (
          <Button
            variant="default"
            component={Link}
            to={`/roles/new?from=${role.code}`}
            leftSection={<IconCopy size={16} stroke={1.7} />}
          >
            Copy
          </Button>
        )
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(state)
        }}
      >
        <div role="alert">
          {failure && !issues?.length && <p className={classes.sub}>{failure.message}</p>}
          <Issues issues={otherIssues(issues, ['code', 'name', 'description'])} />
        </div>
        <Panel title="Role">
          <div className={classes.grid}>
            <TextInput
              label="Name"
              required
              disabled={!may}
              value={state.name}
              error={fieldError(issues, 'name')}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            {!role && (
              <TextInput
                label="Code"
                description="Small letters and dashes; stays as it is"
                required
                value={state.code}
                error={fieldError(issues, 'code')}
                onChange={(event) => set({ code: event.currentTarget.value })}
              />
            )}
            <Textarea
              className={classes.wide ?? ''}
              label="Whom it is for"
              autosize
              minRows={1}
              disabled={!may}
              value={state.description}
              error={fieldError(issues, 'description')}
              onChange={(event) => set({ description: event.currentTarget.value })}
            />
          </div>
        </Panel>
        {areas.map(({ area, rights }) => (
          <Panel key={area} title={area}>
            <div className={classes.rights}>
              {rights.map(({ permission, words }) => (
                <div className={classes.right} key={permission}>
                  <div>
                    {words}
                    <span className={classes.sub}>{permission}</span>
                  </div>
                  <NativeSelect
                    aria-label={`${words}: how far`}
                    w={120}
                    disabled={!may}
                    value={state.grants[permission] ?? ''}
                    onChange={(event) =>
                      set({ grants: withReach(state.grants, permission, event.currentTarget.value) })
                    }
                    data={[
                      { value: '', label: 'no' },
                      { value: 'own', label: 'own' },
                      { value: 'team', label: 'team' },
                      { value: 'unit', label: 'unit' },
                      { value: 'all', label: 'all' },
                    ]}
                  />
                </div>
              ))}
            </div>
          </Panel>
        ))}
        {may && (
          <div className={classes.buttons}>
            <Button type="submit" loading={save.isPending}>
              {role ? 'Save' : 'Make the role'}
            </Button>
            <Button variant="default" component={Link} to="/roles">
              Cancel
            </Button>
            {role && (
              <Button
                variant="subtle"
                color="red"
                loading={remove.isPending}
                disabled={role.people > 0}
                title={role.people > 0 ? `${role.people} people have it` : undefined}
                leftSection={<IconTrash size={16} stroke={1.7} />}
                onClick={() => remove.mutate()}
              >
                Delete
              </Button>
            )}
          </div>
        )}
      </form>
    </Page>
  )
}

function withReach(grants: Fields['grants'], permission: Permission, reach: string): Fields['grants'] {
  const { [permission]: _, ...others } = grants
  return reach === '' ? others : { ...others, [permission]: reach as Reach } // one of the choices
}

function useChanges(role: RoleGrants | undefined) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const done = async (words: string) => {
    await client.invalidateQueries({ queryKey: ['roles'] })
    toast.done(words)
  }
  const save = useMutation({
    mutationFn: async ({ code, name, description, grants }: Fields) => {
      const fields = { name, grants, ...(description && { description }) }
      if (!role) return (await call(createRole, { body: { code, ...fields } })).data
      return (await call(changeRole, { params: { code: role.code }, body: fields, ifMatch: role.version }))
        .data
    },
    onSuccess: async (saved) => {
      await done(
        role ? 'Saved. It holds at once, for everybody who has the role.' : `${saved.name} can be given now.`,
      )
      if (!role) await navigate({ to: '/roles/$code', params: { code: saved.code } })
    },
  })
  const remove = useMutation({
    mutationFn: () => call(deleteRole, { params: { code: role?.code ?? '' } }),
    onSuccess: async () => {
      await navigate({ to: '/roles' })
      await done('The role is gone.')
    },
  })
  return { save, remove }
}
