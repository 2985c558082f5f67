import { Modal } from '@mantine/core'
import { useState } from 'react'
import type { MadeProgram } from '../../contract/programs.ts'
import { ProgramForm } from './program-form.tsx'
import { SecretOnce } from './secret-once.tsx'

type MakeProgramProps = { open: boolean; forService?: boolean; onClose: () => void; onMade: () => void }

/** Makes a key or client, and shows its secret this once. */
export function MakeProgram({ open, forService, onClose, onMade }: MakeProgramProps) {
  const [made, setMade] = useState<MadeProgram>()
  const close = () => {
    setMade(undefined)
    onClose()
  }
  const title = made ? made.name : forService ? 'New program' : 'New API key'
  return (
    <Modal opened={open} onClose={close} title={title} size="md" closeOnClickOutside={!made}>
      {made ? (
        <SecretOnce
          parts={
            made.kind === 'client'
              ? [
                  ['Client id', made.id],
                  ['Client secret', made.secret],
                  ['Token address', `${window.location.origin}/oauth/token`],
                ]
              : [['API key', made.secret]]
          }
          onDone={close}
        />
      ) : (
        <ProgramForm
          {...(forService && { forService })}
          onCancel={close}
          onMade={(program) => {
            setMade(program)
            onMade()
          }}
        />
      )}
    </Modal>
  )
}
