import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKey } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { resetPassword, type User } from '../../contract/users.ts'
import { call } from '../shell/api.ts'
import { toast } from '../ui/index.ts'

/** Sets a new password for somebody: their sessions end, and a lock is lifted. */
export function ResetPassword({ user }: { user: User }) {
  const [open, dialog] = useDisclosure(false)
  const [password, setPassword] = useState('')
  const reset = useMutation({
    mutationFn: () => call(resetPassword, { params: { id: user.id }, body: { password } }),
    onSuccess: () => {
      toast.done('New password set. All sessions have ended.')
      setPassword('')
      dialog.close()
    },
  })
  return (
    <>
      <Button variant="default" leftSection={<IconKey size={15} stroke={1.7} />} onClick={dialog.open}>
        New password
      </Button>
      <Modal opened={open} onClose={dialog.close} title={`New password for ${user.name}`} size="sm">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            reset.mutate()
          }}
        >
          <Stack gap="sm">
            <PasswordInput
              label="New password"
              autoComplete="new-password"
              required
              value={password}
              error={reset.error?.message}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={dialog.close}>
                Cancel
              </Button>
              <Button type="submit" loading={reset.isPending}>
                Set it
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  )
}
