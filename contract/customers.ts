import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { country, language } from './settings.ts'
import { code, currency, id, instant, label, page, paging } from './values.ts'

export const customerId = id('cus')
export type CustomerId = z.infer<typeof customerId>
export const contactId = id('con')
export const addressId = id('adr')

export const taxStatuses = ['TAXABLE', 'EXEMPT', 'REVERSE_CHARGE'] as const
const taxStatus = z.enum(taxStatuses)

const email = z.email().max(most('values', 'email'))
const flag = z.enum(['true', 'false']).transform((text) => text === 'true')
const phone = z
  .string()
  .trim()
  .regex(/^[+\d][\d\s()./x-]{2,39}$/, 'must be a phone number such as "+49 30 123456"')

const contactFields = {
  givenName: label,
  familyName: label,
  email: email.optional(),
  phone: phone.optional(),
  title: label.optional(),
  primary: z.boolean().optional(),
}
const addressFields = {
  type: z.enum(['BILLING', 'SHIPPING']),
  recipient: label.optional(),
  street: label,
  street2: label.optional(),
  postalCode: z.string().trim().min(1).max(most('values', 'tiny')).optional(),
  city: label,
  /** ISO 3166-2 without the country where it is known, such as "CA" in the United States. */
  state: label.optional(),
  country,
}

export const contact = z.object({ id: contactId, ...contactFields, primary: z.boolean() }).meta({
  id: 'Contact',
})
export type Contact = z.infer<typeof contact>
export const address = z.object({ id: addressId, ...addressFields }).meta({ id: 'Address' })
export type Address = z.infer<typeof address>

/** Those with an id are changed, those without are added, those not sent are removed. */
const contacts = z
  .array(z.strictObject({ id: contactId.optional(), ...contactFields }))
  .max(most('lists', 'many'))
const addresses = z
  .array(z.strictObject({ id: addressId.optional(), ...addressFields }))
  .max(most('lists', 'some'))

