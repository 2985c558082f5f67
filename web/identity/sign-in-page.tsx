import { Alert, Anchor, Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useRef } from 'react'
import { startSession } from '../../contract/sign-in.ts'
import { call, ProblemError } from '../shell/api.ts'
import { useKeepSession } from '../shell/session.ts'
import { FrontPage } from './front-page.tsx'
import { SecondStep, waitingOf } from './second-step.tsx'
import classes from './sign-in-page.module.css'
import { SignInWays } from './sign-in-ways.tsx'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { next, refused } = route.useSearch()
  return (
    <FrontPage
      title="Sign in"
      lead="Configure, price and quote."
      foot={
        <Anchor component={Link} to="/forgotten" size="sm">
          Forgotten your password?
        </Anchor>
      }
    >
      <SignInWays next={next} refused={refused} />
      <SignInForm />
    </FrontPage>
  )
}

function SignInForm() {
  const { next } = route.useSearch()
  const router = useRouter()
  const keepSession = useKeepSession()
  const password = useRef<HTMLInputElement>(null)
  // The fields keep their own text: password managers fill them without telling anybody.
  const signIn = useMutation({
    mutationFn: async (form: FormData) => {
      const body = { username: String(form.get('username')), password: String(form.get('password')) }
      return (await call(startSession, { body })).data
    },
    onSuccess: (session) => {
      keepSession(session)
      router.history.replace(next ?? '/')
    },
    onError: () => password.current?.select(),
  })
  const waiting = waitingOf(signIn.error)
  if (waiting)
    return (
      <SecondStep
        waiting={waiting}
        onBack={() => signIn.reset()}
        onSignedIn={(session) => {
          keepSession(session)
          router.history.replace(next ?? '/')
        }}
      />
    )
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault()
        signIn.mutate(new FormData(event.currentTarget))
      }}
    >
      {next && !signIn.error && <p className={classes.note}>Sign in to go on where you were.</p>}
      {signIn.error && (
        <Alert color="red" role="alert" id="sign-in-error">
          {signIn.error.message}
          {signIn.error instanceof ProblemError && signIn.error.code === 'auth.password-expired' && (
            <>
              {' '}
              <Anchor component={Link} to="/forgotten" size="sm">
                Have a link sent
              </Anchor>
            </>
          )}
        </Alert>
      )}
      <TextInput
        name="username"
        label="User name"
        size="md"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        required
        withAsterisk={false}
        autoFocus
        aria-describedby={signIn.error ? 'sign-in-error' : undefined}
      />
      <PasswordInput
        ref={password}
        name="password"
        label="Password"
        size="md"
        autoComplete="current-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password', tabIndex: 0 }}
      />
      <Button type="submit" size="md" fullWidth loading={signIn.isPending} mt={6}>
        Sign in
      </Button>
    </form>
  )
}
