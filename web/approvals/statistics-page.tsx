import { Anchor } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { approvalStatistics } from '../../contract/approvals.ts'
import type { Output } from '../../contract/http.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { type Column, DataTable, EmptyState, FilterTabs, Page, Panel } from '../ui/index.ts'
import { hours } from './hours.ts'
import classes from './statistics.module.css'

const Chart = lazy(() => import('./chart.tsx'))
const route = getRouteApi('/inside/approvals/statistics')
export type Statistics = Output<typeof approvalStatistics>
type Step = Statistics['steps'][number]
const spans = ['30', '90', '365']

/** How approvals go: how long they take, how many need nobody, how many are given at the first attempt. */
export function StatisticsPage() {
  const { days = '90' } = route.useSearch()
  const navigate = route.useNavigate()
  const span = spans.includes(days) ? days : '90'
  const query = useQuery({
    queryKey: ['approvals', 'statistics', span],
    queryFn: async ({ signal }) => (await call(approvalStatistics, { query: { days: span }, signal })).data,
  })
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  return (
    <Page
      title="How approvals go"
      above={
        <Anchor component={Link} to="/approvals" c="dimmed">
          Approvals
        </Anchor>
      }
      actions={
        <FilterTabs
          label="Over which time"
          value={span}
          onChange={(value) => void navigate({ search: { days: value }, replace: true })}
          tabs={[
            { value: '30', label: '30 days' },
            { value: '90', label: '90 days' },
            { value: '365', label: 'A year' },
          ]}
        />
      }
    >
      {!query.data ? <PageLoading /> : <Shown statistics={query.data} />}
    </Page>
  )
}

function Shown({ statistics }: { statistics: Statistics }) {
  const { requests, automatic, approved, rejected, withoutChange, steps, weeks } = statistics
  if (requests === 0) {
    return (
      <EmptyState icon={<IconChartBar size={22} stroke={1.6} />} title="Nothing was submitted in this time">
        Once quotes are submitted, this page says how long each step takes and how many quotes need nobody.
      </EmptyState>
    )
  }
  return (
    <>
      <dl className={classes.figures}>
        <Figure name="Quotes submitted" value={String(requests)} />
        <Figure
          name="Approved automatically"
          value={share(automatic, requests)}
          more={`${automatic} of ${requests}`}
        />
        <Figure
          name="Approved at the first attempt"
          value={share(withoutChange, approved)}
          more={`${withoutChange} of ${approved} approved by people`}
        />
        <Figure
          name="Rejected"
          value={share(rejected, approved + rejected)}
          more={`${rejected} of ${approved + rejected}`}
        />
      </dl>
      <div className={classes.charts}>
        <Panel title="Week by week">
          <Suspense fallback={<div className={classes.chart} />}>
            <Chart kind="weeks" weeks={weeks} />
          </Suspense>
        </Panel>
        <Panel title="How long each step takes">
          <Suspense fallback={<div className={classes.chart} />}>
            <Chart kind="steps" steps={steps} />
          </Suspense>
        </Panel>
      </div>
      <Panel title="Steps" flush>
        <DataTable label="Steps" columns={columns} rows={steps} rowKey={(step) => step.asked} />
      </Panel>
    </>
  )
}

const columns: Column<Step>[] = [
  { key: 'asked', title: 'Asked of', render: (step) => step.asked },
  { key: 'decisions', title: 'Decisions', align: 'end', render: (step) => step.decisions },
  { key: 'median', title: 'Half within', align: 'end', render: (step) => hours(step.medianHours) },
  {
    key: 'slow',
    title: 'Nine of ten within',
    align: 'end',
    from: 'sm',
    render: (step) => hours(step.slowHours),
  },
  { key: 'overdue', title: 'After the deadline', align: 'end', from: 'md', render: (step) => step.overdue },
  { key: 'rejected', title: 'Rejected', align: 'end', from: 'sm', render: (step) => step.rejected },
]

function Figure({ name, value, more }: { name: string; value: string; more?: string }) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd>
        <span className={classes.value}>{value}</span>
        {more && <span className={classes.more}>{more}</span>}
      </dd>
    </div>
  )
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((part / whole) * 100)}%`
}
