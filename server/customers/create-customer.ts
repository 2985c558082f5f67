import type { Customer, NewCustomer } from '../../contract/customers.ts'
import { permit, record } from '../identity/index.ts'
import { announce, newId, type Tx } from '../platform/index.ts'
import { checkCustomer } from './check-customer.ts'
import { blankCustomer, changedCustomer } from './customer.ts'
import { permitConditions } from './policy.ts'
import { insertCustomer, nextCode } from './store.ts'

/** Makes a customer. Without an owner it belongs to the person who makes it, without a code it gets the next number. */
export async function createCustomer(tx: Tx, given: NewCustomer): Promise<Customer> {
  const { actor, now } = tx.ctx
  const owner = given.owner === undefined && actor.id.startsWith('usr_') ? actor.id : given.owner
  const change = { ...given, ...(owner !== undefined && { owner: owner as NewCustomer['owner'] }) }
  permit(tx.ctx, 'customers.write', { ownerId: owner })

  const blank = blankCustomer(newId('cus'), given.code ?? (await nextCode(tx)), now)
  const customer = changedCustomer(blank, change, now)
  permitConditions(tx.ctx, blank, customer)
  await checkCustomer(tx, change, blank, customer)

  await insertCustomer(tx, customer)
  record(tx, { action: 'customer.created', subject: { kind: 'customer', id: customer.id }, after: customer })
  announce(tx, 'customer.created', customer.id, { code: customer.code, company: customer.company })
  return customer
}
