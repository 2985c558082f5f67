import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Account } from '../../contract/account.ts'
import type { Output } from '../../contract/http.ts'
import { confirmTotp, setUpTotp } from '../../contract/second-factor.ts'
import { call } from '../shell/api.ts'
import classes from './account.module.css'
import { PresenceDialog } from './presence-dialog.tsx'

type TotpDialogProps = {
  account: Account
  onClose: () => void
  onDone: (recoveryCodes?: string[]) => Promise<void>
}

/** Sets up an authenticator app: the password, the QR code, and a code of the app to show that it works. */
export function TotpDialog({ account, onClose, onDone }: TotpDialogProps) {
  const [begun, setBegun] = useState<Output<typeof setUpTotp>>()
  if (!begun)
    return (
      <PresenceDialog
        account={account}
        title="Authenticator app"
        words="Any app for one-time codes will do, such as the one your phone brings along."
        label="Go on"
        act={async (currentPassword) => setBegun((await call(setUpTotp, { body: { currentPassword } })).data)}
        onClose={onClose}
      />
    )
  return (
    <Modal opened onClose={onClose} title="Authenticator app" size="sm">
      <Confirm begun={begun} onDone={onDone} />
    </Modal>
  )
}

function Confirm({ begun, onDone }: { begun: Output<typeof setUpTotp>; onDone: TotpDialogProps['onDone'] }) {
  const [code, setCode] = useState('')
  const confirm = useMutation({
    mutationFn: async () => (await call(confirmTotp, { body: { id: begun.id, code } })).data,
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        confirm.mutate()
      }}
    >
      <Stack gap="sm">
        <p className={classes.quiet}>Scan this with the app, then type the code it shows.</p>
        <img
          className={classes.qr}
          alt="QR code for the authenticator app"
          src={`data:image/svg+xml;utf8,${encodeURIComponent(begun.qr)}`}
        />
        <details>
          <summary className={classes.quiet}>No camera? Type this key into the app</summary>
          <div className={classes.secret} style={{ marginTop: 8 }}>
            {begun.secret.match(/.{1,4}/g)?.join(' ')}
          </div>
        </details>
        <TextInput
          label="Code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          required
          data-autofocus
          value={code}
          error={confirm.error?.message}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={confirm.isPending}>
            Turn it on
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
