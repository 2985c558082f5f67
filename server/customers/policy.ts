import type { Customer } from '../../contract/customers.ts'
import { permit } from '../identity/index.ts'
import { type Context, DomainError } from '../platform/index.ts'

/** A customer out of reach is answered as if it were not there. */
export function permitReading(ctx: Context, customer: Customer): void {
  permit(ctx, 'customers.read', { ownerId: customer.owner }, notFound(customer.id))
}

/** Who sees a customer but may not change it is told so; who does not see it learns nothing. */
export function permitWriting(ctx: Context, customer: Customer): void {
  permitReading(ctx, customer)
  permit(ctx, 'customers.write', { ownerId: customer.owner })
}

const conditions = ['segments', 'priceBook', 'parent', 'taxStatus'] as const

/** Who sells to a customer does not by that say what it costs them: a segment can be worth more than any discount. */
export function permitConditions(ctx: Context, before: Customer, after: Customer): void {
  const of = (customer: Customer) => conditions.map((name) => [customer[name] ?? ''].flat().toSorted().join())
  if (of(before).some((value, place) => value !== of(after)[place]))
    permit(ctx, 'customers.conditions', { ownerId: after.owner })
}

export function notFound(id: string): DomainError {
  return new DomainError('customer.not-found', { id })
}
