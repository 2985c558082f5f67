import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Account } from '../../contract/account.ts'
import { ProblemError } from '../shell/api.ts'
import classes from './account.module.css'

type PresenceDialogProps = {
  account: Account
  title: string
  words: string
  label: string
  /** Does it with the password that was typed; without one for who has none. */
  act: (currentPassword: string | undefined) => Promise<void>
  onClose: () => void
  /** More to fill in. */
  children?: ReactNode
}

/** Asks for the password once more, before what somebody else must not do. */
export function PresenceDialog({
  account,
  title,
  words,
  label,
  act,
  onClose,
  children,
}: PresenceDialogProps) {
  const [password, setPassword] = useState('')
  const doIt = useMutation({ mutationFn: () => act(account.hasPassword ? password : undefined) })
  const wrong = doIt.error instanceof ProblemError && doIt.error.code === 'auth.wrong-credentials'
  return (
    <Modal opened onClose={onClose} title={title} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          doIt.mutate()
        }}
      >
        <Stack gap="sm">
          <p className={classes.quiet}>{words}</p>
          {doIt.error && (!account.hasPassword || !wrong) && (
            <p role="alert" style={{ color: 'var(--mantine-color-error)' }}>
              {doIt.error.message}
            </p>
          )}
          {children}
          {account.hasPassword && (
            <PasswordInput
              label="Your password"
              autoComplete="current-password"
              required
              data-autofocus
              value={password}
              error={wrong ? 'This is not your password.' : undefined}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={doIt.isPending}>
              {label}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
