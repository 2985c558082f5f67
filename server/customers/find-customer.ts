import type { Customer } from '../../contract/customers.ts'
import type { Queries } from '../platform/index.ts'
import { selectCustomer, selectNames } from './store.ts'

/** Finds a customer by id, or by the code people and imports use. */
export function findCustomer(db: Queries, idOrCode: string): Promise<Customer | undefined> {
  return selectCustomer(db, idOrCode)
}

/** Company names by id, for lists; one statement however many there are. */
export async function findCustomerNames(db: Queries, ids: readonly string[]): Promise<Map<string, string>> {
  return ids.length === 0 ? new Map() : selectNames(db, [...new Set(ids)])
}
