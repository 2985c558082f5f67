import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { fulfillLines } from '../../contract/orders.ts'
import { type ListedLine, setLineStatuses } from '../../contract/quotes.ts'
import { call, newIdempotencyKey } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'
import { toast } from '../ui/index.ts'
import classes from './quotes.module.css'

type Done = { changed: string[]; refused: { lines: string[]; number?: string | undefined; detail: string }[] }

/** What can be done with all picked lines; each button is for those of them it can be for. */
export function LinesBar({ lines, onDone }: { lines: readonly ListedLine[]; onDone: () => void }) {
  const can = useCan()
  const drafts = can('quotes.write') ? lines.filter((line) => line.quoteStatus === 'DRAFT') : []
  const running = drafts.filter((line) => line.status !== 'CANCELLED')
  const cancelled = drafts.filter((line) => line.status === 'CANCELLED')
  const ordered = can('orders.write')
    ? lines.filter((line) => line.quoteStatus === 'CONVERTED' && line.status === 'APPROVED')
    : []
  const set = useStatus(onDone)
  const deliver = useDelivery(onDone)
  const named = (of: readonly ListedLine[]) => (of.length === lines.length ? '' : ` ${of.length}`)
  return (
    <div className={classes.picked} role="toolbar" aria-label="Picked lines">
      <strong>{lines.length === 1 ? '1 line' : `${lines.length} lines`}</strong>
      {ordered.length > 0 && (
        <Button size="compact-sm" loading={deliver.isPending} onClick={() => deliver.mutate(ordered)}>
          Mark{named(ordered)} as delivered
        </Button>
      )}
      {running.length > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          loading={set.isPending}
          onClick={() => set.mutate({ lines: running, status: 'CANCELLED' })}
        >
          Cancel{named(running)}
        </Button>
      )}
      {cancelled.length > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          loading={set.isPending}
          onClick={() => set.mutate({ lines: cancelled, status: 'PENDING' })}
        >
          Take the cancellation{named(cancelled) && ` of${named(cancelled)}`} back
        </Button>
      )}
      {drafts.length + ordered.length === 0 && (
        <span className={classes.cardNumber}>
          Lines are cancelled in drafts, and delivered once they are ordered.
        </span>
      )}
      <Button size="compact-sm" variant="subtle" onClick={onDone}>
        None
      </Button>
    </div>
  )
}

type Wish = { lines: readonly ListedLine[]; status: 'CANCELLED' | 'PENDING' }

/** Undo rather than a question: what was cancelled is set back from the message that says so. */
function useStatus(onDone: () => void) {
  const client = useQueryClient()
  const carry = async ({ lines, status }: Wish) => {
    const body = { lines: lines.map(({ id, quote }) => ({ line: id, quote })), status }
    const { data } = await call(setLineStatuses, { body, idempotencyKey: newIdempotencyKey() })
    await client.invalidateQueries({ queryKey: ['quotes'] })
    return data
  }
  return useMutation({
    mutationFn: carry,
    onSuccess: (data, { lines, status }) => {
      onDone()
      const back = status === 'CANCELLED' ? 'PENDING' : 'CANCELLED'
      const changed = lines.filter((line) => data.changed.includes(line.id))
      said(
        data,
        status === 'CANCELLED' ? 'cancelled' : 'no longer cancelled',
        () => void carry({ lines: changed, status: back }).catch(toast.failed),
      )
    },
    onError: toast.failed,
  })
}

function useDelivery(onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (lines: readonly ListedLine[]) => {
      const body = { lines: lines.map(({ id }) => id) }
      return (await call(fulfillLines, { body, idempotencyKey: newIdempotencyKey() })).data
    },
    onSuccess: async (data) => {
      onDone()
      said(data, 'delivered')
      await Promise.all(['quotes', 'orders'].map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
    onError: toast.failed,
  })
}

/** What was done, and each quote or order that refused with its reason. */
function said({ changed, refused }: Done, done: string, undo?: () => void): void {
  const count = changed.length === 1 ? '1 line' : `${changed.length} lines`
  if (changed.length > 0) toast.done(`${count} ${done}`, undo ? { act: undo } : undefined)
  for (const { detail } of refused) toast.failed(new Error(detail))
}
