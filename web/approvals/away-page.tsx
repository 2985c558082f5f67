import { Anchor, Button, Group } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { endAbsence, getAbsence, listDeputies, putAbsence } from '../../contract/absences.ts'
import type { Output } from '../../contract/http.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useCan } from '../shell/session.ts'
import { Instant, Page, Panel, toast } from '../ui/index.ts'
import { AbsenceForm, type NewAbsence } from './absence-form.tsx'
import { OthersAway } from './others-away.tsx'

/** Who decides in the reader's place while they are away; for who looks after approvals, in that of others too. */
export function AwayPage() {
  const can = useCan()
  return (
    <Page
      title="While you are away"
      narrow
      above={
        <Anchor component={Link} to="/approvals" c="dimmed">
          Approvals
        </Anchor>
      }
      below="Your deputy is asked what is asked of you, and may decide in your place; you still can too. Nobody decides on a quote they have a hand in, not as a deputy either."
    >
      {can('quotes.approve') && <Own />}
      {can('approvals.manage') && <OthersAway />}
    </Page>
  )
}

function Own() {
  const query = useQuery({
    queryKey: ['approvals', 'absence'],
    queryFn: async ({ signal }) => (await call(getAbsence, { signal })).data,
  })
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <PageLoading />
  const { absence, insteadOf } = query.data
  return (
    <>
      {absence ? <Away absence={absence} /> : <GoAway />}
      {insteadOf.length > 0 && (
        <Panel title="You stand in for">{insteadOf.map((person) => person.name).join(', ')}</Panel>
      )}
    </>
  )
}

function Away({ absence }: { absence: NonNullable<Output<typeof getAbsence>['absence']> }) {
  const end = useChange(() => call(endAbsence))
  return (
    <Panel title={`${absence.deputy.name} decides for you`}>
      <Group justify="space-between">
        <span>
          From <Instant value={absence.from} /> until <Instant value={absence.until} />
          {absence.setBy && `, as ${absence.setBy.name} arranged`}
        </span>
        <Button variant="default" loading={end.isPending} onClick={() => end.mutate()}>
          I am back
        </Button>
      </Group>
    </Panel>
  )
}

function GoAway() {
  const deputies = useQuery({
    queryKey: ['approvals', 'deputies'],
    queryFn: async ({ signal }) => (await call(listDeputies, { query: {}, signal })).data.items,
  })
  const save = useChange((body: NewAbsence) => call(putAbsence, { body }))
  return (
    <Panel title="Name a deputy">
      <AbsenceForm
        deputies={deputies.data ?? []}
        saving={save.isPending}
        onSave={(absence) => save.mutate(absence)}
      />
    </Panel>
  )
}

function useChange<Given = void>(change: (given: Given) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: ['approvals'] }),
    onError: (error) => toast.failed(error),
  })
}
