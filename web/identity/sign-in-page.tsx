import { Alert, Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useRef } from 'react'
import { startSession } from '../../contract/sign-in.ts'
import { call } from '../shell/api.ts'
import { Mark } from '../shell/mark.tsx'
import { useKeepSession } from '../shell/session.ts'
import { useDocumentTitle } from '../ui/index.ts'
import { PriceStair } from './price-stair.tsx'
import classes from './sign-in-page.module.css'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  useDocumentTitle('Sign in')
  return (
    <main className={classes.page}>
      <div className={classes.side}>
        <div className={classes.brand}>
          <Mark size={30} />
          <span>Quoin</span>
        </div>
        <div className={classes.form}>
          <h1 className={classes.title}>Sign in</h1>
          <p className={classes.lead}>Configure, price and quote.</p>
          <SignInForm />
        </div>
        <p className={classes.foot}>
          Forgotten your password? An administrator of your company can set a new one.
        </p>
      </div>
      <div className={classes.picture} aria-hidden="true">
        <PriceStair />
      </div>
    </main>
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
