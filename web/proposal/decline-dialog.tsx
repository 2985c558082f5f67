import { Alert, Button, Modal, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { declineProposal } from '../../contract/proposal-page.ts'
import { call } from '../shell/api.ts'
import { usePhone } from '../ui/index.ts'
import css from './proposal.module.css'
import { refusal } from './refusal.ts'
import { useAround, useStep } from './use-proposal.ts'

export function DeclineDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { words } = useAround()
  const phone = usePhone()
  return (
    <Modal opened={opened} onClose={onClose} title={words.declineNow} size={480} fullScreen={phone}>
      {opened && <DeclineForm onClose={onClose} />}
    </Modal>
  )
}

function DeclineForm({ onClose }: { onClose: () => void }) {
  const { view, words } = useAround()
  const [name, setName] = useState(view.recipient.name ?? '')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const decline = useStep((_: undefined, token: string) =>
    call(declineProposal, { params: { token }, body: { name, ...(reason.trim() && { reason }) } }),
  )
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (name.trim() !== '') decline.mutate(undefined, { onSuccess: onClose })
      }}
    >
      <TextInput
        size="md"
        label={words.yourName}
        autoComplete="name"
        value={name}
        maxLength={100}
        required
        withAsterisk={false}
        error={tried && name.trim() === '' && words.needName}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        size="md"
        label={words.reason}
        description={words.reasonHint}
        autosize
        minRows={3}
        maxLength={4000}
        value={reason}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {decline.isError && (
        <Alert color="red" role="alert">
          {refusal(decline.error, words)}
        </Alert>
      )}
      <div className={css.buttons}>
        <Button variant="default" size="md" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" size="md" color="red" loading={decline.isPending}>
          {words.decline}
        </Button>
      </div>
    </form>
  )
}
