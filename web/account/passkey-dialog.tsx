import { TextInput } from '@mantine/core'
import { startRegistration } from '@simplewebauthn/browser'
import { useState } from 'react'
import type { Account } from '../../contract/account.ts'
import { beginPasskey, confirmPasskey } from '../../contract/second-factor.ts'
import { call } from '../shell/api.ts'
import { deviceOf } from './device.ts'
import { PresenceDialog } from './presence-dialog.tsx'

type PasskeyDialogProps = {
  account: Account
  onClose: () => void
  onDone: (recoveryCodes?: string[]) => Promise<void>
}

/** Adds a passkey: of this device, a phone or a security key, as the browser offers. */
export function PasskeyDialog({ account, onClose, onDone }: PasskeyDialogProps) {
  const [name, setName] = useState(() => deviceOf(navigator.userAgent))
  return (
    <PresenceDialog
      account={account}
      title="Passkey"
      words="Your browser will ask for your fingerprint, face, device lock or security key."
      label="Add it"
      act={async (currentPassword) => {
        const { data: optionsJSON } = await call(beginPasskey, { body: { currentPassword } })
        // What the library made on the server is what its other half reads here.
        const made = await startRegistration({ optionsJSON } as unknown as Parameters<
          typeof startRegistration
        >[0])
        const body = { name, credential: { ...made } }
        await onDone((await call(confirmPasskey, { body })).data.recoveryCodes)
      }}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        description="By which you recognise it later"
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </PresenceDialog>
  )
}
