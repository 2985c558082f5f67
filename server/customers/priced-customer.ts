import type { Customer } from '../../contract/customers.ts'
import type { PricedCustomer } from '../../engines/pricer/types.ts'

/** What a price can depend on; a customer without an address is in no region, and taxed nowhere until it has one. */
export function pricedCustomer(customer: Customer): PricedCustomer {
  return {
    id: customer.id,
    segments: customer.segments,
    region: customer.region ?? '',
    taxStatus: customer.taxStatus,
    ...(customer.parent && { parent: customer.parent }),
    ...(customer.taxReason && { exemptionReason: customer.taxReason }),
  }
}
