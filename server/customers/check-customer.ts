import type { Customer, CustomerChange } from '../../contract/customers.ts'
import type { Issue } from '../../contract/problem.ts'
import { findUser } from '../identity/index.ts'
import { DomainError, type Tx } from '../platform/index.ts'
import { isAbove, isCodeTaken, selectCustomer } from './store.ts'

/** Refuses a change that leaves a customer contradicting itself or pointing at what is not there. */
export async function checkCustomer(
  tx: Tx,
  change: CustomerChange,
  before: Customer,
  after: Customer,
): Promise<void> {
  if (await isCodeTaken(tx, after))
    throw new DomainError('reference.exists', { kind: 'customer', code: after.code })
  const issues = [...strangers(change, before), ...contradictions(after), ...(await danglers(tx, after))]
  if (issues.length > 0) throw new DomainError('request.invalid', {}, issues)
}

/** A contact or address sent with an id must be one this customer has, once: nobody else's can be pulled over. */
function strangers(change: CustomerChange, before: Customer): Issue[] {
  return (['contacts', 'addresses'] as const).flatMap((list) => {
    const left = new Set<string>(before[list].map(({ id }) => id))
    return (change[list] ?? []).flatMap(({ id }, place) =>
      id === undefined || left.delete(id)
        ? []
        : [wrong(`${list}.${place}.id`, 'is not one of this customer')],
    )
  })
}

/** What a customer says of itself that cannot be true together. */
export function contradictions({
  taxStatus,
  taxId,
  taxReason,
}: Pick<Customer, 'taxStatus' | 'taxId' | 'taxReason'>): Issue[] {
  const issues: Issue[] = []
  if (taxStatus === 'REVERSE_CHARGE' && !taxId)
    issues.push(wrong('taxId', 'reverse charge needs the tax id of the customer'))
  if (taxStatus === 'EXEMPT' && !taxReason) issues.push(wrong('taxReason', 'say why the customer is exempt'))
  return issues
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
