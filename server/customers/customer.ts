import type { Address, Contact, Customer, CustomerChange, CustomerId } from '../../contract/customers.ts'
import { newId } from '../platform/index.ts'

/** A customer before anything is known of it. */
export function blankCustomer(id: CustomerId, code: string, now: Date): Customer {
  return {
    id,
    version: 0,
    code,
    company: '',
    segments: [],
    taxStatus: 'TAXABLE',
    active: true,
    contacts: [],
    addresses: [],
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
  }
}

/** The next state: what is sent replaces, null empties, what is absent stays. */
export function changedCustomer(customer: Customer, change: CustomerChange, now: Date): Customer {
  const { contacts, addresses, ...fields } = change
  const sent = Object.entries(fields).filter(([, value]) => value !== undefined)
  const merged = { ...customer, ...Object.fromEntries(sent) }
  const present = Object.entries(merged).filter(([, value]) => value !== null)
  const next = Object.fromEntries(present) as Customer // its own fields, some replaced by values of the same type
  return withRegion({
    ...next,
    segments: [...new Set(next.segments)],
    contacts: contacts ? withOnePrimary(contacts) : customer.contacts,
    addresses: addresses
      ? addresses.map((address) => ({ ...address, id: address.id ?? newId('adr') }))
      : customer.addresses,
    version: customer.version + 1,
    updatedAt: now.toISOString(),
  })
}

/** The state PUT asks for: only identity, code and birthday stay. */
export function replacedCustomer(customer: Customer, change: CustomerChange, now: Date): Customer {
  const { id, version, code, createdAt } = customer
  const blank = { ...blankCustomer(id, code, now), version, createdAt }
  return changedCustomer(blank, change, now)
}

/** Where the customer is taxed: the first billing address, else the first one there is. */
export function principalAddress(customer: Pick<Customer, 'addresses'>): Address | undefined {
  return customer.addresses.find((address) => address.type === 'BILLING') ?? customer.addresses[0]
}

/** "US-CA" where the state is given by its code, else the country: a name such as "Bavaria" says nothing to a tax. */
export function regionOf({ country, state }: Pick<Address, 'country' | 'state'>): string {
  const stateCode = state?.trim().toUpperCase()
  return stateCode && /^[A-Z0-9]{1,3}$/.test(stateCode) ? `${country}-${stateCode}` : country
}

/** Everything a search looks at, in small letters. */
export function searchText(customer: Customer): string {
  const people = customer.contacts.flatMap(({ givenName, familyName, email }) => [
    givenName,
    familyName,
    email,
  ])
  return [customer.company, customer.code, customer.email, ...people].filter(Boolean).join(' ').toLowerCase()
}

function withRegion({ region: _, ...customer }: Customer): Customer {
  const address = principalAddress(customer)
  return address ? { ...customer, region: regionOf(address) } : customer
}

/** The one marked first stays the primary contact; without a mark it is the first. */
function withOnePrimary(contacts: NonNullable<CustomerChange['contacts']>): Contact[] {
  const marked = contacts.findIndex((contact) => contact.primary)
  return contacts.map((contact, place) => ({
    ...contact,
    id: contact.id ?? newId('con'),
    primary: place === Math.max(0, marked),
  }))
}
