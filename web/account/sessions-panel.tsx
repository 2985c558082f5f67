import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconDeviceLaptop, IconLogout, IconTerminal2 } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  endOtherSessions,
  endOwnSession,
  endSessionOf,
  endSessionsOf,
  listOwnSessions,
  listSessionsOf,
  type OpenSession,
} from '../../contract/sessions.ts'
import type { User } from '../../contract/users.ts'
import { call } from '../shell/api.ts'
import { Instant, Panel, Tag, toast } from '../ui/index.ts'
import classes from './account.module.css'
import { deviceOf } from './device.ts'

/** Where somebody is signed in, and the way out of each place: one's own, or those of `user`. */
export function SessionsPanel({ user }: { user?: User }) {
  const { sessions, end } = useSessions(user)
  const items = sessions.data ?? []
  const others = items.filter(({ current }) => !current)
  return (
    <Panel
      title="Signed in at"
      aside={
        others.length > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            loading={end.isPending}
            onClick={() => end.mutate('all')}
          >
            {user ? 'End all' : 'End all others'}
          </Button>
        )
      }
    >
      {sessions.error && <p className={classes.quiet}>{sessions.error.message}</p>}
      {sessions.data && items.length === 0 && <p className={classes.quiet}>Nowhere at the moment.</p>}
      <ul className={classes.list}>
        {items.map((session) => (
          <SessionItem key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
        ))}
      </ul>
    </Panel>
  )
}

function SessionItem({ session, onEnd }: { session: OpenSession; onEnd: () => void }) {
  const Icon = session.kind === 'browser' ? IconDeviceLaptop : IconTerminal2
  const device =
    session.kind === 'browser' ? deviceOf(session.userAgent) : `Token of ${deviceOf(session.userAgent)}`
  return (
    <li className={classes.item}>
      <Icon size={20} stroke={1.5} aria-hidden className={classes.icon} />
      <span className={classes.words}>
        <span>
          {device} {session.current && <Tag tone="accent">This one</Tag>}
        </span>
        <span className={classes.quiet}>
          {session.address ?? 'Unknown place'} · last used <Instant value={session.lastSeenAt} ago /> · since{' '}
          <Instant value={session.startedAt} />
        </span>
      </span>
      {!session.current && (
        <Tooltip label="End this session">
          <ActionIcon
            aria-label={`End the session: ${device}, ${session.address ?? 'unknown place'}`}
            onClick={onEnd}
          >
            <IconLogout size={17} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  )
}

function useSessions(user: User | undefined) {
  const client = useQueryClient()
  const key = ['sessions', user?.id ?? 'own']
  const sessions = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      user
        ? (await call(listSessionsOf, { params: { id: user.id }, signal })).data.items
        : (await call(listOwnSessions, { signal })).data.items,
  })
  const end = useMutation({
    mutationFn: async (which: OpenSession['id'] | 'all') => {
      if (user && which === 'all') await call(endSessionsOf, { params: { id: user.id } })
      else if (user && which !== 'all') await call(endSessionOf, { params: { id: user.id, session: which } })
      else if (which === 'all') await call(endOtherSessions)
      else await call(endOwnSession, { params: { session: which } })
    },
    onSuccess: (_, which) => {
      toast.done(which === 'all' ? 'They are signed out there.' : 'Signed out there.')
      return client.invalidateQueries({ queryKey: key })
    },
    onError: (error) => toast.failed(error),
  })
  return { sessions, end }
}
