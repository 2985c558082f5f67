import type { Customer } from '../../contract/customers.ts'
import type { Context, Queries } from '../platform/index.ts'
import { notFound, permitReading } from './policy.ts'
import { selectCustomer, selectNames } from './store.ts'

/** Finds a customer by id, or by the code people and imports use. */
export function findCustomer(db: Queries, idOrCode: string): Promise<Customer | undefined> {
  return selectCustomer(db, idOrCode)
}

/** The same for somebody who asks: one out of their reach is answered as if it were not there. */
export async function getVisibleCustomer(ctx: Context, idOrCode: string): Promise<Customer> {
  const customer = await selectCustomer(ctx.db, idOrCode)
  if (!customer) throw notFound(idOrCode)
  permitReading(ctx, customer)
  return customer
}

/** Company names by id, for lists; one statement however many there are. */
export async function findCustomerNames(db: Queries, ids: readonly string[]): Promise<Map<string, string>> {
  return ids.length === 0 ? new Map() : selectNames(db, [...new Set(ids)])
}
