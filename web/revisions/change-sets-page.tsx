import { Button } from '@mantine/core'
import { IconGitBranch, IconPlus } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { type ChangeSet, listChangeSets } from '../../contract/revisions.ts'
import { call } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { usePages } from '../shell/use-pages.ts'
import { type Column, DataTable, EmptyState, FilterTabs, Instant, Nothing, Page, Panel } from '../ui/index.ts'
import { usePreparesChanges } from './change-set-query.ts'
import { ChangeSetStatus } from './change-set-status.tsx'
import classes from './revisions.module.css'
import { StartDialog } from './start-dialog.tsx'

const route = getRouteApi('/inside/change-sets')
const statuses = ['open', 'scheduled', 'published', 'discarded'] as const

const columns: Column<ChangeSet>[] = [
  { key: 'title', title: 'Change set', render: (set) => set.title },
  { key: 'status', title: 'State', render: (set) => <ChangeSetStatus set={set} /> },
  { key: 'size', title: 'Changes', align: 'end', from: 'sm', render: (set) => set.size },
  {
    key: 'revision',
    title: 'Revision',
    align: 'end',
    from: 'md',
    render: (set) => set.revision ?? <Nothing />,
  },
  { key: 'owner', title: 'By', from: 'md', render: (set) => set.owner.name },
  {
    key: 'when',
    title: 'When',
    align: 'end',
    from: 'sm',
    render: (set) => <Instant value={set.publishedAt ?? set.publishAt ?? set.createdAt} ago />,
  },
]

/** Everything that was, is and will be changed of catalog, prices and rules. */
export function ChangeSetsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const prepares = usePreparesChanges()
  const [starting, setStarting] = useState(false)
  const status = statuses.find((each) => each === search.status)
  const list = usePages(['change-sets', 'list', status], async (cursor, signal) => {
    return (await call(listChangeSets, { query: { status, cursor }, signal })).data
  })
  const start = prepares && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setStarting(true)}>
      New change set
    </Button>
  )
  const open = (set: ChangeSet) => void navigate({ to: '/change-sets/$id', params: { id: set.id } })
  return (
    <Page
      title="Change sets"
      below="Changes of catalog, prices and rules are prepared, compared and checked here, and hold once they are published."
      actions={start}
    >
      <div className={classes.filters}>
        <FilterTabs
          label="State"
          value={status ?? 'all'}
          onChange={(value) =>
            void navigate({ search: value === 'all' ? {} : { status: value }, replace: true })
          }
          tabs={[
            { value: 'all', label: 'All' },
            { value: 'open', label: 'Open' },
            { value: 'scheduled', label: 'Scheduled' },
            { value: 'published', label: 'Published' },
            { value: 'discarded', label: 'Discarded' },
          ]}
        />
      </div>
      <Panel flush>
        <ListState
          list={list}
          empty={
            <EmptyState
              icon={<IconGitBranch size={22} stroke={1.6} />}
              title="No change set here"
              action={start}
            >
              Start one, edit products, prices or rules, look at the difference, and publish it as one
              revision.
            </EmptyState>
          }
        >
          <DataTable
            label="Change sets"
            columns={columns}
            rows={list.items}
            rowKey={(set) => set.id}
            href={(set) => `/change-sets/${set.id}`}
            onOpen={open}
            card={(set) => <ChangeSetCard set={set} />}
            stale={list.stale}
          />
        </ListState>
      </Panel>
      <StartDialog open={starting} onClose={() => setStarting(false)} onStarted={open} />
    </Page>
  )
}

function ChangeSetCard({ set }: { set: ChangeSet }) {
  return (
    <div className={classes.card}>
      <strong>{set.title}</strong>
      <ChangeSetStatus set={set} />
      <span className={classes.quiet}>
        {set.owner.name} · {set.size} {set.size === 1 ? 'change' : 'changes'}
      </span>
    </div>
  )
}
