import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { CustomerSelect } from '../customers/customer-select.tsx'
import { ProblemError } from '../shell/api.ts'
import { fieldError, Issues, otherIssues } from '../ui/index.ts'
import { useCreateQuote } from './use-create-quote.ts'

/** Begins a quote, for a customer or for nobody yet, and opens it. */
export function NewQuoteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal opened={open} onClose={onClose} title="New quote" size="md">
      <NewQuoteForm onClose={onClose} />
    </Modal>
  )
}

function NewQuoteForm({ onClose }: { onClose: () => void }) {
  const [customer, setCustomer] = useState<string>()
  const [name, setName] = useState('')
  const create = useCreateQuote()
  const issues = create.error instanceof ProblemError ? create.error.problem.issues : undefined
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate({ customer, name })
      }}
    >
      <Stack gap="sm">
        {create.error && !issues?.length && <Issues issues={[asIssue(create.error)]} />}
        <Issues issues={otherIssues(issues, ['name', 'customer'])} />
        <CustomerSelect
          label="Customer"
          labelShown
          placeholder="Search by name, code or contact"
          value={customer}
          onChange={setCustomer}
          description="Sets currency, price book and taxes. You can choose later."
          error={fieldError(issues, 'customer')}
          autoFocus
        />
        <TextInput
          label="What it is about"
          placeholder="Workstations for the new office"
          value={name}
          maxLength={200}
          error={fieldError(issues, 'name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            {customer ? 'Create quote' : 'Create without customer'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function asIssue(error: Error) {
  return { code: 'failed', severity: 'error' as const, path: [], message: error.message }
}
