import { Alert, Anchor, Button, Menu } from '@mantine/core'
import { IconDots, IconGitBranch, IconRocket } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { z } from 'zod'
import type { Issue } from '../../contract/problem.ts'
import { type ChangeSet, type getChangeSet, rollBack } from '../../contract/revisions.ts'
import { mayPublish } from '../reference/kind-names.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useCan, useSession } from '../shell/session.ts'
import { SimulationPanel } from '../simulation/simulation-panel.tsx'
import { EmptyState, Instant, Issues, Page, Panel, toast } from '../ui/index.ts'
import { AllChanges } from './all-changes.tsx'
import { ChangeList } from './change-list.tsx'
import {
  changeSetQuery,
  findingsQuery,
  useChangedReference,
  useCurrentChangeSet,
  usePreparesChanges,
} from './change-set-query.ts'
import { ChangeSetStatus } from './change-set-status.tsx'
import { Conflicts } from './conflicts.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { ReviewPanel } from './review-panel.tsx'
import classes from './revisions.module.css'
import { useChangeSetActions } from './use-change-set-actions.ts'

const route = getRouteApi('/inside/change-sets/$id')
type Whole = z.output<typeof getChangeSet.response>

export function ChangeSetPage() {
  const { id } = route.useParams()
  const query = useQuery(changeSetQuery(id as ChangeSet['id'])) // what is no id is not found by the server
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <PageLoading />
  return <ChangeSetView key={query.data.id} set={query.data} />
}

function ChangeSetView({ set }: { set: Whole }) {
  const can = useCan()
  const prepares = usePreparesChanges()
  const actions = useChangeSetActions(set.id)
  const open = set.status === 'open'
  const mayDecide = set.counts.length > 0 && set.counts.every(({ kind }) => can(mayPublish(kind)))
  return (
    <Page
      title={set.title}
      above={
        <Anchor component={Link} to="/change-sets" c="dimmed">
          Change sets
        </Anchor>
      }
      below={<Story set={set} />}
      actions={prepares && <Actions set={set} actions={actions} mayPublish={mayDecide} />}
    >
      {set.publishFailure && (
        <Alert color="red" mb="md" title="It was not published when its time came">
          {set.publishFailure}
        </Alert>
      )}
      {open && set.behind && (
        <Conflicts
          changes={set.conflicts}
          busy={actions.rebase.isPending}
          onRebase={(keep) => actions.rebase.mutate(keep)}
        />
      )}
      <div className={classes.columns}>
        <div>
          <Panel title="Changes" aside={set.size} flush>
            {set.size === 0 ? (
              <EmptyState icon={<IconGitBranch size={22} stroke={1.6} />} title="Nothing is changed yet">
                Work in this change set and edit products, prices or rules: each change is listed here, beside
                what held before.
              </EmptyState>
            ) : set.size > set.changes.length ? (
              <AllChanges set={set} onWithdraw={open && prepares ? actions.withdraw.mutate : undefined} />
            ) : (
              <ChangeList
                changes={set.changes}
                onWithdraw={open && prepares ? (change) => actions.withdraw.mutate(change) : undefined}
              />
            )}
          </Panel>
          {set.size > 0 && set.status !== 'discarded' && can('quotes.read') && (
            <SimulationPanel changeSet={set.id} startable={set.status !== 'published'} />
          )}
        </div>
        <div>
          {set.status !== 'published' && set.size > 0 && <Findings id={set.id} size={set.size} />}
          {open && set.size > 0 && prepares && (
            <ReviewPanel set={set} actions={actions} mayDecide={mayDecide} />
          )}
        </div>
      </div>
    </Page>
  )
}

