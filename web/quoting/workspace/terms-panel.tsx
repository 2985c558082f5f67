import { Anchor, Textarea, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Command } from '../../../contract/quotes.ts'
import { useQuote, useStore } from '../store/use-quote.ts'
import css from './workspace.module.css'
import { useWorkspace } from './workspace.ts'

type Fields = Extract<Command, { type: 'setQuote' }>['fields']
const limit = 10_000

/** The words that go with the quote: for the customer, and among colleagues. Saved when one leaves the field. */
export function TermsPanel() {
  const store = useStore()
  const quote = useQuote()
  const frozen = useWorkspace().readOnly !== undefined
  const save = (name: 'paymentTerms' | 'terms' | 'notes' | 'opportunity', text: string) => {
    const next = text.trim() === '' ? null : text.trim()
    if (next === (quote[name] ?? null)) return
    const fields: Fields = { [name]: next }
    store.change([{ type: 'setQuote', fields }], `${labels[name].toLowerCase()} changed`)
  }
  const common = (name: keyof typeof labels) => ({
    label: labels[name],
    defaultValue: quote[name] ?? '',
    key: `${name} ${quote[name] ?? ''}`,
    readOnly: frozen,
    onBlur: (event: { currentTarget: { value: string } }) => save(name, event.currentTarget.value),
  })
  const { key: paymentKey, ...payment } = common('paymentTerms')
  const { key: opportunityKey, ...opportunity } = common('opportunity')
  const { key: termsKey, ...terms } = common('terms')
  const { key: notesKey, ...notes } = common('notes')
  return (
    <div className={css.stack}>
      <TextInput key={paymentKey} {...payment} maxLength={100} />
      <TextInput
        key={opportunityKey}
        {...opportunity}
        maxLength={100}
        description={
          quote.opportunity ? (
            <Anchor component={Link} to="/quotes" search={{ q: quote.opportunity } as never} size="xs">
              Its quotes
            </Anchor>
          ) : (
            'As it is called in your CRM; its quotes are found by it'
          )
        }
      />
      <Textarea
        key={termsKey}
        {...terms}
        autosize
        minRows={5}
        maxRows={18}
        maxLength={limit}
        description="Stand on the document"
      />
      <Textarea key={notesKey} {...notes} autosize minRows={4} maxRows={18} maxLength={limit} />
    </div>
  )
}

const labels = {
  paymentTerms: 'Payment terms',
  opportunity: 'Opportunity',
  terms: 'Terms',
  notes: 'Notes',
} as const
