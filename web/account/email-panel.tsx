import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Account, askForEmail, withdrawEmail } from '../../contract/account.ts'
import { call, ProblemError } from '../shell/api.ts'
import { fieldError, Panel, toast } from '../ui/index.ts'
import classes from './account.module.css'

/** The mail address: another one holds once it was confirmed there. */
export function EmailPanel({ account }: { account: Account }) {
  const [changing, setChanging] = useState(false)
  const client = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () => call(withdrawEmail),
    onSuccess: () => client.invalidateQueries({ queryKey: ['account'] }),
    onError: (error) => toast.failed(error),
  })
  return (
    <Panel title="Mail address">
      <div className={classes.row}>
        <span className={classes.words}>
          <span>{account.email ?? 'None: nothing can be sent to you.'}</span>
          {account.pendingEmail && (
            <span className={classes.quiet}>
              {account.pendingEmail} waits to be confirmed: open the link in the mail that was sent there.
            </span>
          )}
        </span>
        {account.pendingEmail && (
          <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            Keep the old one
          </Button>
        )}
        {!changing && (
          <Button variant="default" onClick={() => setChanging(true)}>
            {account.email ? 'Change address' : 'Add an address'}
          </Button>
        )}
      </div>
      {changing && <EmailForm account={account} onDone={() => setChanging(false)} />}
    </Panel>
  )
}

function EmailForm({ account, onDone }: { account: Account; onDone: () => void }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const client = useQueryClient()
  const ask = useMutation({
    mutationFn: () =>
      call(askForEmail, { body: { email, ...(account.hasPassword && { currentPassword: password }) } }),
    onSuccess: async () => {
      toast.done(`A link was sent to ${email}. The address holds once you open it.`)
      await client.invalidateQueries({ queryKey: ['account'] })
      onDone()
    },
  })
  const problem = ask.error instanceof ProblemError ? ask.error : undefined
  const wrong = problem?.code === 'auth.wrong-credentials' ? 'This is not your password.' : undefined
  return (
    <form
      noValidate
      style={{ marginTop: 16 }}
      onSubmit={(event) => {
        event.preventDefault()
        ask.mutate()
      }}
    >
      <div className={classes.grid}>
        <TextInput
          label="New address"
          type="email"
          autoComplete="email"
          required
          value={email}
          error={fieldError(problem?.problem.issues, 'email') ?? (wrong ? undefined : ask.error?.message)}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        {account.hasPassword && (
          <PasswordInput
            label="Your password"
            autoComplete="current-password"
            required
            value={password}
            error={wrong}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        )}
      </div>
      <div className={classes.buttons}>
        <Button type="submit" loading={ask.isPending}>
          Send the link
        </Button>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
