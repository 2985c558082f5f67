import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { settingsHistory } from '../../contract/settings.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useCan } from '../shell/session.ts'
import { EmptyState, Instant, Panel, toast } from '../ui/index.ts'
import { groups } from './fields.ts'
import classes from './settings.module.css'
import { useRestore } from './use-save-settings.ts'

/** Every state the settings had, with who changed what; each can be brought back. */
export function HistoryPanel({ version }: { version: number }) {
  const may = useCan()('settings.write')
  const restore = useRestore()
  const found = useQuery({
    queryKey: ['settings', 'history'],
    queryFn: async ({ signal }) =>
      (await call(settingsHistory, { query: { limit: 100 }, signal })).data.items,
  })
  if (found.error) return <Failed error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageLoading />
  if (found.data.length === 0)
    return (
      <EmptyState icon={<IconHistory size={22} stroke={1.6} />} title="As delivered">
        Nothing was changed yet. What is changed appears here, and can be taken back.
      </EmptyState>
    )
  return (
    <Panel title="History">
      {found.data.map((state) => (
        <div className={classes.state} key={state.version}>
          <div className={classes.row}>
            <strong>{state.by.name}</strong>
            <span>
              <Instant value={state.at} />
            </span>
            <span className={classes.spread} />
            {may && (
              <Button
                variant="default"
                size="xs"
                loading={restore.isPending && restore.variables.to === state.version - 1}
                onClick={() =>
                  restore.mutate(
                    { to: state.version - 1, from: version },
                    { onError: (error) => toast.failed(error) },
                  )
                }
              >
                Back to before this
              </Button>
            )}
          </div>
          <ul>
            {state.changes.map(({ field, from, to }) => (
              <li key={field}>
                {labelOf(field)}: {from ?? 'as delivered'} → {to ?? 'as delivered'}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Panel>
  )
}

/** "Quotes, valid for, in days" for "quotes.validityDays". */
function labelOf(path: string): string {
  const [name, field] = path.split('.')
  const group = groups.find((each) => each.group === name)
  const label = group?.fields.find((each) => each.name === field)?.label
  return group && label ? `${group.title} · ${label}` : path
}
