import { Alert, Anchor, Button, TextInput } from '@mantine/core'
import { startAuthentication } from '@simplewebauthn/browser'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { finishSignIn } from '../../contract/second-factor.ts'
import type { Session } from '../../contract/sign-in.ts'
import { call, ProblemError } from '../shell/api.ts'
import classes from './sign-in-page.module.css'

/** What the sign-in waits for: the details of its refusal. */
export type Waiting = { ticket: string; methods: string[]; passkey?: object }

export function waitingOf(error: unknown): Waiting | undefined {
  if (!(error instanceof ProblemError) || error.code !== 'auth.second-factor') return undefined
  return error.problem.details as Waiting // as the server says it with this code
}

/** The second step of signing in: a passkey, a code of the app, or a recovery code. */
export function SecondStep({
  waiting,
  onSignedIn,
  onBack,
}: {
  waiting: Waiting
  onSignedIn: (session: Session) => void
  onBack: () => void
}) {
  const [recovering, setRecovering] = useState(!waiting.methods.includes('totp') && !waiting.passkey)
  const finish = useMutation({
    mutationFn: async (given: { code: string } | 'passkey') => {
      const { ticket } = waiting
      if (given !== 'passkey') return (await call(finishSignIn, { body: { ticket, code: given.code } })).data
      const options = { optionsJSON: waiting.passkey } as unknown as Parameters<typeof startAuthentication>[0]
      const passkey = { ...(await startAuthentication(options)) }
      return (await call(finishSignIn, { body: { ticket, passkey } })).data
    },
    onSuccess: onSignedIn,
  })
  const ended = finish.error instanceof ProblemError && finish.error.code === 'auth.ticket-ended'
  const typed = waiting.methods.includes('totp') || recovering
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault()
        finish.mutate({ code: String(new FormData(event.currentTarget).get('code')) })
      }}
    >
      {finish.error && (
        <Alert color="red" role="alert" id="second-error">
          {finish.error.message}
        </Alert>
      )}
      {waiting.passkey && !ended && (
        <Button
          size="md"
          fullWidth
          variant={typed ? 'default' : 'filled'}
          leftSection={<IconFingerprint size={18} stroke={1.7} />}
          loading={finish.isPending}
          onClick={() => finish.mutate('passkey')}
        >
          Use a passkey
        </Button>
      )}
      {typed && !ended && (
        <>
          <TextInput
            key={String(recovering)}
            name="code"
            label={recovering ? 'Recovery code' : 'Code of your authenticator app'}
            size="md"
            inputMode={recovering ? 'text' : 'numeric'}
            autoComplete="one-time-code"
            required
            withAsterisk={false}
            autoFocus
            aria-describedby={finish.error ? 'second-error' : undefined}
          />
          <Button type="submit" size="md" fullWidth loading={finish.isPending}>
            Sign in
          </Button>
        </>
      )}
      {!ended && (
        <Anchor component="button" type="button" size="sm" onClick={() => setRecovering(!recovering)}>
          {recovering ? 'Use the usual way' : 'Lost it? Use a recovery code'}
        </Anchor>
      )}
      <Anchor component="button" type="button" size="sm" onClick={onBack}>
        Sign in as somebody else
      </Anchor>
    </form>
  )
}
