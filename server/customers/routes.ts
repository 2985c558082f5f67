import * as contract from '../../contract/customers.ts'
import { defineThing, ownedRow } from '../identity/index.ts'
import { type App, answer, serve } from '../platform/index.ts'
import { changeCustomer, replaceCustomer } from './change-customer.ts'
import { registerContactsAsPersons } from './contact-source.ts'
import { createCustomer } from './create-customer.ts'
import { deactivateCustomer } from './deactivate-customer.ts'
import { findDuplicates } from './find-duplicates.ts'
import { listCustomers } from './list-customers.ts'
import { mergeCustomers, unmergeCustomer } from './merge-customers.ts'
import { notFound, permitReading } from './policy.ts'
import { selectCustomer } from './store.ts'
import { sealTaxIds } from './tax-ids.ts'

/** Customers with their contacts and addresses. */
export function registerCustomers(app: App): void {
  sealTaxIds(app)
  registerContactsAsPersons(app)
  defineThing(app, {
    kind: 'customer',
    prefix: 'cus',
    area: 'customers',
    find: (db, id) =>
      ownedRow(db, 'select owner_id as owner, company as name from customers where id = $1', id),
  })
  serve(app, contract.listCustomers, (ctx, { query }) => listCustomers(ctx, query))

  serve(app, contract.createCustomer, async (ctx, { body }) => {
    const customer = await ctx.transaction((tx) => createCustomer(tx, body))
    return answer(customer, { etag: customer.version, location: `/api/v1/customers/${customer.id}` })
  })

  serve(app, contract.findDuplicates, async (ctx, { query }) => ({ items: await findDuplicates(ctx, query) }))
  serve(app, contract.mergeCustomers, async (ctx, { params, body, headers }) => {
    const customer = await mergeCustomers(ctx, params.id, body.customer, headers.ifMatch)
    return answer(customer, { etag: customer.version })
  })
  serve(app, contract.unmergeCustomer, async (ctx, { params }) => {
    const customer = await unmergeCustomer(ctx, params.id)
    return answer(customer, { etag: customer.version })
  })

  serve(app, contract.readCustomer, async (ctx, { params: { id } }) => {
    const customer = await selectCustomer(ctx.db, id)
    if (!customer) throw notFound(id)
    permitReading(ctx, customer)
    return answer(customer, { etag: customer.version })
  })

  serve(app, contract.changeCustomer, async (ctx, { params, body, headers }) => {
    const customer = await changeCustomer(ctx, params.id, body, headers.ifMatch)
    return answer(customer, { etag: customer.version })
  })

  serve(app, contract.replaceCustomer, async (ctx, { params, body, headers }) => {
    const customer = await replaceCustomer(ctx, params.id, body, headers.ifMatch)
    return answer(customer, { etag: customer.version })
  })

  serve(app, contract.deactivateCustomer, async (ctx, { params }) => {
    await deactivateCustomer(ctx, params.id)
    return null
  })
}
