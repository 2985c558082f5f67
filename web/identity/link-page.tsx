import { Alert, Anchor, Button, PasswordInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { confirmEmail, lookAtLink, setPasswordByLink } from '../../contract/account.ts'
import type { Output } from '../../contract/http.ts'
import { call } from '../shell/api.ts'
import { FrontPage } from './front-page.tsx'
import classes from './sign-in-page.module.css'

type Looked = Output<typeof lookAtLink>

/** /link#secret: where the links of mails lead. What stands behind the "#" never reaches a server's log. */
export function LinkPage() {
  const [token] = useState(() => window.location.hash.slice(1))
  const look = useQuery({
    queryKey: ['account-link', token],
    queryFn: async () => (await call(lookAtLink, { body: { token } })).data,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (look.error)
    return (
      <FrontPage title="This link does not work" lead={look.error.message}>
        <Anchor component={Link} to="/forgotten">
          Have another link sent
        </Anchor>
      </FrontPage>
    )
  if (!look.data)
    return (
      <FrontPage title="One moment" lead="Looking at your link.">
        {null}
      </FrontPage>
    )
  return look.data.kind === 'email' ? (
    <ConfirmEmail token={token} link={look.data} />
  ) : (
    <SetPassword token={token} link={look.data} />
  )
}

function SetPassword({ token, link }: { token: string; link: Looked }) {
  const set = useMutation({
    mutationFn: (password: string) => call(setPasswordByLink, { body: { token, password } }),
  })
  if (set.isSuccess) return <Done title="Your password is set" name={link.username} />
  return (
    <FrontPage
      title={link.kind === 'invitation' ? `Welcome, ${link.name}` : 'A new password'}
      lead={`Choose a password for your account "${link.username}" at ${link.company}.`}
    >
      <form
        className={classes.fields}
        onSubmit={(event) => {
          event.preventDefault()
          set.mutate(String(new FormData(event.currentTarget).get('password')))
        }}
      >
        {set.error && (
          <Alert color="red" role="alert" id="link-error">
            {set.error.message}
          </Alert>
        )}
        <input type="hidden" name="username" autoComplete="username" value={link.username} readOnly />
        <PasswordInput
          name="password"
          label="Password"
          description={`At least ${link.passwordMinimumLength} characters; a sentence is easiest to remember`}
          size="md"
          autoComplete="new-password"
          required
          withAsterisk={false}
          autoFocus
          aria-describedby={set.error ? 'link-error' : undefined}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password', tabIndex: 0 }}
        />
        <Button type="submit" size="md" fullWidth loading={set.isPending} mt={6}>
          Set the password
        </Button>
      </form>
    </FrontPage>
  )
}

/** Confirmed by a press, not by opening: programs that scan mail open every link. */
function ConfirmEmail({ token, link }: { token: string; link: Looked }) {
  const confirm = useMutation({ mutationFn: () => call(confirmEmail, { body: { token } }) })
  if (confirm.isSuccess) return <Done title="The address is confirmed" name={link.username} />
  return (
    <FrontPage
      title="Confirm your address"
      lead={`Mail for "${link.username}" at ${link.company} will go to ${link.email}.`}
    >
      {confirm.error && (
        <Alert color="red" role="alert" mb="md">
          {confirm.error.message}
        </Alert>
      )}
      <Button size="md" fullWidth loading={confirm.isPending} onClick={() => confirm.mutate()} autoFocus>
        Confirm this address
      </Button>
    </FrontPage>
  )
}

function Done({ title, name }: { title: string; name: string }) {
  return (
    <FrontPage title={title} lead={`You can sign in as "${name}" now.`}>
      <Button size="md" fullWidth component={Link} to="/sign-in" autoFocus>
        Sign in
      </Button>
    </FrontPage>
  )
}