export const customer = z
  .object({
    id: customerId,
    version: z.number().int(),
    code: z.string(),
    company: z.string(),
    segments: z.array(z.string()),
    email: z.string().optional(),
    phone: z.string().optional(),
    currency: z.string().optional(),
    language: z.string().optional(),
    priceBook: z.string().optional(),
    taxId: z.string().optional(),
    taxStatus,
    taxReason: z.string().optional(),
    /** From the billing address: "DE", or "US-CA" where the state is known by its code. */
    region: z.string().optional(),
    paymentTerms: z.string().optional(),
    parent: customerId.optional(),
    owner: id('usr').optional(),
    active: z.boolean(),
    /** The customer this one became: it turned out to be the same. */
    mergedInto: customerId.optional(),
    contacts: z.array(contact),
    addresses: z.array(address),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Customer' })
export type Customer = z.infer<typeof customer>

/** A line of the list. */
export const customerSummary = customer
  .pick({ id: true, code: true, company: true, segments: true, email: true, currency: true, region: true })
  .extend({ city: z.string().optional(), country: z.string().optional(), active: z.boolean() })
  .extend({ owner: id('usr').optional(), updatedAt: instant })
  .meta({ id: 'CustomerSummary' })
export type CustomerSummary = z.infer<typeof customerSummary>

const optionalFields = {
  email: email.nullable().optional(),
  phone: phone.nullable().optional(),
  currency: currency.nullable().optional(),
  language: language.nullable().optional(),
  priceBook: code.nullable().optional(),
  taxId: label.max(most('values', 'id')).nullable().optional(),
  taxReason: label.nullable().optional(),
  paymentTerms: label.nullable().optional(),
  parent: customerId.nullable().optional(),
  owner: id('usr').nullable().optional(),
}

export const newCustomer = z
  .strictObject({
    /** Made up when absent: "C-10001". */
    code: code.optional(),
    company: label,
    segments: z.array(code).max(most('lists', 'some')).optional(),
    taxStatus: taxStatus.optional(),
    active: z.boolean().optional(),
    contacts: contacts.optional(),
    addresses: addresses.optional(),
    ...optionalFields,
  })
  .meta({ id: 'NewCustomer' })
export type NewCustomer = z.input<typeof newCustomer>

/** PUT: what is not sent goes back to empty, except the code. */
export const customerReplacement = newCustomer.meta({ id: 'CustomerReplacement' })

export const customerChange = newCustomer.partial().meta({ id: 'CustomerChange' })
export type CustomerChange = z.input<typeof customerChange>

/** A customer as a row of a table: the account above it by its code, the owner by user name, contacts and addresses by number. */
export const customerRow = z.strictObject({
  code,
  company: label,
  segments: z.array(code).max(most('lists', 'some')).default([]),
  email: email.optional(),
  phone: phone.optional(),
  currency: currency.optional(),
  language: language.optional(),
  priceBook: code.optional(),
  taxId: label.max(most('values', 'id')).optional(),
  taxStatus: taxStatus.default('TAXABLE'),
  taxReason: label.optional(),
  paymentTerms: label.optional(),
  parent: code.optional(),
  owner: label.optional(),
  active: z.boolean().default(true),
  contacts: z.array(z.strictObject(contactFields)).max(most('lists', 'many')).default([]),
  addresses: z.array(z.strictObject(addressFields)).max(most('lists', 'some')).default([]),
})
export type CustomerRow = z.infer<typeof customerRow>

const one = z.object({ id: customerId })

export const listCustomers = endpoint({
  method: 'GET',
  path: '/customers',
  tag: 'Customers',
  summary: 'List and search customers, by company',
  description:
    '"q" finds parts of the company, code, e-mail and contacts, and, where nothing is found, forgives a typing mistake.',
  permission: 'customers.read',
  query: paging.extend({
    q: z.string().trim().max(most('requests', 'search')).optional(),
    segment: code.optional(),
    country: country.optional(),
    owner: id('usr').optional(),
    /** Those right below this one. */
    parent: customerId.optional(),
    active: flag.optional(),
  }),
  response: page(customerSummary),
})

export const createCustomer = endpoint({
  method: 'POST',
  path: '/customers',
  tag: 'Customers',
  summary: 'Make a customer',
  permission: 'customers.write',
  body: newCustomer,
  response: customer,
  status: 201,
  errors: ['reference.exists'],
})

export const readCustomer = endpoint({
  method: 'GET',
  path: '/customers/:id',
  tag: 'Customers',
  summary: 'Read a customer with contacts and addresses',
  permission: 'customers.read',
  params: one,
  response: customer,
  errors: ['customer.not-found'],
})

export const changeCustomer = endpoint({
  method: 'PATCH',
  path: '/customers/:id',
  tag: 'Customers',
  summary: 'Change some fields of a customer',
  description: 'Contacts and addresses, where sent, are sent as whole lists.',
  permission: 'customers.write',
  params: one,
  body: customerChange,
  response: customer,
  ifMatch: true,
  errors: ['customer.not-found', 'reference.exists'],
})

export const replaceCustomer = endpoint({
  method: 'PUT',
  path: '/customers/:id',
  tag: 'Customers',
  summary: 'Replace a customer',
  permission: 'customers.write',
  params: one,
  body: customerReplacement,
  response: customer,
  ifMatch: true,
  errors: ['customer.not-found', 'reference.exists'],
})

export const deactivateCustomer = endpoint({
  method: 'DELETE',
  path: '/customers/:id',
  tag: 'Customers',
  summary: 'Deactivate a customer',
  description: 'The customer stays readable and on its quotes; it is no longer offered for new ones.',
  permission: 'customers.write',
  params: one,
  response: z.null(),
  status: 204,
  errors: ['customer.not-found'],
})

export const duplicate = z.object({
  id: customerId,
  code: z.string(),
  company: z.string(),
  city: z.string().optional(),
  active: z.boolean(),
  why: z.array(z.enum(['TAX_ID', 'EMAIL', 'NAME'])),
})
export type Duplicate = z.infer<typeof duplicate>

export const findDuplicates = endpoint({
  method: 'GET',
  path: '/customers/duplicates',
  tag: 'Customers',
  summary: 'Customers that could be the same as one about to be made, surest first',
  permission: 'customers.read',
  query: z.object({
    company: z.string().trim().min(2).max(most('values', 'label')),
    email: z.string().max(most('values', 'email')).optional(),
    taxId: z.string().max(most('values', 'id')).optional(),
    /** Not this one itself. */
    except: customerId.optional(),
  }),
  response: z.object({ items: z.array(duplicate) }),
})

export const mergeCustomers = endpoint({
  method: 'POST',
  path: '/customers/:id/merge',
  tag: 'Customers',
  summary: 'Make one customer of two: this one gains what only the other has',
  description:
    'The other stays readable, out of use, and names this one in "mergedInto"; its quotes and orders go on naming it.',
  permission: 'customers.write',
  params: one,
  body: z.strictObject({ customer: customerId }),
  response: customer,
  ifMatch: true,
  errors: ['customer.not-found', 'request.invalid', 'request.stale'],
})

export const unmergeCustomer = endpoint({
  method: 'POST',
  path: '/customers/:id/unmerge',
  tag: 'Customers',
  summary: 'Take the last merge back, while nobody changed the customer since',
  permission: 'customers.write',
  params: one,
  response: customer,
  errors: ['customer.not-found', 'request.invalid'],
})
