import { Button, Modal, NativeSelect, NumberInput, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Contract, renewContract } from '../../contract/orders.ts'
import { readNumber } from '../quoting/values/read-number.ts'
import { call, newIdempotencyKey } from '../shell/api.ts'
import { toast } from '../ui/index.ts'

type Mode = 'SAME' | 'LIST' | 'UPLIFT'
type Props = { contract: Contract; opened: boolean; onClose: () => void }

/** The next term: for how long, and for what. */
export function RenewDialog({ contract, opened, onClose }: Props) {
  const navigate = useNavigate()
  const [months, setMonths] = useState(12)
  const [mode, setMode] = useState<Mode>('SAME')
  const [percent, setPercent] = useState('5')
  const [cap, setCap] = useState('')
  const more = numberIn(percent)
  const most = cap.trim() === '' ? {} : numberIn(cap)
  const wrong = mode === 'UPLIFT' && (more.problem !== undefined || most.problem !== undefined)
  const begin = useMutation({
    mutationFn: () =>
      call(renewContract, {
        params: { id: contract.id },
        body: {
          months,
          price:
            mode === 'UPLIFT'
              ? { mode, percent: more.value ?? percent, ...(most.value !== undefined && { cap: most.value }) }
              : { mode },
        },
        idempotencyKey: newIdempotencyKey(),
      }),
    onSuccess: ({ data }) => void navigate({ to: '/quotes/$id', params: { id: data.id } }),
    onError: toast.failed,
  })
  return (
    <Modal opened={opened} onClose={onClose} title={`Renew ${contract.number}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!wrong) begin.mutate()
        }}
      >
        <Text size="sm" c="dimmed" mb="md">
          A quote for the term after the one that ends, with the subscriptions as they are.
        </Text>
        <NumberInput
          label="Months"
          min={1}
          max={240}
          allowDecimal={false}
          value={months}
          onChange={(value) => setMonths(Number(value) || 12)}
        />
        <NativeSelect
          mt="sm"
          label="Price"
          value={mode}
          onChange={(event) => setMode(event.currentTarget.value as Mode)} // one of the three below
          data={[
            { value: 'SAME', label: 'As agreed' },
            { value: 'UPLIFT', label: 'As agreed, and more' },
            { value: 'LIST', label: 'As the price list says today' },
          ]}
        />
        {mode === 'UPLIFT' && (
          <>
            <TextInput
              mt="sm"
              label="Percent more"
              inputMode="decimal"
              value={percent}
              error={more.problem}
              onChange={(event) => setPercent(event.currentTarget.value)}
            />
            <TextInput
              mt="sm"
              label="At most, a unit"
              description="Left empty, there is no limit"
              inputMode="decimal"
              value={cap}
              error={most.problem}
              onChange={(event) => setCap(event.currentTarget.value)}
            />
          </>
        )}
        <Button type="submit" mt="md" fullWidth disabled={wrong} loading={begin.isPending}>
          Make the quote
        </Button>
      </form>
    </Modal>
  )
}

/** As people write it, "2,5" too; "1.000" can mean two things, which is asked back. */
function numberIn(text: string): { value?: string; problem?: string } {
  const read = readNumber(text)
  if (read.kind === 'number') return { value: read.value }
  return { problem: read.kind === 'ambiguous' ? `${read.either[0]} or ${read.either[1]}?` : 'Give a number' }
}
