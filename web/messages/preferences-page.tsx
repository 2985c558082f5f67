import { Anchor, NativeSelect, Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  allNotificationKinds,
  getPreferences,
  type NotificationKind,
  notificationKinds,
  type Preference,
  type Preferences,
  putPreferences,
} from '../../contract/messages.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useSession } from '../shell/session.ts'
import { Page, Panel, toast } from '../ui/index.ts'
import classes from './messages.module.css'

const key = ['notifications', 'preferences']
const timings = [
  { value: 'AT_ONCE', label: 'At once' },
  { value: 'DAILY', label: 'In the daily mail' },
  { value: 'NEVER', label: 'No mail' },
]

/** How the person wants to be told, for each kind; what is chosen is saved as it is chosen. */
export function PreferencesPage() {
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await call(getPreferences, { signal })).data,
  })
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <PageLoading />
  return <PreferencesForm preferences={query.data} />
}

function PreferencesForm({ preferences }: { preferences: Preferences }) {
  const { user, company } = useSession()
  const save = useSave()
  const set = (kind: NotificationKind, change: Partial<Preference>) =>
    save.mutate({
      ...preferences,
      kinds: { ...preferences.kinds, [kind]: { ...choiceOf(preferences, kind), ...change } },
    })
  return (
    <Page
      title="How you are told"
      narrow
      above={
        <Anchor component={Link} to="/notifications" c="dimmed">
          Notifications
        </Anchor>
      }
      below={
        user.email
          ? `Mail goes to ${user.email}.`
          : 'There is no mail address in your account: nothing comes by mail.'
      }
    >
      <Panel title="What reaches you, and how">
        <table className={classes.kinds}>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">In the app</th>
              <th scope="col">By mail</th>
            </tr>
          </thead>
          <tbody>
            {allNotificationKinds.map((kind) => (
              <tr key={kind}>
                <th scope="row">{notificationKinds[kind]}</th>
                <td>
                  <Switch
                    aria-label={`In the app: ${notificationKinds[kind]}`}
                    checked={choiceOf(preferences, kind).inApp}
                    onChange={(event) => set(kind, { inApp: event.currentTarget.checked })}
                  />
                </td>
                <td>
                  <NativeSelect
                    aria-label={`By mail: ${notificationKinds[kind]}`}
                    data={timings}
                    value={choiceOf(preferences, kind).mail}
                    onChange={(event) => set(kind, { mail: event.currentTarget.value as Preference['mail'] })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
      <Panel title="The daily mail">
        <NativeSelect
          label="Comes at"
          description={`Time in ${company.zone}. It comes only when there is something in it.`}
          w={220}
          value={String(preferences.digestHour)}
          onChange={(event) => save.mutate({ ...preferences, digestHour: Number(event.currentTarget.value) })}
          data={Array.from({ length: 24 }, (_, hour) => ({
            value: String(hour),
            label: `${String(hour).padStart(2, '0')}:00`,
          }))}
        />
      </Panel>
    </Page>
  )
}

function choiceOf(preferences: Preferences, kind: NotificationKind): Preference {
  return preferences.kinds[kind] ?? { inApp: true, mail: 'NEVER' }
}

function useSave() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (next: Preferences) => (await call(putPreferences, { body: next })).data,
    onMutate: (next) => client.setQueryData(key, next),
    onError: (error) => {
      toast.failed(error)
      void client.invalidateQueries({ queryKey: key })
    },
  })
}
