import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApprovalRequest } from '../../contract/approvals.ts'
import { approveQuote, rejectQuote } from '../../contract/quotes.ts'
import { call, ProblemError } from '../shell/api.ts'
import { Issues, Money, toast } from '../ui/index.ts'
import classes from './approvals.module.css'

export type Asked = { decision: 'approve' | 'reject'; requests: readonly ApprovalRequest[] }

/** The last look before a decision: what it is about, and a word to go with it. Rejecting needs one. */
export function DecisionDialog({
  asked,
  onClose,
  onDone,
}: {
  asked: Asked | undefined
  onClose: () => void
  onDone: () => void
}) {
  const verb = asked?.decision === 'reject' ? 'Reject' : 'Approve'
  const count = asked?.requests.length ?? 0
  return (
    <Modal
      opened={asked !== undefined}
      onClose={onClose}
      size="md"
      title={count === 1 ? `${verb} ${asked?.requests[0]?.quote.number}` : `${verb} ${count} quotes`}
    >
      {asked && <DecisionForm asked={asked} verb={verb} onClose={onClose} onDone={onDone} />}
    </Modal>
  )
}

type DecisionFormProps = { asked: Asked; verb: string; onClose: () => void; onDone: () => void }

function DecisionForm({ asked, verb, onClose, onDone }: DecisionFormProps) {
  const [comment, setComment] = useState('')
  const decide = useDecide(asked, comment.trim(), onDone)
  const left = decide.data?.refused.map(({ request }) => request) ?? asked.requests
  const rejecting = asked.decision === 'reject'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        decide.mutate(left)
      }}
    >
      <Stack gap="sm">
        <ul className={classes.aboutTo}>
          {left.map(({ id, quote }) => (
            <li key={id}>
              <span>
                {quote.customer ?? 'No customer'}{' '}
                <span className={`tabular ${classes.number}`}>{quote.number}</span>
              </span>
              <Money amount={quote.total} currency={quote.currency} />
            </li>
          ))}
        </ul>
        <Textarea
          label={rejecting ? 'Why' : 'Comment'}
          description={rejecting ? 'The owner reads this and can change the quote.' : undefined}
          required={rejecting}
          withAsterisk={false}
          autosize
          minRows={3}
          maxRows={10}
          data-autofocus
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey))
              event.currentTarget.form?.requestSubmit()
          }}
        />
        <Issues issues={decide.data?.refused.map(({ issue }) => issue) ?? []} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" color={rejecting ? 'red' : 'pine'} loading={decide.isPending}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Decides on each by itself, so that one refusal does not hold up the others. */
function useDecide({ decision }: Asked, comment: string, onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (left: readonly ApprovalRequest[]) => {
      const refused = []
      for (const request of left) {
        const { quote } = request
        const given = { params: { id: quote.id }, ifMatch: quote.seq }
        try {
          if (decision === 'approve') await call(approveQuote, { ...given, body: comment ? { comment } : {} })
          else await call(rejectQuote, { ...given, body: { comment } })
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error
          const message = `${quote.number}: ${error.message}`
          const issue = { code: error.code, severity: 'error' as const, path: [quote.number], message }
          refused.push({ request, issue })
        }
      }
      return { refused }
    },
    onSuccess: ({ refused }, left) => {
      void client.invalidateQueries({ queryKey: ['approvals'] })
      void client.invalidateQueries({ queryKey: ['quotes'] })
      const done = left.length - refused.length
      const word = decision === 'approve' ? 'Approved' : 'Rejected'
      if (done > 0)
        toast.done(done === 1 && left[0] ? `${word} ${left[0].quote.number}` : `${word} ${done} quotes`)
      if (refused.length === 0) onDone()
    },
    onError: (error) => toast.failed(error),
  })
}
