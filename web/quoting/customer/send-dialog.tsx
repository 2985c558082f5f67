import { Alert, Button, Checkbox, Modal, Skeleton, Tabs, Textarea, TextInput } from '@mantine/core'
import { IconPaperclip, IconPlus, IconX } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { draftMail, sendQuote } from '../../../contract/proposals.ts'
import { call, newIdempotencyKey } from '../../shell/api.ts'
import { toast, usePhone } from '../../ui/index.ts'
import { useQuote } from '../store/use-quote.ts'
import { useWorkspace } from '../workspace/workspace.ts'
import css from './send.module.css'
import { useReloadProposals } from './use-proposals.ts'

type Draft = Awaited<ReturnType<typeof call<typeof draftMail>>>['data']
type Address = { name: string; email: string }

/** The mail to the customer: written, looked at, sent. */
export function SendDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const number = useQuote((quote) => quote.number)
  const phone = usePhone()
  return (
    <Modal opened={opened} onClose={onClose} title={`Send ${number}`} size={720} fullScreen={phone}>
      {opened && <Loaded onClose={onClose} />}
    </Modal>
  )
}

function Loaded({ onClose }: { onClose: () => void }) {
  const id = useQuote((quote) => quote.id)
  const draft = useQuery({
    queryKey: ['mail-draft', id],
    queryFn: async ({ signal }) => (await call(draftMail, { params: { id }, signal })).data,
    gcTime: 0,
  })
  if (draft.isError) return <Alert color="red">{draft.error.message}</Alert>
  if (!draft.data) return <Skeleton height={360} />
  return <Letter draft={draft.data} onClose={onClose} />
}

function Letter({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const id = useQuote((quote) => quote.id)
  const { open } = useWorkspace()
  const reload = useReloadProposals()
  const [to, setTo] = useState<Address[]>(
    draft.to.length > 0 ? draft.to.map(({ name, email }) => ({ name: name ?? '', email })) : [nobody],
  )
  const [subject, setSubject] = useState(draft.subject)
  const [message, setMessage] = useState(draft.message)
  const [attach, setAttach] = useState(true)
  const letter = () => ({
    to: to.map(({ name, email }) => ({ email: email.trim(), ...(name.trim() && { name: name.trim() }) })),
    subject,
    message,
    attach,
  })
  const send = useMutation({
    mutationFn: () =>
      call(sendQuote, { params: { id }, body: letter(), idempotencyKey: newIdempotencyKey() }),
    onSuccess: () => {
      toast.done(to.length === 1 ? `Sent to ${to[0]?.name || to[0]?.email}` : `Sent to ${to.length} people`)
      reload()
      open({ kind: 'customer' })
      onClose()
    },
  })
  const ready =
    to.every(({ email }) => /^\S+@\S+\.\S+$/.test(email.trim())) && subject.trim() && message.trim()
  return (
    <Tabs defaultValue="write" keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="write">Write</Tabs.Tab>
        <Tabs.Tab value="preview" disabled={!ready}>
          Preview
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="write">
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault()
            if (ready) send.mutate()
          }}
        >
          {!draft.server && (
            <Alert color="amber">
              No mail server is set up: the mail is kept and not sent. An administrator sets SMTP_URL; a link
              can be made and copied meanwhile.
            </Alert>
          )}
          <Recipients to={to} onChange={setTo} />
          <TextInput
            label="Subject"
            value={subject}
            maxLength={200}
            onChange={(event) => setSubject(event.currentTarget.value)}
          />
          <Textarea
            label="Message"
            description="The figures and a button to the customer’s page follow below it."
            autosize
            minRows={6}
            maxRows={14}
            maxLength={10_000}
            value={message}
            onChange={(event) => setMessage(event.currentTarget.value)}
          />
          <Checkbox
            label={
              <span className={css.attached}>
                <IconPaperclip size={15} stroke={1.7} aria-hidden /> Attach {draft.attachments.join(', ')}
              </span>
            }
            checked={attach}
            onChange={(event) => setAttach(event.currentTarget.checked)}
          />
          {send.isError && (
            <Alert color="red" role="alert">
              {send.error.message}
            </Alert>
          )}
          <div className={css.buttons}>
            <Button variant="default" onClick={onClose}>
              Not now
            </Button>
            <Button type="submit" disabled={!ready} loading={send.isPending}>
              Send
            </Button>
          </div>
        </form>
      </Tabs.Panel>
      <Tabs.Panel value="preview">
        <Preview letter={letter()} />
      </Tabs.Panel>
    </Tabs>
  )
}

const nobody: Address = { name: '', email: '' }

function Recipients({ to, onChange }: { to: Address[]; onChange: (to: Address[]) => void }) {
  const set = (index: number, change: Partial<Address>) =>
    onChange(to.map((each, place) => (place === index ? { ...each, ...change } : each)))
  return (
    <fieldset className={css.recipients}>
      <legend>To; each gets a link of their own</legend>
      {to.map(({ name, email }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list
        <div key={index} className={css.recipient}>
          <TextInput
            aria-label={`Name of recipient ${index + 1}`}
            placeholder="Name"
            value={name}
            maxLength={100}
            onChange={(event) => set(index, { name: event.currentTarget.value })}
          />
          <TextInput
            type="email"
            aria-label={`E-mail of recipient ${index + 1}`}
            placeholder="name@company.example"
            value={email}
            maxLength={254}
            required
            onChange={(event) => set(index, { email: event.currentTarget.value })}
          />
          {to.length > 1 && (
            <Button
              variant="subtle"
              color="gray"
              aria-label={`Remove recipient ${index + 1}`}
              onClick={() => onChange(to.filter((_, place) => place !== index))}
            >
              <IconX size={16} />
            </Button>
          )}
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={15} />}
        disabled={to.length >= 20}
        onClick={() => onChange([...to, nobody])}
      >
        Another recipient
      </Button>
    </fieldset>
  )
}

function Preview({ letter }: { letter: { to: { email: string }[]; subject: string; message: string } }) {
  const id = useQuote((quote) => quote.id)
  const shown = useQuery({
    queryKey: ['mail-preview', id, letter],
    queryFn: async ({ signal }) =>
      (await call(sendQuote, { params: { id }, body: { ...letter, dryRun: true }, signal })).data.html,
    gcTime: 0,
  })
  if (shown.isError) return <Alert color="red">{shown.error.message}</Alert>
  if (shown.data === undefined) return <Skeleton height={420} />
  return (
    <>
      <p className={css.subject}>{letter.subject}</p>
      {/* Nothing in it may run or lead anywhere: it is only looked at. */}
      <iframe className={css.preview} title="The mail as its reader sees it" sandbox="" srcDoc={shown.data} />
    </>
  )
}
