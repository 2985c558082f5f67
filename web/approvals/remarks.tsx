import { Button, Group, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type ApprovalRequest, answerQuestion } from '../../contract/approvals.ts'
import { call } from '../shell/api.ts'
import { useSession } from '../shell/session.ts'
import { Instant, Panel, toast } from '../ui/index.ts'
import classes from './decision.module.css'

/** What approvers asked and were answered. Whoever handed the quote in answers here. */
export function Remarks({ request }: { request: ApprovalRequest }) {
  const { user } = useSession()
  const asked = request.remarks.some((remark) => remark.kind === 'QUESTION')
  if (!asked) return null
  const answers = request.status === 'PENDING' && request.requestedBy.id === user.id
  return (
    <Panel title="Questions">
      <ol className={classes.remarks}>
        {request.remarks.map((remark) => (
          <li key={remark.at + remark.by.id} data-kind={remark.kind}>
            <div className={classes.remarkHead}>
              <strong>{remark.by.name}</strong> {remark.kind === 'QUESTION' ? 'asked' : 'answered'}{' '}
              <Instant value={remark.at} ago />
            </div>
            <p className={classes.remarkText}>{remark.text}</p>
          </li>
        ))}
      </ol>
      {answers && <Answer request={request} />}
    </Panel>
  )
}

function Answer({ request }: { request: ApprovalRequest }) {
  const [text, setText] = useState('')
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: () => call(answerQuestion, { params: { id: request.quote.id }, body: { text } }),
    onSuccess: () => {
      setText('')
      void client.invalidateQueries({ queryKey: ['approvals'] })
      void client.invalidateQueries({ queryKey: ['quote-approvals'] })
    },
    onError: (error) => toast.failed(error),
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate()
      }}
    >
      <Textarea
        label="Your answer"
        autosize
        minRows={2}
        mt="sm"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="xs">
        <Button type="submit" size="xs" disabled={text.trim() === ''} loading={send.isPending}>
          Answer
        </Button>
      </Group>
    </form>
  )
}
