import { Alert, Anchor, Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { askForReset } from '../../contract/account.ts'
import { call } from '../shell/api.ts'
import { FrontPage } from './front-page.tsx'
import classes from './sign-in-page.module.css'

/** /forgotten: has a link sent that sets a new password. */
export function ForgottenPage() {
  const ask = useMutation({
    mutationFn: (username: string) => call(askForReset, { body: { username } }),
  })
  const back = (
    <Anchor component={Link} to="/sign-in">
      Back to signing in
    </Anchor>
  )
  if (ask.isSuccess)
    return (
      <FrontPage
        title="Look into your mail"
        lead="If there is such an account with a mail address, a link was sent to it. It sets a new password and holds for one hour."
        foot="Nothing arrived? An administrator of your company can set a new password too."
      >
        {back}
      </FrontPage>
    )
  return (
    <FrontPage
      title="Forgotten your password?"
      lead="Say who you are, and a link will be sent to your mail address."
    >
      <form
        className={classes.fields}
        onSubmit={(event) => {
          event.preventDefault()
          ask.mutate(String(new FormData(event.currentTarget).get('username')))
        }}
      >
        {ask.error && (
          <Alert color="red" role="alert">
            {ask.error.message}
          </Alert>
        )}
        <TextInput
          name="username"
          label="User name or mail address"
          size="md"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          autoFocus
        />
        <Button type="submit" size="md" fullWidth loading={ask.isPending} mt={6}>
          Send the link
        </Button>
        {back}
      </form>
    </FrontPage>
  )
}
