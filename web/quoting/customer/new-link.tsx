import { Button, CopyButton, TextInput } from '@mantine/core'
import { IconCheck, IconCopy, IconLink } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { createProposal } from '../../../contract/proposals.ts'
import { call, newIdempotencyKey } from '../../shell/api.ts'
import { useQuote } from '../store/use-quote.ts'
import css from './customer.module.css'
import { useReloadProposals } from './use-proposals.ts'

/** Makes a link to the customer's page and shows it, this once. */
export function NewLink() {
  const id = useQuote((quote) => quote.id)
  const reload = useReloadProposals()
  const create = useMutation({
    mutationFn: async () =>
      (await call(createProposal, { params: { id }, body: {}, idempotencyKey: newIdempotencyKey() })).data,
    onSuccess: reload,
  })
  if (!create.data)
    return (
      <div>
        <Button
          variant="default"
          leftSection={<IconLink size={16} stroke={1.7} />}
          loading={create.isPending}
          onClick={() => create.mutate()}
        >
          Make a link
        </Button>
        {create.isError && (
          <p className={css.wrong} role="alert">
            {create.error.message}
          </p>
        )}
      </div>
    )
  return (
    <div className={css.link}>
      <TextInput
        label="Link to the customer’s page"
        description="Whoever has it can accept the quote. It is shown this once."
        readOnly
        value={create.data.url}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={create.data.url}>
        {({ copied, copy }) => (
          <Button
            onClick={copy}
            leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} stroke={1.7} />}
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
