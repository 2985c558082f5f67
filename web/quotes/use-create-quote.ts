import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import type { CustomerId } from '../../contract/customers.ts'
import { createQuote } from '../../contract/quotes.ts'
import { call, newIdempotencyKey, ProblemError } from '../shell/api.ts'

/** Makes a quote and goes to it. Trying again after a lost answer does not make a second one. */
export function useCreateQuote() {
  const navigate = useNavigate()
  const client = useQueryClient()
  const key = useRef(newIdempotencyKey())
  return useMutation({
    mutationFn: async ({ customer, name }: { customer?: string | undefined; name?: string }) => {
      const body = {
        // The list of customers only offers ids of customers.
        ...(customer && { customer: customer as CustomerId }),
        ...(name?.trim() && { name: name.trim() }),
      }
      return (await call(createQuote, { body, idempotencyKey: key.current })).data
    },
    onSuccess: (quote) => {
      void client.invalidateQueries({ queryKey: ['quotes', 'list'] })
      void navigate({ to: '/quotes/$id', params: { id: quote.id } })
    },
    // A refused request may be changed and sent again: as a new one.
    onError: (error) => {
      if (error instanceof ProblemError && error.status !== 0) key.current = newIdempotencyKey()
    },
  })
}
