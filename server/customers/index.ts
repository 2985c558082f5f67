/** The face of customers: who is sold to, and what pricing needs to know of them. */
export type { Customer, CustomerId, NewCustomer } from '../../contract/customers.ts'
export { createCustomer } from './create-customer.ts'
export { contradictionsIn, customerRows, danglersIn, knownCustomers } from './customer-rows.ts'
export { findCustomer, findCustomerNames, getVisibleCustomer } from './find-customer.ts'
export { type ImportedRow, importCustomers, linkParents, takeBackCustomers } from './import-customers.ts'
export { pricedCustomer } from './priced-customer.ts'
export { registerCustomers } from './routes.ts'
export { idsOfSame } from './same-customers.ts'
