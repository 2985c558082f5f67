import { Alert, Button, PasswordInput, TextInput } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { readMailServer, setMailPassword, testMailServer } from '../../contract/mail-server.ts'
import { call } from '../shell/api.ts'
import { useSession } from '../shell/session.ts'
import { Panel, toast } from '../ui/index.ts'
import classes from './settings.module.css'

/** The password for the mail server, and a mail to try it. */
export function MailServerPanel() {
  const found = useQuery({
    queryKey: ['settings', 'mail-server'],
    queryFn: async ({ signal }) => (await call(readMailServer, { signal })).data,
  })
  const server = found.data
  return (
    <>
      <Panel title="Password">
        <Password isSet={server?.hasPassword === true} />
      </Panel>
      <Panel title="Try it">
        <p className={classes.about}>
          {server?.by === 'settings' && `Mail goes out through ${server.host}, as ${server.from}.`}
          {server?.by === 'environment' &&
            `Mail goes out through ${server.host}, named in the environment, as ${server.from}.`}
          {server?.by === 'none' && 'There is no mail server: mail is written and kept, and does not go out.'}
        </p>
        <Try ready={server !== undefined && server.by !== 'none'} />
      </Panel>
    </>
  )
}

function Password({ isSet }: { isSet: boolean }) {
  const [password, setPassword] = useState('')
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: (next: string | null) => call(setMailPassword, { body: { password: next } }),
    onSuccess: (_, next) => {
      setPassword('')
      toast.done(next === null ? 'The password is forgotten.' : 'The password is kept, sealed.')
      return client.invalidateQueries({ queryKey: ['settings', 'mail-server'] })
    },
    onError: (error) => toast.failed(error),
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(password)
      }}
    >
      <div className={classes.grid}>
        <PasswordInput
          label="Password for the mail server"
          description={isSet ? 'One is set. It is never shown again.' : 'None is set'}
          placeholder={isSet ? '••••••••' : ''}
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </div>
      <div className={classes.actions}>
        <Button type="submit" variant="default" disabled={password === ''} loading={save.isPending}>
          Set the password
        </Button>
        {isSet && (
          <Button variant="subtle" color="red" onClick={() => save.mutate(null)}>
            Forget it
          </Button>
        )}
      </div>
    </form>
  )
}

function Try({ ready }: { ready: boolean }) {
  const { user } = useSession()
  const [to, setTo] = useState(user.email ?? '')
  const test = useMutation({
    mutationFn: async () => (await call(testMailServer, { body: { to } })).data,
  })
  const said = test.error?.message ?? (test.data && !test.data.sent ? test.data.reason : undefined)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        test.mutate()
      }}
    >
      <div className={classes.grid}>
        <TextInput
          label="To"
          type="email"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      <div className={classes.actions}>
        <Button
          type="submit"
          variant="default"
          leftSection={<IconSend size={15} stroke={1.7} />}
          disabled={!ready || to === ''}
          loading={test.isPending}
        >
          Send a test mail
        </Button>
      </div>
      <div role="status">
        {test.data?.sent && <Alert color="pine">The server took it. Look into the mailbox of {to}.</Alert>}
        {said !== undefined && <Alert color="red">{said}</Alert>}
      </div>
    </form>
  )
}
