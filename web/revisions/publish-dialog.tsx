import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type ChangeSet, publishChangeSet } from '../../contract/revisions.ts'
import { call, ProblemError } from '../shell/api.ts'
import { Issues, toast, useLocale } from '../ui/index.ts'
import { useChangedReference } from './change-set-query.ts'

type PublishDialogProps = { set: ChangeSet; open: boolean; onClose: () => void }

/** Makes a change set the next revision, now or at a time. */
export function PublishDialog({ set, open, onClose }: PublishDialogProps) {
  return (
    <Modal opened={open} onClose={onClose} title={`Publish “${set.title}”`} size="md">
      <PublishForm set={set} onClose={onClose} />
    </Modal>
  )
}

function PublishForm({ set, onClose }: Omit<PublishDialogProps, 'open'>) {
  const [when, setWhen] = useState<'now' | 'later'>('now')
  const [at, setAt] = useState(nextMidnight)
  const { zone } = useLocale()
  const changed = useChangedReference()
  const publish = useMutation({
    mutationFn: async () => {
      const body = when === 'later' ? { at: new Date(at).toISOString() } : {}
      return (await call(publishChangeSet, { params: { id: set.id }, body })).data
    },
    onSuccess: async (published) => {
      await changed(true)
      toast.done(
        published.status === 'scheduled'
          ? 'It will be published then.'
          : `Published as revision ${published.revision}.`,
      )
      onClose()
    },
  })
  const { error } = publish
  const issues =
    error instanceof ProblemError && error.problem.issues?.length
      ? error.problem.issues
      : error && [{ code: 'failed', severity: 'error' as const, path: [], message: error.message }]
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        publish.mutate()
      }}
    >
      <Stack gap="sm">
        <p>
          {set.size === 1 ? 'One change becomes' : `${set.size} changes become`} the next revision. Quotes
          stay on the revision they were priced on until somebody refreshes them.
        </p>
        <div role="alert">
          <Issues issues={issues ?? []} />
        </div>
        <Radio.Group
          aria-label="When"
          value={when}
          onChange={(value) => setWhen(value === 'later' ? 'later' : 'now')}
        >
          <Radio value="now" label="Now" data-autofocus />
          <Radio value="later" label="At a time" mt={8} />
        </Radio.Group>
        {when === 'later' && (
          <TextInput
            type="datetime-local"
            label="When"
            description={`Time of ${zone}. Until then the change set cannot be changed.`}
            value={at}
            onChange={(event) => setAt(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={publish.isPending} disabled={when === 'later' && at === ''}>
            {when === 'later' ? 'Schedule' : 'Publish'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** The usual time for new prices: when the next day begins, as the field wants it. */
function nextMidnight(): string {
  const day = new Date()
  day.setDate(day.getDate() + 1)
  const [year, month, date] = [day.getFullYear(), day.getMonth() + 1, day.getDate()]
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}T00:00`
}
