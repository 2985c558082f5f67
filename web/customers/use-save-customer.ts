import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { type Customer, changeCustomer, createCustomer } from '../../contract/customers.ts'
import { call, newIdempotencyKey, ProblemError } from '../shell/api.ts'
import { toast } from '../ui/index.ts'
import { customerQuery } from './customer-query.ts'
import { type CustomerFormState, requestOf } from './form-state.ts'

type Saved = { data: Customer; etag: string | undefined }

/** Saves the form and goes to the customer. Refused when somebody else changed the customer since it was read. */
export function useSaveCustomer(customer: Customer | undefined, etag: string | undefined) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const key = useRef(newIdempotencyKey())
  return useMutation({
    mutationFn: async (state: CustomerFormState): Promise<Saved> => {
      const body = requestOf(state, customer === undefined)
      return customer
        ? call(changeCustomer, { params: { id: customer.id }, body, ifMatch: etag ?? customer.version })
        : call(createCustomer, { body, idempotencyKey: key.current })
    },
    onSuccess: async (saved) => {
      client.setQueryData(customerQuery(saved.data.id).queryKey, saved)
      void client.invalidateQueries({ queryKey: ['customers', 'list'] })
      toast.done(customer ? 'Changes saved.' : `${saved.data.company} created.`)
      await navigate({ to: '/customers/$id', params: { id: saved.data.id }, ignoreBlocker: true })
    },
    onError: (error) => {
      if (error instanceof ProblemError && error.status !== 0) key.current = newIdempotencyKey()
    },
  })
}
