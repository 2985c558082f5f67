import { Alert, Anchor, Button } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { getMail, listMails, type Mail, resendMail } from '../../contract/messages.ts'
import { call } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { usePages } from '../shell/use-pages.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  Facts,
  Instant,
  Page,
  SidePanel,
  StatusBadge,
  type Tone,
  toast,
} from '../ui/index.ts'
import classes from './messages.module.css'

const states: Record<Mail['status'], { word: string; tone: Tone }> = {
  WAITING: { word: 'Waiting', tone: 'warning' },
  SENT: { word: 'Sent', tone: 'success' },
  FAILED: { word: 'Refused', tone: 'danger' },
  NOT_SENT: { word: 'Not sent', tone: 'neutral' },
}

const columns: Column<Mail>[] = [
  { key: 'subject', title: 'Subject', render: (mail) => mail.subject },
  { key: 'to', title: 'To', render: (mail) => mail.to, from: 'sm' },
  { key: 'status', title: 'Status', width: 120, render: (mail) => <MailState mail={mail} /> },
  {
    key: 'at',
    title: 'Written',
    width: 170,
    from: 'md',
    render: (mail) => <Instant value={mail.createdAt} />,
  },
]

/** All mail the system wrote: what went out, what waits and what was refused. */
export function MailPage() {
  const [open, setOpen] = useState<Mail['id']>()
  const list = usePages(
    ['mails'],
    async (cursor, signal) => (await call(listMails, { query: { limit: 50, cursor }, signal })).data,
  )
  return (
    <Page title="Mail">
      {list.first?.server === false && (
        <Alert mb="md" title="No mail server is set up">
          Mail is written and kept here, but does not go out. Name a server under{' '}
          <Anchor component={Link} to="/settings?group=mail">
            Settings → Mail
          </Anchor>
          ; what was not sent can be sent then.
        </Alert>
      )}
      <div style={{ display: 'flex', gap: 16, alignItems: 'flex-start' }}>
        <div style={{ flex: 1, minWidth: 0 }}>
          <ListState
            list={list}
            empty={
              <EmptyState icon={<IconMail size={22} stroke={1.6} />} title="No mail yet">
                What the system writes to people and customers is listed here with what became of it.
              </EmptyState>
            }
          >
            <DataTable
              label="Mail"
              columns={columns}
              rows={list.items}
              rowKey={(mail) => mail.id}
              href={() => '#'}
              onOpen={(mail) => setOpen(mail.id)}
            />
          </ListState>
        </div>
        {open && <MailPanel id={open} onClose={() => setOpen(undefined)} />}
      </div>
    </Page>
  )
}

function MailState({ mail }: { mail: Mail }) {
  const { word, tone } = states[mail.status]
  return (
    <StatusBadge tone={tone} hollow={mail.status === 'WAITING'}>
      {word}
    </StatusBadge>
  )
}

function MailPanel({ id, onClose }: { id: Mail['id']; onClose: () => void }) {
  const client = useQueryClient()
  const { data: mail } = useQuery({
    queryKey: ['mails', 'one', id],
    queryFn: async ({ signal }) => (await call(getMail, { params: { id }, signal })).data,
  })
  const resend = useMutation({
    mutationFn: () => call(resendMail, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['mails'] }),
    onError: (error) => toast.failed(error),
  })
  return (
    <SidePanel open onClose={onClose} title={mail?.subject ?? 'Mail'}>
      {mail && (
        <>
          <Facts
            facts={[
              ['To', mail.to],
              ['Status', <MailState key="state" mail={mail} />],
              ['Attempts', String(mail.attempts)],
              ...(mail.sentAt
                ? [['Sent', <Instant key="sent" value={mail.sentAt} />] as [string, React.ReactNode]]
                : []),
              ...(mail.lastError ? [['Reason', mail.lastError] as [string, React.ReactNode]] : []),
              ...(mail.attachments.length > 0
                ? [
                    ['Attached', mail.attachments.map((one) => one.name).join(', ')] as [
                      string,
                      React.ReactNode,
                    ],
                  ]
                : []),
            ]}
          />
          <pre className={classes.mailText}>{mail.text}</pre>
          {mail.status !== 'SENT' && (
            <Button mt="md" variant="default" loading={resend.isPending} onClick={() => resend.mutate()}>
              Send now
            </Button>
          )}
        </>
      )}
    </SidePanel>
  )
}
