import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { cancelOrder, type Order } from '../../contract/orders.ts'
import { call } from '../shell/api.ts'
import { can, useSession } from '../shell/session.ts'
import { toast } from '../ui/index.ts'
import { useFulfill } from './use-fulfill.ts'

/** What can be done with an open order: note that it was delivered, or give it up. */
export function OrderActions({ order }: { order: Order }) {
  const session = useSession()
  const [cancelling, setCancelling] = useState(false)
  const fulfill = useFulfill(order)
  if (order.status !== 'OPEN' || !can(session, 'orders.write')) return null
  const delivered = order.lines.some((line) => line.status === 'FULFILLED')
  return (
    <>
      {!delivered && (
        <Button variant="default" onClick={() => setCancelling(true)}>
          Cancel the order
        </Button>
      )}
      <Button loading={fulfill.isPending} onClick={() => fulfill.mutate(undefined)}>
        {delivered ? 'Mark the rest as delivered' : 'Mark all as delivered'}
      </Button>
      <CancelDialog order={order} opened={cancelling} onClose={() => setCancelling(false)} />
    </>
  )
}

function CancelDialog({ order, opened, onClose }: { order: Order; opened: boolean; onClose: () => void }) {
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const cancel = useMutation({
    mutationFn: () =>
      call(cancelOrder, {
        params: { id: order.id },
        body: { reason: reason.trim() },
        ifMatch: order.version,
      }),
    onSuccess: () => {
      toast.done(`${order.number} is cancelled`)
      onClose()
      return client.invalidateQueries({ queryKey: ['orders'] })
    },
    onError: toast.failed,
  })
  return (
    <Modal opened={opened} onClose={onClose} title={`Cancel ${order.number}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim() !== '') cancel.mutate()
        }}
      >
        <TextInput
          label="Why"
          description={order.contract && `Its contract ${order.contract.number} ends with it.`}
          value={reason}
          maxLength={200}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button
          type="submit"
          color="red"
          mt="md"
          fullWidth
          disabled={reason.trim() === ''}
          loading={cancel.isPending}
        >
          Cancel the order
        </Button>
      </form>
    </Modal>
  )
}