function Story({ set }: { set: Whole }) {
  return (
    <>
      <span className={classes.story}>
        <ChangeSetStatus set={set} />
        <span>
          {set.owner.name}, <Instant value={set.createdAt} ago />
        </span>
        {set.publishAt && (
          <span>
            to be published <Instant value={set.publishAt} />
          </span>
        )}
        {set.revision !== undefined && (
          <span>
            revision {set.revision}, <Instant value={set.publishedAt} /> by {set.publishedBy?.name}
          </span>
        )}
      </span>
      {set.why && <span className={classes.why}>{set.why}</span>}
    </>
  )
}

type ActionsProps = { set: Whole; actions: ReturnType<typeof useChangeSetActions>; mayPublish: boolean }

function Actions({ set, actions, mayPublish: mayDecide }: ActionsProps) {
  const [publishing, setPublishing] = useState(false)
  const current = useCurrentChangeSet()
  const { user } = useSession()
  if (set.status === 'scheduled')
    return (
      <Button
        variant="default"
        onClick={() => actions.unschedule.mutate()}
        loading={actions.unschedule.isPending}
      >
        Take back the time
      </Button>
    )
  if (set.status === 'published') return <RollBack revision={set.revision ?? 0} />
  if (set.status === 'discarded') return null
  const inside = current?.id === set.id
  const needsReview =
    set.secondPerson &&
    set.review?.status !== 'approved' &&
    set.preparedBy.some((person) => person.id === user.id)
  return (
    <>
      <Button
        variant="default"
        loading={actions.enter.isPending}
        onClick={() => actions.enter.mutate(!inside)}
      >
        {inside ? 'Leave' : 'Work in it'}
      </Button>
      {mayDecide && (
        <Button
          leftSection={<IconRocket size={16} stroke={1.7} />}
          disabled={set.size === 0 || set.behind || needsReview}
          onClick={() => setPublishing(true)}
        >
          Publish
        </Button>
      )}
      <Menu>
        <Menu.Target>
          <Button variant="default" px={8} aria-label="More actions">
            <IconDots size={16} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="red" onClick={() => actions.discard.mutate()}>
            Discard the change set
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <PublishDialog set={set} open={publishing} onClose={() => setPublishing(false)} />
    </>
  )
}

/** Takes a revision back, as a change set like any other. */
function RollBack({ revision }: { revision: number }) {
  const navigate = useNavigate()
  const changed = useChangedReference()
  const roll = useMutation({
    mutationFn: async () => (await call(rollBack, { params: { revision } })).data,
    onSuccess: async (set) => {
      await changed()
      toast.done('Prepared: look at it, then publish it.')
      await navigate({ to: '/change-sets/$id', params: { id: set.id } })
    },
    onError: (error) => toast.failed(error),
  })
  return (
    <Button variant="default" onClick={() => roll.mutate()} loading={roll.isPending}>
      Roll back
    </Button>
  )
}

/** What the checks say of it: errors keep it from being published, warnings are worth a look. */
function Findings({ id, size }: { id: ChangeSet['id']; size: number }) {
  const query = useQuery(findingsQuery(id))
  const [all, setAll] = useState(false)
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  const issues = query.data?.toSorted((a, b) => Number(isError(b)) - Number(isError(a)))
  const shown = all ? issues : issues?.slice(0, shownFindings)
  return (
    <Panel title="Checks" aside={issues?.length || undefined}>
      <div aria-live="polite">
        {issues === undefined ? (
          <p className={classes.quiet}>
            {size > 1000 ? `Looking through ${size.toLocaleString()} changes …` : 'Looking through it …'}
          </p>
        ) : issues.length === 0 ? (
          <p className={classes.quiet}>Nothing stands against publishing it.</p>
        ) : (
          <Issues issues={shown ?? []} />
        )}
      </div>
      {issues && !all && issues.length > shownFindings && (
        <Button variant="default" size="compact-sm" onClick={() => setAll(true)}>
          Show all {issues.length}
        </Button>
      )}
    </Panel>
  )
}

const shownFindings = 50
const isError = ({ severity }: Issue) => severity === 'error'
