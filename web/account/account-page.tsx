import { Anchor, Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Account, changeAccount, readAccount } from '../../contract/account.ts'
import { call, ProblemError } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { PasswordDialog } from '../shell/password-dialog.tsx'
import { roleName } from '../shell/role-names.ts'
import { Facts, fieldError, Instant, Page, Panel, toast } from '../ui/index.ts'
import classes from './account.module.css'
import { EmailPanel } from './email-panel.tsx'
import { KeysPanel } from './keys-panel.tsx'
import { SecondFactorPanel } from './second-factor-panel.tsx'
import { SessionsPanel } from './sessions-panel.tsx'

export const accountKey = ['account']

/** /account: who one is here, how one comes in, and where one is signed in. */
export function AccountPage() {
  const found = useQuery({
    queryKey: accountKey,
    queryFn: async ({ signal }) => call(readAccount, { signal }),
  })
  if (found.error) return <Failed error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageLoading />
  const { data: account, etag } = found.data
  return (
    <Page title="Your account" narrow>
      <NamePanel key={etag} account={account} etag={etag} />
      <EmailPanel account={account} />
      {account.hasPassword && <PasswordPanel account={account} />}
      <SecondFactorPanel account={account} />
      <SessionsPanel />
      <KeysPanel />
    </Page>
  )
}

function NamePanel({ account, etag }: { account: Account; etag: string | undefined }) {
  const [givenName, setGivenName] = useState(account.givenName)
  const [familyName, setFamilyName] = useState(account.familyName)
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: () =>
      call(changeAccount, { body: { givenName, familyName }, ifMatch: etag ?? account.version }),
    onSuccess: async () => {
      toast.done('Saved.')
      await client.invalidateQueries({ queryKey: accountKey })
      await client.invalidateQueries({ queryKey: ['session'] })
    },
    onError: (error) => {
      if (!(error instanceof ProblemError) || !error.problem.issues?.length) toast.failed(error)
    },
  })
  const issues = save.error instanceof ProblemError ? save.error.problem.issues : undefined
  const changed = givenName !== account.givenName || familyName !== account.familyName
  return (
    <Panel title="You">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <div className={classes.grid}>
          <TextInput
            label="Given name"
            autoComplete="given-name"
            required
            value={givenName}
            error={fieldError(issues, 'givenName')}
            onChange={(event) => setGivenName(event.currentTarget.value)}
          />
          <TextInput
            label="Family name"
            autoComplete="family-name"
            required
            value={familyName}
            error={fieldError(issues, 'familyName')}
            onChange={(event) => setFamilyName(event.currentTarget.value)}
          />
        </div>
        {changed && (
          <div className={classes.buttons}>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </div>
        )}
      </form>
      <div style={{ marginTop: 18 }}>
        <Facts
          facts={[
            ['User name', account.username],
            ['Roles', account.roles.map((role) => roleName(role)).join(', ') || 'None'],
            ['Team', account.teamName],
            ['Manager', account.managerName],
            ['Last sign-in', account.lastLoginAt && <Instant key="last" value={account.lastLoginAt} />],
          ]}
        />
      </div>
      <p className={classes.quiet} style={{ marginTop: 12 }}>
        When you are away,{' '}
        <Anchor component={Link} to="/approvals/away" size="sm">
          name a deputy
        </Anchor>{' '}
        who decides on approvals for you.
      </p>
    </Panel>
  )
}

function PasswordPanel({ account }: { account: Account }) {
  const [open, setOpen] = useState(false)
  return (
    <Panel title="Password">
      <div className={classes.row}>
        <span className={classes.quiet}>Changing it ends your sessions everywhere else.</span>
        <Button variant="default" onClick={() => setOpen(true)}>
          Change password
        </Button>
      </div>
      <PasswordDialog username={account.username} open={open} onClose={() => setOpen(false)} />
    </Panel>
  )
}
