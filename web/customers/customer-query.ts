import { queryOptions } from '@tanstack/react-query'
import { type CustomerId, readCustomer } from '../../contract/customers.ts'
import { call } from '../shell/api.ts'

/** A customer with the state it was read in. */
export const customerQuery = (id: CustomerId) =>
  queryOptions({
    queryKey: ['customers', 'one', id],
    queryFn: ({ signal }) => call(readCustomer, { params: { id }, signal }),
  })
