import { Button, Progress } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { readKeys, readSystem, readUsage, type SystemState, startRotation } from '../../contract/system.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useCan } from '../shell/session.ts'
import { Facts, Instant, Page, Panel, toast } from '../ui/index.ts'
import classes from './system.module.css'

/** /system: how the installation is. */
export function SystemPage() {
  const found = useQuery({
    queryKey: ['system'],
    queryFn: async ({ signal }) => (await call(readSystem, { signal })).data,
    refetchInterval: 15_000,
  })
  if (found.error) return <Failed error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageLoading />
  const state = found.data
  return (
    <Page title="System" below={`Quoin ${state.version} on Node ${state.node} and ${state.database}`}>
      <div className={classes.columns}>
        <Panel title="Now">
          <Facts facts={factsOf(state)} />
        </Panel>
        <Keys />
      </div>
      {state.failedJobs.length > 0 && (
        <Panel title="Jobs that failed" flush>
          <Table
            label="Jobs that failed"
            heads={['Job', 'Attempts', 'Error']}
            rows={state.failedJobs.map((job) => [
              job.job,
              job.givenUp ? `${job.attempts}, given up` : String(job.attempts),
              job.error,
            ])}
          />
        </Panel>
      )}
      <Usage />
      <div className={classes.columns}>
        <Panel title="Slow routes of this node" flush>
          <Table
            label="Slow routes"
            heads={['Route', 'Requests', 'Mean']}
            rows={state.slowRoutes.map((each) => [each.route, String(each.requests), `${each.meanMs} ms`])}
          />
        </Panel>
        <Panel title="Storage" flush>
          <Table
            label="Storage"
            heads={['Table', 'Rows', 'Size']}
            rows={state.storage.tables.map((each) => [
              each.table,
              each.rows.toLocaleString(),
              size(each.bytes),
            ])}
          />
        </Panel>
      </div>
      <Panel title="Slow queries" flush={Boolean(state.slowQueries)}>
        {state.slowQueries ? (
          <Table
            label="Slow queries"
            heads={['Query', 'Calls', 'Mean']}
            rows={state.slowQueries.map((each) => [each.query, String(each.calls), `${each.meanMs} ms`])}
          />
        ) : (
          <p className={classes.quiet}>
            The database keeps no statistics of statements. Load pg_stat_statements there to see its slowest
            ones here.
          </p>
        )}
      </Panel>
    </Page>
  )
}

function factsOf(state: SystemState): [string, React.ReactNode][] {
  const { waiting, connections, storage } = state
  return [
    ['Since', <Instant key="since" value={state.startedAt} />],
    ['Memory', size(state.memoryBytes)],
    ['Schema', state.schema],
    [
      'Connections',
      `${connections.open} open, ${connections.idle} idle, ${connections.waiting} wait for one`,
    ],
    ['Database', size(storage.databaseBytes)],
    [
      'Read from memory',
      storage.cacheHits === undefined ? undefined : `${(storage.cacheHits * 100).toFixed(1)} %`,
    ],
    ['Jobs due', String(waiting.jobsDue)],
    ['Jobs given up', String(waiting.jobsGivenUp)],
    ['Events tried again', String(waiting.eventsRetried)],
    ['Mails waiting', String(waiting.mails)],
    ['Audit entries not sealed yet', String(waiting.auditUnsealed)],
  ]
}

function Keys() {
  const may = useCan()('system.write')
  const client = useQueryClient()
  const found = useQuery({
    queryKey: ['system', 'keys'],
    queryFn: async ({ signal }) => (await call(readKeys, { signal })).data,
    refetchInterval: 5000,
  })
  const rotate = useMutation({
    mutationFn: () => call(startRotation, {}),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['system', 'keys'] })
      toast.done('A new key was made. It seals in a moment; you can go on working.')
    },
    onError: (error) => toast.failed(error),
  })
  if (!found.data) return null
  const { keys, sealed, rotations } = found.data
  const [last] = rotations
  const running = last !== undefined && last.finishedAt === undefined
  const done = last && last.total > 0 ? Math.min(100, (last.seen / last.total) * 100) : 0
  return (
    <Panel title="Keys">
      <Facts
        facts={[
          ['Key that seals', keys.find(({ current }) => current)?.id],
          ['Keys', `${keys.length}, ${keys.filter(({ retiredAt }) => retiredAt).length} retired`],
          ['Sealed', sealed.map(({ table, column }) => `${table}.${column}`).join(', ')],
          ['Last change', last?.finishedAt && <Instant key="last" value={last.finishedAt} />],
          [
            'Sealed anew then',
            last?.finishedAt && `${last.sealed.toLocaleString()} of ${last.total.toLocaleString()}`,
          ],
        ]}
      />
      {running && (
        <div className={classes.progress}>
          <Progress value={done} aria-label="How far the change of keys came" animated />
          <span className={classes.quiet}>
            {last.seen.toLocaleString()} of {last.total.toLocaleString()} rows looked at
          </span>
        </div>
      )}
      {may && (
        <Button
          mt="md"
          variant="default"
          leftSection={<IconKey size={16} stroke={1.7} />}
          loading={rotate.isPending}
          disabled={running}
          onClick={() => rotate.mutate()}
        >
          Change keys
        </Button>
      )}
    </Panel>
  )
}

function Usage() {
  const found = useQuery({
    queryKey: ['system', 'usage'],
    queryFn: async ({ signal }) => (await call(readUsage, { query: { days: 14 }, signal })).data.items,
  })
  if (!found.data || found.data.length === 0) return null
  return (
    <Panel title="Usage, last 14 days" flush>
      <Table
        label="Usage by person and day"
        heads={['Day', 'Person', 'Sign-ins', 'Changes']}
        rows={found.data.map((each) => [
          each.day,
          each.actorName,
          String(each.signIns),
          String(each.changes),
        ])}
      />
    </Panel>
  )
}

function Table({ label, heads, rows }: { label: string; heads: string[]; rows: string[][] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join('\u0000')}>
              {row.map((cell, place) => (
                // The heads are as many as the cells.
                <td key={heads[place]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${value.toFixed(unit === 0 ? 0 : 1)} ${units[unit]}`
}
