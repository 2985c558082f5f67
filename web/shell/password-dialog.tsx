import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { changePassword } from '../../contract/sign-in.ts'
import { toast } from '../ui/index.ts'
import { call, ProblemError } from './api.ts'

type PasswordDialogProps = { username: string; open: boolean; onClose: () => void }

export function PasswordDialog({ username, open, onClose }: PasswordDialogProps) {
  return (
    <Modal opened={open} onClose={onClose} title="Change password" size="sm">
      <PasswordForm username={username} onDone={onClose} />
    </Modal>
  )
}

function PasswordForm({ username, onDone }: { username: string; onDone: () => void }) {
  const [currentPassword, setCurrent] = useState('')
  const [newPassword, setNew] = useState('')
  const change = useMutation({
    mutationFn: () => call(changePassword, { body: { currentPassword, newPassword } }),
    onSuccess: () => {
      toast.done('Password changed. Other sessions of yours have ended.')
      onDone()
    },
  })
  const problem = change.error instanceof ProblemError ? change.error : undefined
  const wrong = problem?.code === 'auth.wrong-credentials' ? 'This is not your current password.' : undefined
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate()
      }}
    >
      <input type="hidden" name="username" autoComplete="username" value={username} readOnly />
      <Stack gap="sm">
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          required
          value={currentPassword}
          error={wrong}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label="New password"
          autoComplete="new-password"
          required
          value={newPassword}
          error={wrong ? undefined : change.error?.message}
          onChange={(event) => setNew(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={change.isPending}>
            Change password
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
