/** The face of customers: who is sold to, and what pricing needs to know of them. */
export type { Customer, CustomerId, NewCustomer } from '../../contract/customers.ts'
export { createCustomer } from './create-customer.ts'
export { findCustomer, findCustomerNames } from './find-customer.ts'
export { pricedCustomer } from './priced-customer.ts'
export { registerCustomers } from './routes.ts'
