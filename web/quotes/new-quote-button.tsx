import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { toast } from '../ui/index.ts'
import { useCreateQuote } from './use-create-quote.ts'

/** A new quote for a customer that is known already. */
export function NewQuoteButton({ customer, icon }: { customer: string; icon?: ReactNode }) {
  const create = useCreateQuote()
  return (
    <Button
      leftSection={icon}
      loading={create.isPending}
      onClick={() => create.mutate({ customer }, { onError: (error) => toast.failed(error) })}
    >
      New quote
    </Button>
  )
}
