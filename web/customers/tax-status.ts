import type { Customer } from '../../contract/customers.ts'

export const taxStatusWords: Readonly<Record<Customer['taxStatus'], string>> = {
  TAXABLE: 'Taxable',
  EXEMPT: 'Exempt',
  REVERSE_CHARGE: 'Reverse charge',
}
