import { Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type ApprovalRequest,
  delegateApproval,
  listColleagues,
  reassignApproval,
} from '../../contract/approvals.ts'
import { call } from '../shell/api.ts'
import { useSession } from '../shell/session.ts'
import { toast } from '../ui/index.ts'

type Step = ApprovalRequest['steps'][number]
type PassOnDialogProps = {
  request: ApprovalRequest
  open: boolean
  onClose: () => void
  /** An administrator asks somebody else on this step, in place of all who were asked. */
  reassign?: Step | undefined
}

/** Somebody else decides: in the reader's place or that of whom they stand in for, or, for an administrator, in the place of those who were asked. */
export function PassOnDialog({ request, open, onClose, reassign }: PassOnDialogProps) {
  const { user } = useSession()
  const holders = [user.id, ...request.insteadOf.map(({ id }) => id)]
  const step =
    reassign ??
    request.steps.find(
      (each) => each.status === 'OPEN' && each.askedOf.some(({ id }) => holders.includes(id)),
    )
  return (
    <Modal opened={open} onClose={onClose} title={reassign ? 'Ask somebody else' : 'Pass the decision on'}>
      {step && <PassOnForm step={step} reassign={reassign !== undefined} onClose={onClose} />}
    </Modal>
  )
}

function PassOnForm({ step, reassign, onClose }: { step: Step; reassign: boolean; onClose: () => void }) {
  const [to, setTo] = useState<string | null>(null)
  const [comment, setComment] = useState('')
  const client = useQueryClient()
  const colleagues = useQuery({
    queryKey: ['approvals', 'colleagues', step.id],
    queryFn: async ({ signal }) =>
      (await call(listColleagues, { params: { step: step.id }, query: {}, signal })).data.items,
  })
  const pass = useMutation({
    mutationFn: async () => {
      const params = { step: step.id }
      const said = comment.trim()
      if (reassign) await call(reassignApproval, { params, body: { to: to ?? '', comment: said } })
      else await call(delegateApproval, { params, body: { to: to ?? '', ...(said && { comment: said }) } })
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['approvals'] })
      toast.done('The decision was passed on')
      onClose()
    },
    onError: (error) => toast.failed(error),
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        pass.mutate()
      }}
    >
      <Stack gap="sm">
        <Select
          label="Who decides"
          description="Only people who may decide and have no hand in the quote. It is not passed on a second time."
          placeholder="Choose somebody"
          searchable
          data-autofocus
          data={colleagues.data?.map((person) => ({ value: person.id, label: person.name })) ?? []}
          value={to}
          onChange={setTo}
        />
        <Textarea
          label={reassign ? 'Why' : 'Comment'}
          required={reassign}
          withAsterisk={false}
          autosize
          minRows={2}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            disabled={!to || (reassign && comment.trim() === '')}
            loading={pass.isPending}
          >
            Pass on
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
