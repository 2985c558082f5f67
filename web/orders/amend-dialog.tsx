import { Button, Group, Modal, NativeSelect, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { amendContract, type Contract, type Subscription } from '../../contract/orders.ts'
import { readNumber } from '../quoting/values/read-number.ts'
import { call, newIdempotencyKey } from '../shell/api.ts'
import { Quantity, toast } from '../ui/index.ts'
import classes from './orders.module.css'

type Props = { contract: Contract; opened: boolean; onClose: () => void }

/** Other quantities from a day on; zero ends a subscription. It becomes a quote, with credits for what is left. */
export function AmendDialog({ contract, opened, onClose }: Props) {
  const navigate = useNavigate()
  const running = contract.subscriptions.filter(isRunning)
  const [from, setFrom] = useState(() => nextDay(contract.startsOn))
  const [price, setPrice] = useState<'SAME' | 'LIST'>('SAME')
  const [wanted, setWanted] = useState<Record<string, string>>({})
  const read = running.map(({ id, quantity }) => ({ id, ...quantityFrom(wanted[id], quantity) }))
  const changes = read.flatMap(({ id, next }) =>
    next === undefined ? [] : [{ subscription: id, quantity: next }],
  )
  const ready = changes.length > 0 && read.every(({ problem }) => problem === undefined)
  const begin = useMutation({
    mutationFn: () =>
      call(amendContract, {
        params: { id: contract.id },
        body: { from, changes, price },
        idempotencyKey: newIdempotencyKey(),
      }),
    onSuccess: ({ data }) => void navigate({ to: '/quotes/$id', params: { id: data.id } }),
    onError: toast.failed,
  })
  return (
    <Modal opened={opened} onClose={onClose} title={`Amend ${contract.number}`} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) begin.mutate()
        }}
      >
        <Text size="sm" c="dimmed" mb="md">
          What is left of the changed subscriptions is given back to the cent; what goes on is charged from
          that day. Products can be added on the quote.
        </Text>
        <Group grow align="start" mb="md">
          <TextInput
            type="date"
            label="From"
            required
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <NativeSelect
            label="Price"
            value={price}
            onChange={(event) => setPrice(event.currentTarget.value === 'LIST' ? 'LIST' : 'SAME')}
            data={[
              { value: 'SAME', label: 'As agreed' },
              { value: 'LIST', label: 'As the price list says today' },
            ]}
          />
        </Group>
        <div className={classes.changes}>
          {running.map((each) => (
            <TextInput
              key={each.id}
              label={each.productName}
              description={
                <>
                  <Quantity value={each.quantity} /> now; 0 ends it
                </>
              }
              error={read.find(({ id }) => id === each.id)?.problem}
              inputMode="decimal"
              value={wanted[each.id] ?? each.quantity}
              onChange={({ currentTarget: { value } }) => setWanted({ ...wanted, [each.id]: value })}
            />
          ))}
        </div>
        <Button type="submit" mt="md" fullWidth disabled={!ready} loading={begin.isPending}>
          Make the quote
        </Button>
      </form>
    </Modal>
  )
}

/** What is written as a change: null ends it, nothing leaves it as it is. */
function quantityFrom(text: string | undefined, now: string): { next?: string | null; problem?: string } {
  if (text === undefined || text.trim() === '') return {}
  const read = readNumber(text)
  if (read.kind === 'ambiguous') return { problem: `${read.either[0]} or ${read.either[1]}?` }
  if (read.kind !== 'number' || read.value.startsWith('-')) return { problem: 'Give a number, such as 15' }
  if (read.value === '0') return { next: null }
  return read.value === now ? {} : { next: read.value }
}

function isRunning({ status }: Subscription): boolean {
  return status === 'ACTIVE'
}

/** Tomorrow, or the day the contract begins where that is later. */
function nextDay(start: string): string {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  return start > tomorrow ? start : tomorrow
}
