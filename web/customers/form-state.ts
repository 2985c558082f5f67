import type { Customer, CustomerId, NewCustomer } from '../../contract/customers.ts'

/** The form as people see it: every field a text, empty where nothing is said. */
export type CustomerFormState = {
  code: string
  company: string
  segments: string[]
  taxStatus: Customer['taxStatus']
  active: boolean
  email: string
  phone: string
  currency: string
  language: string
  priceBook: string
  taxId: string
  taxReason: string
  paymentTerms: string
  /** Id of the account above. */
  parent: string
  contacts: ContactState[]
  addresses: AddressState[]
}
type Keyed = { key: string }
export type ContactState = Keyed & {
  id?: Customer['contacts'][number]['id']
  givenName: string
  familyName: string
  email: string
  phone: string
  title: string
  primary: boolean
}
export type AddressState = Keyed & {
  id?: Customer['addresses'][number]['id']
  type: 'BILLING' | 'SHIPPING'
  recipient: string
  street: string
  street2: string
  postalCode: string
  city: string
  state: string
  country: string
}

export function stateOf(customer?: Customer): CustomerFormState {
  return {
    code: customer?.code ?? '',
    company: customer?.company ?? '',
    segments: customer?.segments ?? [],
    taxStatus: customer?.taxStatus ?? 'TAXABLE',
    active: customer?.active ?? true,
    email: customer?.email ?? '',
    phone: customer?.phone ?? '',
    currency: customer?.currency ?? '',
    language: customer?.language ?? '',
    priceBook: customer?.priceBook ?? '',
    taxId: customer?.taxId ?? '',
    taxReason: customer?.taxReason ?? '',
    paymentTerms: customer?.paymentTerms ?? '',
    parent: customer?.parent ?? '',
    contacts: (customer?.contacts ?? []).map((contact) => ({
      ...emptyContact(),
      ...contact,
      key: contact.id,
    })),
    addresses: (customer?.addresses ?? []).map((address) => ({
      ...emptyAddress('BILLING'),
      ...address,
      key: address.id,
    })),
  }
}

export function emptyContact(): ContactState {
  return {
    key: crypto.randomUUID(),
    givenName: '',
    familyName: '',
    email: '',
    phone: '',
    title: '',
    primary: false,
  }
}

export function emptyAddress(type: AddressState['type']): AddressState {
  const texts = { recipient: '', street: '', street2: '', postalCode: '', city: '', state: '', country: '' }
  return { key: crypto.randomUUID(), type, ...texts }
}

/** The whole customer as a request; what was emptied is sent as null. The code of a customer that exists stays. */
export function requestOf(state: CustomerFormState, isNew: boolean): NewCustomer {
  return {
    ...(isNew && state.code.trim() && { code: state.code.trim() }),
    company: state.company,
    segments: state.segments,
    taxStatus: state.taxStatus,
    active: state.active,
    email: orNull(state.email),
    phone: orNull(state.phone),
    currency: orNull(state.currency),
    language: orNull(state.language),
    priceBook: orNull(state.priceBook),
    taxId: orNull(state.taxId),
    taxReason: orNull(state.taxReason),
    paymentTerms: orNull(state.paymentTerms),
    parent: state.parent === '' ? null : (state.parent as CustomerId), // chosen from customers
    contacts: state.contacts.map(({ key: _key, ...contact }) => ({
      ...withoutEmpty(contact),
      givenName: contact.givenName,
      familyName: contact.familyName,
      primary: contact.primary,
    })),
    addresses: state.addresses.map(({ key: _key, ...address }) => ({
      ...withoutEmpty(address),
      type: address.type,
      street: address.street,
      city: address.city,
      country: address.country,
    })),
  }
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}

function withoutEmpty<Fields extends Record<string, unknown>>(fields: Fields): Partial<Fields> {
  const kept = Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined)
  return Object.fromEntries(kept) as Partial<Fields>
}
