import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type ApprovalRequest, askBack } from '../../contract/approvals.ts'
import { call } from '../shell/api.ts'
import { toast } from '../ui/index.ts'

type AskDialogProps = { request: ApprovalRequest; open: boolean; onClose: () => void }

/** A question to whoever handed the quote in; the decision stays open meanwhile. */
export function AskDialog({ request, open, onClose }: AskDialogProps) {
  const [text, setText] = useState('')
  const client = useQueryClient()
  const ask = useMutation({
    mutationFn: () => call(askBack, { params: { id: request.quote.id }, body: { text } }),
    onSuccess: () => {
      setText('')
      void client.invalidateQueries({ queryKey: ['approvals'] })
      toast.done(`Asked ${request.requestedBy.name}`)
      onClose()
    },
    onError: (error) => toast.failed(error),
  })
  return (
    <Modal opened={open} onClose={onClose} title={`Ask ${request.requestedBy.name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          ask.mutate()
        }}
      >
        <Stack gap="sm">
          <Textarea
            label="Question"
            description="The decision stays open until you give it."
            autosize
            minRows={3}
            data-autofocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={text.trim() === ''} loading={ask.isPending}>
              Ask
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
