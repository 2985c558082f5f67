import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type ChangeSet, startChangeSet } from '../../contract/revisions.ts'
import { call, ProblemError } from '../shell/api.ts'
import { fieldError, Issues } from '../ui/index.ts'
import { useChangedReference } from './change-set-query.ts'

type StartDialogProps = {
  open: boolean
  onClose: () => void
  onStarted: (set: ChangeSet) => void
  /** Why one is needed now. */
  because?: string
}

/** Begins a change set; from then on this person works in it. */
export function StartDialog({ open, onClose, onStarted, because }: StartDialogProps) {
  return (
    <Modal opened={open} onClose={onClose} title="New change set" size="md">
      <StartForm onClose={onClose} onStarted={onStarted} because={because} />
    </Modal>
  )
}

function StartForm({
  onClose,
  onStarted,
  because,
}: Omit<StartDialogProps, 'open' | 'because'> & { because: string | undefined }) {
  const [title, setTitle] = useState('')
  const [why, setWhy] = useState('')
  const changed = useChangedReference()
  const start = useMutation({
    mutationFn: async () =>
      (await call(startChangeSet, { body: { title, ...(why.trim() && { why: why.trim() }) } })).data,
    onSuccess: async (set) => {
      await changed()
      onStarted(set)
    },
  })
  const issues = start.error instanceof ProblemError ? (start.error.problem.issues ?? []) : []
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        start.mutate()
      }}
    >
      <Stack gap="sm">
        <p style={{ color: 'var(--q-muted)' }}>
          {because ??
            'Changes of catalog, prices and rules are prepared here. Nothing of it holds before you publish it.'}
        </p>
        {start.error && issues.length === 0 && (
          <Issues issues={[{ code: 'failed', severity: 'error', path: [], message: start.error.message }]} />
        )}
        <TextInput
          label="What it is about"
          placeholder="Spring prices 2027"
          required
          withAsterisk={false}
          data-autofocus
          maxLength={200}
          value={title}
          error={fieldError(issues, 'title')}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Textarea
          label="Why"
          description="Stands in the history of everything it changes."
          autosize
          minRows={2}
          maxRows={8}
          value={why}
          error={fieldError(issues, 'why')}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={start.isPending}>
            Start
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
