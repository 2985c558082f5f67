import type { Customer, CustomerChange, NewCustomer } from '../../contract/customers.ts'
import { differenceOf, permit, record } from '../identity/index.ts'
import { announce, type Context, demandMatch } from '../platform/index.ts'
import { checkCustomer } from './check-customer.ts'
import { changedCustomer, replacedCustomer } from './customer.ts'
import { notFound, permitConditions, permitWriting } from './policy.ts'
import { lockCustomer, updateCustomer } from './store.ts'

/** Changes some fields (PATCH). */
export function changeCustomer(
  ctx: Context,
  id: string,
  change: CustomerChange,
  ifMatch: string | undefined,
): Promise<Customer> {
  return save(ctx, id, change, ifMatch, changedCustomer)
}

/** Replaces all fields (PUT). */
export function replaceCustomer(
  ctx: Context,
  id: string,
  replacement: NewCustomer,
  ifMatch: string | undefined,
): Promise<Customer> {
  return save(ctx, id, replacement, ifMatch, replacedCustomer)
}

function save(
  ctx: Context,
  id: string,
  change: CustomerChange,
  ifMatch: string | undefined,
  next: (customer: Customer, change: CustomerChange, now: Date) => Customer,
): Promise<Customer> {
  return ctx.transaction(async (tx) => {
    const before = await lockCustomer(tx, id)
    if (!before) throw notFound(id)
    permitWriting(ctx, before)
    demandMatch(ifMatch, before.version)

    const after = next(before, change, ctx.now)
    // Nobody gives a customer away to where they could not have put it.
    if (after.owner !== before.owner) permit(ctx, 'customers.write', { ownerId: after.owner })
    permitConditions(ctx, before, after)
    await checkCustomer(tx, change, before, after)

    await updateCustomer(tx, after)
    record(tx, {
      action: 'customer.changed',
      subject: { kind: 'customer', id },
      ...differenceOf(before, after),
    })
    announce(tx, 'customer.changed', id, { code: after.code, company: after.company })
    return after
  })
}
