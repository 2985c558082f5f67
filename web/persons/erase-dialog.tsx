import { Alert, Button, Modal, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { erasePerson } from '../../contract/persons.ts'
import { call } from '../shell/api.ts'
import { toast } from '../ui/index.ts'
import classes from './persons.module.css'

/** The one thing that cannot be taken back: the name is typed, so that it is not done by mistake. */
export function EraseDialog({
  id,
  name,
  open,
  onClose,
}: {
  id: `usr_${string}` | `con_${string}`
  name: string
  open: boolean
  onClose: () => void
}) {
  const [typed, setTyped] = useState('')
  const [why, setWhy] = useState('')
  const client = useQueryClient()
  const navigate = useNavigate()
  const erase = useMutation({
    mutationFn: () => call(erasePerson, { params: { id }, body: { why } }),
    onSuccess: async () => {
      toast.done('Being erased. The list below says when it is done.')
      client.removeQueries({ queryKey: ['persons', id] })
      await client.invalidateQueries()
      await navigate({ to: '/persons' })
    },
  })
  const ready = typed.trim().toLowerCase() === name.toLowerCase() && why.trim().length >= 3
  return (
    <Modal opened={open} onClose={onClose} title={`Erase ${name}`}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) erase.mutate()
        }}
      >
        <p>
          This cannot be taken back. Quotes, orders and the audit trail go on adding up, without the name.
        </p>
        <Textarea
          label="Why"
          description="Kept with the erasure; write no name"
          value={why}
          autosize
          minRows={2}
          data-autofocus
          required
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <TextInput
          label={`Type “${name}” to confirm`}
          value={typed}
          autoComplete="off"
          required
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {erase.error && (
          <Alert color="red" role="alert">
            {erase.error.message}
          </Alert>
        )}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" color="red" disabled={!ready} loading={erase.isPending}>
            Erase
          </Button>
        </div>
      </form>
    </Modal>
  )
}
