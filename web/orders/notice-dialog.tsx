import { Button, Checkbox, Group, Modal, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Contract, giveNotice, type Subscription } from '../../contract/orders.ts'
import { call } from '../shell/api.ts'
import { toast } from '../ui/index.ts'
import classes from './orders.module.css'

type Props = {
  contract: Contract
  running: readonly Subscription[]
  opened: boolean
  onClose: () => void
}

/** The last day of what has no end; a notice that was given can be taken back. */
export function NoticeDialog({ contract, running, opened, onClose }: Props) {
  const client = useQueryClient()
  const [last, setLast] = useState(endOfNextMonth)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = running.filter(({ id }) => !left.has(id)).map(({ id }) => id)
  const notice = useMutation({
    mutationFn: (endsOn: string | null) =>
      call(giveNotice, { params: { id: contract.id }, body: { endsOn, subscriptions: chosen } }),
    onSuccess: ({ data }) => {
      client.setQueryData(['contracts', contract.id], data)
      onClose()
    },
    onError: toast.failed,
  })
  const noticed = running.some(({ id, noticeAt }) => noticeAt !== undefined && !left.has(id))
  const toggle = (id: string) => {
    const next = new Set(left)
    if (!next.delete(id)) next.add(id)
    setLeft(next)
  }
  return (
    <Modal opened={opened} onClose={onClose} title={`Give notice for ${contract.number}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen.length > 0 && last) notice.mutate(dayAfter(last))
        }}
      >
        <Text size="sm" c="dimmed" mb="md">
          These go on until somebody ends them. They run until the last day, and nothing is given back.
        </Text>
        <div className={classes.changes}>
          {running.map(({ id, productName }) => (
            <Checkbox key={id} label={productName} checked={!left.has(id)} onChange={() => toggle(id)} />
          ))}
        </div>
        <TextInput
          mt="md"
          type="date"
          label="Last day"
          required
          value={last}
          onChange={(event) => setLast(event.currentTarget.value)}
        />
        <Group mt="md" justify="flex-end">
          {noticed && (
            <Button variant="default" disabled={notice.isPending} onClick={() => notice.mutate(null)}>
              Take the notice back
            </Button>
          )}
          <Button type="submit" disabled={chosen.length === 0 || last === ''} loading={notice.isPending}>
            Give notice
          </Button>
        </Group>
      </form>
    </Modal>
  )
}

const dayOf = (date: Date) => date.toISOString().slice(0, 10)

function endOfNextMonth(): string {
  const now = new Date()
  return dayOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2, 0)))
}

function dayAfter(day: string): string {
  return dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000))
}
