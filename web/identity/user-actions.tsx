import { Button } from '@mantine/core'
import { IconLockOpen, IconMailForward, IconUserShield } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { inviteUser } from '../../contract/account.ts'
import { type User, unlockUser } from '../../contract/users.ts'
import { call } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'
import { toast } from '../ui/index.ts'
import { ResetPassword } from './reset-password.tsx'

/** What an administrator does for somebody: let them in the first time, again, or anew. */
export function UserActions({ user }: { user: User }) {
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: (what: 'invite' | 'unlock') =>
      what === 'invite'
        ? call(inviteUser, { params: { id: user.id } })
        : call(unlockUser, { params: { id: user.id } }),
    onSuccess: (_, what) => {
      toast.done(what === 'invite' ? `A link was sent to ${user.email}.` : 'The lock is lifted.')
      return client.invalidateQueries({ queryKey: ['users'] })
    },
    onError: (error) => toast.failed(error),
  })
  const mayErase = useCan()('persons.erase')
  const locked = isLocked(user)
  return (
    <>
      {locked && (
        <Button
          variant="default"
          leftSection={<IconLockOpen size={15} stroke={1.7} />}
          onClick={() => act.mutate('unlock')}
        >
          Lift the lock
        </Button>
      )}
      {user.email && user.enabled && !user.expired && (
        <Button
          variant="default"
          leftSection={<IconMailForward size={15} stroke={1.7} />}
          loading={act.isPending}
          onClick={() => act.mutate('invite')}
        >
          {user.lastLoginAt ? 'Mail a new password link' : 'Invite by mail'}
        </Button>
      )}
      {mayErase && (
        <Button
          variant="default"
          component={Link}
          to={`/persons/${user.id}`}
          leftSection={<IconUserShield size={15} stroke={1.7} />}
        >
          Personal data
        </Button>
      )}
      <ResetPassword user={user} />
    </>
  )
}

const isLocked = ({ lockedUntil }: User) => lockedUntil !== undefined && Date.parse(lockedUntil) > Date.now()
