import { Alert, Button, Divider } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { listSignInWays } from '../../contract/single-sign-on.ts'
import { call } from '../shell/api.ts'

const reasons: Record<string, string> = {
  unknown: 'There is no account for you here. Ask your administrator for one.',
  taken: 'Your name or mail address belongs to another account here. Ask your administrator to look into it.',
  closed: 'Your account here is closed. Ask your administrator to open it again.',
  cancelled: 'You did not sign in with your company. Try again, or use your password.',
  ended: 'This took too long, or was begun in another window. Try again.',
  failed:
    'The sign-in with your company could not be completed. If it happens again, tell your administrator.',
}

/** Buttons for the identity providers of the company, and why the way through one of them failed. */
export function SignInWays({ next, refused }: { next: string | undefined; refused: string | undefined }) {
  const ways = useQuery({
    queryKey: ['sign-in-ways'],
    queryFn: async ({ signal }) => (await call(listSignInWays, { signal })).data.items,
  })
  const reason = refused === undefined ? undefined : reasons[refused]
  if (!ways.data?.length && !reason) return null
  return (
    <div style={{ display: 'grid', gap: 10, marginBottom: 14 }}>
      {reason && (
        <Alert color="red" role="alert">
          {reason}
        </Alert>
      )}
      {ways.data?.map(({ code, name }) => (
        <Button
          key={code}
          component="a"
          href={`/sso/${code}/start${next ? `?next=${encodeURIComponent(next)}` : ''}`}
          variant="default"
          size="md"
          fullWidth
        >
          Sign in with {name}
        </Button>
      ))}
      {ways.data && ways.data.length > 0 && <Divider label="or" />}
    </div>
  )
}
