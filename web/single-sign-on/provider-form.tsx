import {
  Button,
  Checkbox,
  MultiSelect,
  PasswordInput,
  SegmentedControl,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import {
  changeProvider,
  createProvider,
  deleteProvider,
  type Provider,
} from '../../contract/single-sign-on.ts'
import { call, ProblemError } from '../shell/api.ts'
import { Facts, fieldError, Page, Panel, toast } from '../ui/index.ts'
import { type ProviderFormState, requestOf, stateOf } from './form-state.ts'
import { RolesField } from './roles-field.tsx'
import classes from './single-sign-on.module.css'
import { useRoles } from './use-roles.ts'

type ProviderFormProps = { provider: Provider | undefined; onDone: () => Promise<void>; onCancel: () => void }

/** One identity provider: how it is reached, and how who it sends becomes a user. */
export function ProviderForm({ provider, onDone, onCancel }: ProviderFormProps) {
  const roles = useRoles()
  const [state, setState] = useState(() => stateOf(provider))
  const set = (part: Partial<ProviderFormState>) => setState((before) => ({ ...before, ...part }))
  const save = useMutation({
    mutationFn: async () => {
      const body = requestOf(state, provider)
      if (provider)
        await call(changeProvider, { params: { id: provider.id }, body, ifMatch: provider.version })
      else await call(createProvider, { body })
    },
    onSuccess: async () => {
      toast.done('Saved.')
      await onDone()
    },
  })
  const remove = useMutation({
    mutationFn: (id: Provider['id']) => call(deleteProvider, { params: { id } }),
    onSuccess: onDone,
    onError: (error) => toast.failed(error),
  })
  const issues = save.error instanceof ProblemError ? save.error.problem.issues : undefined
  const error = (path: string) => fieldError(issues, path)
  const text = (
    name: 'code' | 'name' | 'issuer' | 'clientId' | 'entryPoint' | 'idpIssuer' | 'groups',
    path: string = name,
  ) => ({
    value: state[name],
    error: error(path),
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [name]: event.currentTarget.value }),
  })
  return (
    <Page title={provider?.name ?? 'Add a provider'} narrow>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <div role="alert">
          {save.error && !issues?.length && <p className={classes.wrong}>{save.error.message}</p>}
        </div>
        <Panel title="The provider">
          <div className={classes.grid}>
            {!provider && (
              <SegmentedControl
                className={classes.wide}
                aria-label="Kind"
                value={state.kind}
                onChange={(kind) => set({ kind: kind as ProviderFormState['kind'] })}
                data={[
                  { value: 'oidc', label: 'OpenID Connect' },
                  { value: 'saml', label: 'SAML 2.0' },
                ]}
              />
            )}
            <TextInput
              label="Name"
              description="On the button of the sign-in page"
              required
              {...text('name')}
            />
            <TextInput
              label="Code"
              description="Part of the addresses below, such as “company”"
              required
              {...text('code')}
            />
            {state.kind === 'oidc' ? (
              <>
                <TextInput
                  label="Issuer"
                  description="Its address, as in its discovery document"
                  required
                  {...text('issuer', 'settings.issuer')}
                />
                <TextInput
                  label="Client id"
                  description="As the provider names this program"
                  required
                  {...text('clientId', 'settings.clientId')}
                />
                <PasswordInput
                  label="Client secret"
                  description={provider?.hasSecret ? 'Left empty, the present one stays' : 'Kept sealed'}
                  autoComplete="off"
                  value={state.clientSecret}
                  onChange={(event) => set({ clientSecret: event.currentTarget.value })}
                />
              </>
            ) : (
              <>
                <TextInput
                  label="Sign-in address"
                  description="Where people are sent (HTTP-Redirect)"
                  required
                  {...text('entryPoint', 'settings.entryPoint')}
                />
                <TextInput
                  label="Entity id"
                  description="How the provider names itself"
                  required
                  {...text('idpIssuer', 'settings.idpIssuer')}
                />
                <Textarea
                  className={classes.wide}
                  label="Certificate"
                  description="What it signs with, in PEM; two while they change"
                  required
                  autosize
                  minRows={4}
                  maxRows={10}
                  value={state.certificate}
                  error={error('settings.certificates') ?? error('settings.certificates.0')}
                  onChange={(event) => set({ certificate: event.currentTarget.value })}
                />
              </>
            )}
            <Checkbox
              className={classes.wide}
              label="On: offered at the sign-in"
              checked={state.enabled}
              onChange={(event) => set({ enabled: event.currentTarget.checked })}
            />
          </div>
        </Panel>
        {state.code && (
          <Panel title="What the provider has to know">
            <Facts
              facts={[
                [
                  state.kind === 'oidc' ? 'Redirect address' : 'Assertion consumer address',
                  `${window.location.origin}/sso/${state.code}/${state.kind === 'oidc' ? 'callback' : 'acs'}`,
                ],
                [
                  'Metadata and entity id',
                  state.kind === 'saml' && `${window.location.origin}/sso/${state.code}/metadata`,
                ],
              ].filter((fact): fact is [string, string] => typeof fact[1] === 'string')}
            />
          </Panel>
        )}
        <Panel title="Who comes from there">
          <div className={classes.grid}>
            <Checkbox
              className={classes.wide}
              label="Make a user of who is new"
              checked={state.createUsers}
              onChange={(event) => set({ createUsers: event.currentTarget.checked })}
            />
            <Checkbox
              className={classes.wide}
              label="Take over the account here that has their mail address"
              description="Only for a provider of your own, which verifies the addresses it names"
              checked={state.linkByEmail}
              onChange={(event) => set({ linkByEmail: event.currentTarget.checked })}
            />
            <MultiSelect
              className={classes.wide}
              label="Roles everybody from there has"
              data={roles}
              value={state.defaultRoles}
              onChange={(defaultRoles) => set({ defaultRoles })}
            />
            <TextInput
              label="Claim with groups"
              description="Such as “groups”; its values give the roles below"
              {...text('groups', 'mapping.groups')}
            />
            <RolesField value={state.roles} onChange={(roles) => set({ roles })} />
          </div>
        </Panel>
        <div className={classes.buttons}>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          {provider && (
            <Button
              variant="subtle"
              color="red"
              ml="auto"
              loading={remove.isPending}
              onClick={() => remove.mutate(provider.id)}
            >
              Remove the provider
            </Button>
          )}
        </div>
      </form>
    </Page>
  )
}
