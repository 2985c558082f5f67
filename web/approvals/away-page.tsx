import { Anchor, Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { endAbsence, getAbsence, listDeputies, putAbsence } from '../../contract/absences.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { Instant, Page, Panel, toast } from '../ui/index.ts'

const key = ['approvals', 'absence']

/** Who decides in the reader's place while they are away. */
export function AwayPage() {
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await call(getAbsence, { signal })).data,
  })
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <PageLoading />
  const { absence, insteadOf } = query.data
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
      {absence ? <Away absence={absence} /> : <GoAway />}
      {insteadOf.length > 0 && (
        <Panel title="You stand in for">{insteadOf.map((person) => person.name).join(', ')}</Panel>
      )}
    </Page>
  )
}

function Away({ absence }: { absence: NonNullable<Awaited<ReturnType<typeof loaded>>['absence']> }) {
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () => call(endAbsence),
    onSuccess: () => client.invalidateQueries({ queryKey: ['approvals'] }),
    onError: (error) => toast.failed(error),
  })
  return (
    <Panel title={`${absence.deputy.name} decides for you`}>
      <Group justify="space-between">
        <span>
          From <Instant value={absence.from} /> until <Instant value={absence.until} />
        </span>
        <Button variant="default" loading={end.isPending} onClick={() => end.mutate()}>
          I am back
        </Button>
      </Group>
    </Panel>
  )
}

async function loaded() {
  return (await call(getAbsence)).data
}

function GoAway() {
  const [deputy, setDeputy] = useState<string | null>(null)
  const [from, setFrom] = useState(() => localInput(0))
  const [until, setUntil] = useState(() => localInput(7))
  const client = useQueryClient()
  const deputies = useQuery({
    queryKey: ['approvals', 'deputies'],
    queryFn: async ({ signal }) => (await call(listDeputies, { query: {}, signal })).data.items,
  })
  const save = useMutation({
    mutationFn: () =>
      call(putAbsence, {
        body: {
          deputy: deputy ?? '',
          from: new Date(from).toISOString(),
          until: new Date(until).toISOString(),
        },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['approvals'] }),
    onError: (error) => toast.failed(error),
  })
  return (
    <Panel title="Name a deputy">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack gap="sm" maw={460}>
          <Select
            label="Deputy"
            placeholder="Choose somebody"
            searchable
            data={deputies.data?.map((person) => ({ value: person.id, label: person.name })) ?? []}
            value={deputy}
            onChange={setDeputy}
          />
          <Group grow>
            <TextInput
              type="datetime-local"
              label="From"
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
              type="datetime-local"
              label="Until"
              value={until}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
          </Group>
          <Group justify="flex-end">
            <Button type="submit" disabled={!deputy || !from || !until} loading={save.isPending}>
              Name deputy
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}

/** So many days from now on the reader's own clock, as the field wants it. */
function localInput(days: number): string {
  const now = new Date()
  const local = new Date(now.getTime() + days * 86_400_000 - now.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}
