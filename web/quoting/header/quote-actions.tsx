import { ActionIcon, Button, Menu } from '@mantine/core'
import {
  IconCalendarTime,
  IconCopy,
  IconDots,
  IconDownload,
  IconFileTypePdf,
  IconHistory,
  IconNotes,
  IconSend,
  IconWorld,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { quoteFile, quotePdf } from '../../../contract/documents.ts'
import { cloneQuote, type QuoteAction } from '../../../contract/quotes.ts'
import { call, hrefOf, newIdempotencyKey } from '../../shell/api.ts'
import { toast, usePhone } from '../../ui/index.ts'
import { SendDialog } from '../customer/send-dialog.tsx'
import { useQuote } from '../store/use-quote.ts'
import { actionText } from '../values/statuses.ts'
import { useWorkspace } from '../workspace/workspace.ts'
import { ActionDialog } from './action-dialog.tsx'
import { FilingItems, HandOver } from './filing-items.tsx'
import { primaryOf } from './primary.ts'

const icon = { size: 16, stroke: 1.7 } as const

/** What can be done with the quote now: the step that moves it on stands out, the rest is at hand. */
export function QuoteActions() {
  const actions = useQuote((quote) => quote.actions)
  const current = useQuote((quote) => quote.current)
  const template = useQuote((quote) => quote.template ?? false)
  const phone = usePhone()
  const { open } = useWorkspace()
  const [asked, setAsked] = useState<QuoteAction>()
  const [sending, setSending] = useState(false)
  // What waits for its customer's answer is sent first of all.
  const sendable = useQuote((quote) => quote.current && quote.status === 'FINALIZED' && !quote.expired)
  const [handing, setHanding] = useState(false)
  const primary = current ? primaryOf(actions) : undefined
  const others = current ? actions.filter((action) => action !== primary) : []
  const beside = phone
    ? []
    : others.filter((action) => ['reject', 'recall', 'revise', 'decline'].includes(action)).slice(0, 2)
  const pdf = usePdf()
  const files = useFiles()
  const clone = useClone()
  return (
    <>
      {!phone && (
        <Button
          variant="default"
          leftSection={<IconFileTypePdf {...icon} />}
          component="a"
          href={pdf}
          target="_blank"
        >
          PDF
        </Button>
      )}
      {beside.map((action) => (
        <Button key={action} variant="default" onClick={() => setAsked(action)}>
          {actionText[action]}
        </Button>
      ))}
      {primary && !phone && (
        <Button variant={sendable ? 'default' : 'filled'} onClick={() => setAsked(primary)}>
          {actionText[primary]}
        </Button>
      )}
      {sendable && (
        <Button leftSection={<IconSend {...icon} />} onClick={() => setSending(true)}>
          Send
        </Button>
      )}
      <Menu width={220}>
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label="More actions">
            <IconDots size={17} stroke={1.8} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {phone && (
            <Menu.Item leftSection={<IconFileTypePdf {...icon} />} component="a" href={pdf} target="_blank">
              Open the PDF
            </Menu.Item>
          )}
          {files.map(({ form, label, href }) => (
            <Menu.Item key={form} leftSection={<IconDownload {...icon} />} component="a" href={href} download>
              {label}
            </Menu.Item>
          ))}
          <Menu.Item leftSection={<IconNotes {...icon} />} onClick={() => open({ kind: 'terms' })}>
            Terms and notes
          </Menu.Item>
          <Menu.Item leftSection={<IconWorld {...icon} />} onClick={() => open({ kind: 'customer' })}>
            The customer’s page
          </Menu.Item>
          <Menu.Item leftSection={<IconCalendarTime {...icon} />} onClick={() => open({ kind: 'asOf' })}>
            Prices of another day
          </Menu.Item>
          <Menu.Item leftSection={<IconHistory {...icon} />} onClick={() => open({ kind: 'history' })}>
            History
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy {...icon} />} onClick={clone}>
            {template ? 'Begin a quote from it' : 'Clone'}
          </Menu.Item>
          {current && <FilingItems onHandOver={() => setHanding(true)} />}
          {others.some((action) => !beside.includes(action)) && <Menu.Divider />}
          {others
            .filter((action) => !beside.includes(action))
            .map((action) => (
              <Menu.Item
                key={action}
                onClick={() => setAsked(action)}
                {...(action === 'cancel' && { color: 'red' })}
              >
                {actionText[action]}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      <ActionDialog action={asked} onClose={() => setAsked(undefined)} />
      <SendDialog opened={sending} onClose={() => setSending(false)} />
      <HandOver opened={handing} onClose={() => setHanding(false)} />
    </>
  )
}

/** The button of the step that moves the quote on, by itself: for the bar at the foot of a phone. */
export function PrimaryAction() {
  const actions = useQuote((quote) => quote.actions)
  const current = useQuote((quote) => quote.current)
  const [asked, setAsked] = useState<QuoteAction>()
  const primary = current ? primaryOf(actions) : undefined
  if (!primary) return null
  return (
    <>
      <Button size="md" onClick={() => setAsked(primary)}>
        {actionText[primary]}
      </Button>
      <ActionDialog action={asked} onClose={() => setAsked(undefined)} />
    </>
  )
}

function usePdf(): string {
  const id = useQuote((quote) => quote.id)
  const version = useQuote((quote) => quote.version)
  return hrefOf(quotePdf, { params: { id }, query: { version } })
}

function useFiles() {
  const id = useQuote((quote) => quote.id)
  const version = useQuote((quote) => quote.version)
  const labels = { xlsx: 'Download as a workbook', ubl: 'Download as UBL', json: 'Download as JSON' } as const
  return (['xlsx', 'ubl', 'json'] as const).map((form) => ({
    form,
    label: labels[form],
    href: hrefOf(quoteFile, { params: { id, form }, query: { version } }),
  }))
}

function useClone(): () => void {
  const id = useQuote((quote) => quote.id)
  const navigate = useNavigate()
  return () => {
    call(cloneQuote, { params: { id }, idempotencyKey: newIdempotencyKey() })
      .then(({ data }) => {
        toast.done(`Cloned as ${data.number}`)
        return navigate({ to: '/quotes/$id', params: { id: data.id } })
      })
      .catch((error: unknown) => toast.failed(error))
  }
}
