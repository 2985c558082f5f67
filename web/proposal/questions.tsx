import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { askProposal } from '../../contract/proposal-page.ts'
import { call } from '../shell/api.ts'
import { Instant } from '../ui/index.ts'
import css from './proposal.module.css'
import { refusal } from './refusal.ts'
import { useAround, useStep } from './use-proposal.ts'

/** What was asked and answered, and room for the next question. */
export function Questions() {
  const { view, words } = useAround()
  return (
    <section className={css.card}>
      <h2 className={css.cardTitle}>{words.questions}</h2>
      {view.messages.length === 0 && <p className={css.soft}>{words.noQuestions}</p>}
      <ol className={css.messages}>
        {view.messages.map(({ from, name, text, at }) => (
          <li key={at + text} data-from={from}>
            <p className={css.messageHead}>
              <strong>{name}</strong> <Instant value={at} ago />
            </p>
            <p className={css.prose}>{text}</p>
          </li>
        ))}
      </ol>
      <AskForm />
    </section>
  )
}

function AskForm() {
  const { view, words } = useAround()
  const [name, setName] = useState(view.recipient.name ?? '')
  const [text, setText] = useState('')
  const ask = useStep((_: undefined, token: string) =>
    call(askProposal, { params: { token }, body: { name, text } }),
  )
  const ready = name.trim() !== '' && text.trim() !== ''
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) ask.mutate(undefined, { onSuccess: () => setText('') })
      }}
    >
      <TextInput
        label={words.yourName}
        size="md"
        autoComplete="name"
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label={words.yourQuestion}
        size="md"
        autosize
        minRows={2}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {ask.isError && (
        <p className={css.wrong} role="alert">
          {refusal(ask.error, words)}
        </p>
      )}
      <div className={css.buttons}>
        {ask.isSuccess && text === '' && (
          <span className={css.soft} role="status">
            {words.sent}
          </span>
        )}
        <Button type="submit" variant="default" size="md" disabled={!ready} loading={ask.isPending}>
          {words.send}
        </Button>
      </div>
    </form>
  )
}
