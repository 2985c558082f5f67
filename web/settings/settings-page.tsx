import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { readSettings } from '../../contract/settings.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useCan } from '../shell/session.ts'
import { Page } from '../ui/index.ts'
import { groups } from './fields.ts'
import { GroupForm } from './group-form.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { MailServerPanel } from './mail-server-panel.tsx'
import classes from './settings.module.css'

const route = getRouteApi('/inside/settings')

/** /settings: what the company decided about itself, a group at a time, and every state it had. */
export function SettingsPage() {
  const { group } = route.useSearch()
  const may = useCan()('settings.write')
  const found = useQuery({
    queryKey: ['settings'],
    queryFn: async ({ signal }) => (await call(readSettings, { signal })).data,
  })
  if (found.error) return <Failed error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageLoading />
  const shown = groups.find((each) => each.group === group) ?? groups[0]
  return (
    <Page title="Settings">
      <div className={classes.layout}>
        <nav className={classes.tabs} aria-label="Settings">
          {groups.map((each) => (
            <Tab
              key={each.group}
              to={each.group}
              title={each.title}
              current={group !== 'history' && each === shown}
            />
          ))}
          <Tab to="history" title="History" current={group === 'history'} />
        </nav>
        {group === 'history' || !shown ? (
          <HistoryPanel version={found.data.version} />
        ) : (
          <div className={classes.parts}>
            <GroupForm key={`${shown.group} ${found.data.version}`} group={shown} settings={found.data} />
            {shown.group === 'mail' && may && <MailServerPanel />}
          </div>
        )}
      </div>
    </Page>
  )
}

function Tab({ to, title, current }: { to: string; title: string; current: boolean }) {
  return (
    <Link
      to="/settings"
      search={{ group: to }}
      replace
      className={classes.tab}
      // On a phone the row is longer than the screen.
      ref={(tab) => {
        if (current) tab?.scrollIntoView({ block: 'nearest', inline: 'center' })
      }}
      aria-current={current ? 'page' : undefined}
    >
      {title}
    </Link>
  )
}
