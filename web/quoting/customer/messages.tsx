import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answerQuestion, type ProposalMessage } from '../../../contract/proposals.ts'
import { call, newIdempotencyKey } from '../../shell/api.ts'
import { Instant } from '../../ui/index.ts'
import { useQuote } from '../store/use-quote.ts'
import css from './customer.module.css'
import { useReloadProposals } from './use-proposals.ts'

/** What the customer asked, and the answers they read on their page. */
export function Messages({ messages }: { messages: ProposalMessage[] }) {
  const id = useQuote((quote) => quote.id)
  const [text, setText] = useState('')
  const reload = useReloadProposals()
  const answer = useMutation({
    mutationFn: () =>
      call(answerQuestion, { params: { id }, body: { text }, idempotencyKey: newIdempotencyKey() }),
    onSuccess: () => {
      setText('')
      reload()
    },
  })
  return (
    <section>
      <h3 className={css.title}>Questions and answers</h3>
      <ol className={css.list}>
        {messages.map(({ from, name, text: said, at }) => (
          <li key={at + said} className={css.message} data-from={from}>
            <div className={css.soft}>
              <strong>{name}</strong> <Instant value={at} ago />
            </div>
            <p className={css.prose}>{said}</p>
          </li>
        ))}
      </ol>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() !== '') answer.mutate()
        }}
      >
        <Textarea
          label="Write to the customer"
          description="Appears on their page at once."
          autosize
          minRows={2}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {answer.isError && (
          <p className={css.wrong} role="alert">
            {answer.error.message}
          </p>
        )}
        <Button type="submit" variant="default" disabled={text.trim() === ''} loading={answer.isPending}>
          Send the answer
        </Button>
      </form>
    </section>
  )
}
