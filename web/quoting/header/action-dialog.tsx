import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { QuoteAction } from '../../../contract/quotes.ts'
import { ProblemError } from '../../shell/api.ts'
import { Issues, toast } from '../../ui/index.ts'
import { ApprovalPanel } from '../approval/approval-panel.tsx'
import { useQuote, useStore } from '../store/use-quote.ts'
import { actionText } from '../values/statuses.ts'
import { carryOut, type Given } from './carry-out.ts'

type Ask = {
  sentence: string
  /** A text that goes along, and whether it has to. */
  text?: { label: string; needed?: true }
  name?: true
  done: string
  danger?: true
}

const asks: Record<QuoteAction, Ask> = {
  submit: {
    sentence: 'The quote is frozen until it is decided or recalled.',
    text: { label: 'Comment for the approvers' },
    done: 'Submitted',
  },
  approve: { sentence: 'You approve the quote as it stands.', text: { label: 'Comment' }, done: 'Approved' },
  reject: {
    sentence: 'The owner can change the quote and submit it again.',
    text: { label: 'Why', needed: true },
    done: 'Rejected',
    danger: true,
  },
  recall: {
    sentence: 'The quote becomes a draft again. What does not change stays approved.',
    text: { label: 'Comment' },
    done: 'Recalled',
  },
  revise: {
    sentence: 'Opens the quote for change. A finalized version stays valid until the next one is accepted.',
    text: { label: 'What is going to change' },
    done: 'Open for change',
  },
  finalize: {
    sentence:
      'Freezes this version for the customer and stores its document. It can no longer be changed, only revised.',
    done: 'Finalized',
  },
  accept: {
    sentence: 'Records that the customer accepted this version.',
    name: true,
    text: { label: 'Comment' },
    done: 'Acceptance recorded',
  },
  decline: {
    sentence: 'Records that the customer declined this version.',
    text: { label: 'Reason' },
    done: 'Refusal recorded',
  },
  convert: { sentence: 'Makes the order of this quote, once.', done: 'Order made' },
  cancel: {
    sentence: 'Gives the quote up. It cannot be opened again, only cloned.',
    text: { label: 'Comment' },
    done: 'Cancelled',
    danger: true,
  },
}

/** The last look before a step that others see. */
export function ActionDialog({ action, onClose }: { action: QuoteAction | undefined; onClose: () => void }) {
  const number = useQuote((quote) => quote.number)
  return (
    <Modal
      opened={action !== undefined}
      onClose={onClose}
      title={action && `${actionText[action]}: ${number}`}
      size="md"
    >
      {action && <ActionForm action={action} onClose={onClose} />}
    </Modal>
  )
}

function ActionForm({ action, onClose }: { action: QuoteAction; onClose: () => void }) {
  const ask = asks[action]
  const customer = useQuote((quote) => quote.customer?.company ?? '')
  const [text, setText] = useState('')
  const [name, setName] = useState('')
  const step = useStep(action, onClose)
  const ready = (!ask.text?.needed || text.trim() !== '') && (!ask.name || name.trim() !== '')
  const problem = step.error instanceof ProblemError ? step.error.problem : undefined
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) step.mutate({ text: text.trim(), name: name.trim() })
      }}
    >
      <Stack gap="sm">
        <p>{ask.sentence}</p>
        {action === 'submit' && <ApprovalPanel />}
        {ask.name && (
          <TextInput
            label="Who accepted"
            description={customer && `At ${customer}`}
            value={name}
            maxLength={200}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        {ask.text && (
          <Textarea
            label={ask.text.label}
            autosize
            minRows={2}
            maxRows={8}
            value={text}
            data-autofocus={!ask.name || undefined}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.metaKey || event.ctrlKey))
                event.currentTarget.form?.requestSubmit()
            }}
          />
        )}
        {problem && (
          <Issues
            issues={
              problem.issues?.length
                ? problem.issues
                : [{ code: problem.code, severity: 'error', path: [], message: problem.detail }]
            }
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button
            type="submit"
            disabled={!ready}
            loading={step.isPending}
            data-autofocus={(!ask.text && !ask.name) || undefined}
            {...(ask.danger && { color: 'red' })}
          >
            {actionText[action]}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Waits until every edit is saved, then takes the step on exactly what the person saw. */
function useStep(action: QuoteAction, onClose: () => void) {
  const store = useStore()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (given: Given) => carryOut(action, await store.settled(), given),
    onSuccess: (quote) => {
      store.adopt(quote)
      void client.invalidateQueries({ queryKey: ['approvals'] })
      void client.invalidateQueries({ queryKey: ['quotes'] })
      toast.done(
        quote.order && action === 'convert'
          ? `Order ${quote.order.number} made`
          : `${asks[action].done}: ${quote.number}`,
      )
      onClose()
    },
    onError: () => void store.refresh(),
  })
}
