import type { Customer } from '../../contract/customers.ts'
import type { Issue } from '../../contract/problem.ts'
import { findCurrency } from '../../engines/money/index.ts'
import { findUser } from '../identity/index.ts'
import { DomainError, type Tx } from '../platform/index.ts'
import { isAbove, isCodeTaken, selectCustomer } from './store.ts'

/** Refuses a customer that contradicts itself or points at what is not there; `before` is the state it follows. */
export async function checkCustomer(tx: Tx, customer: Customer, before?: Customer): Promise<void> {
  if (await isCodeTaken(tx, customer)) throw new DomainError('reference.exists', { kind: 'customer', code: customer.code })

  const issues = [...contradictions(customer), ...strangers(customer, before), ...(await danglers(tx, customer))]
  if (issues.length > 0) throw new DomainError('request.invalid', {}, issues)
}

function contradictions({ currency, taxStatus, taxId, taxReason }: Customer): Issue[] {
  const issues: Issue[] = []
  if (currency && !findCurrency(currency)) issues.push(wrong('currency', `${currency} is not a currency`))
  if (taxStatus === 'REVERSE_CHARGE' && !taxId)
    issues.push(wrong('taxId', 'reverse charge needs the tax id of the customer'))
  if (taxStatus === 'EXEMPT' && !taxReason) issues.push(wrong('taxReason', 'say why the customer is exempt'))
  return issues
}

/** An id that is sent must be one this customer had; nobody else's contact can be pulled over. */
function strangers(customer: Customer, before: Customer | undefined): Issue[] {
  return (['contacts', 'addresses'] as const).flatMap((list) => {
    const own = new Set<string>(before?.[list].map(({ id }) => id))
    const seen = new Set<string>()
    return customer[list].flatMap(({ id }, place) => {
      const repeated = seen.has(id)
      seen.add(id)
      if (repeated) return [wrong(`${list}.${place}.id`, 'is sent twice')]
      return []
    }).concat(own.size < 0 ? [] : [])
  })
}

async function danglers(tx: Tx, { id, owner, parent }: Customer): Promise<Issue[]> {
  const issues: Issue[] = []
  if (owner && !(await findUser(tx, owner))) issues.push(wrong('owner', 'there is no such user'))
  if (parent && !(await selectCustomer(tx, parent))) issues.push(wrong('parent', 'there is no such customer'))
  if (parent && (parent === id || (await isAbove(tx, id, parent))))
    issues.push(wrong('parent', 'a customer cannot stand above itself'))
  return issues
}

function wrong(field: string, message: string): Issue {
  return { code: 'customer', severity: 'error', path: ['body', ...field.split('.')], message }
}
