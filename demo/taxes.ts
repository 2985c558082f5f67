import type { z } from 'zod'
import type * as pricing from '../contract/pricing.ts'

type TaxRow = z.input<typeof pricing.tax>

/** Standard rate of each country the company sells to, and the reduced rate of printed books where there is one. */
const valueAddedTax: [region: string, name: string, standard: string, books?: string][] = [
  ['DE', 'Umsatzsteuer', '19', '7'],
  ['AT', 'Umsatzsteuer', '20', '10'],
  ['FR', 'TVA', '20', '5.5'],
  ['NL', 'Btw', '21', '9'],
  ['BE', 'Btw', '21', '6'],
  ['IT', 'IVA', '22', '4'],
  ['ES', 'IVA', '21', '4'],
  ['SE', 'Moms', '25', '6'],
  ['DK', 'Moms', '25'],
  ['PL', 'VAT', '23', '5'],
  ['FI', 'Arvonlisävero', '25.5'],
  ['IE', 'VAT', '23', '0'],
  ['GB', 'VAT', '20', '0'],
  ['CH', 'MWST', '8.1', '2.6'],
]

const stateSalesTax: TaxRow[] = [
  { code: 'US-CA', name: 'California sales tax', type: 'SALES_TAX', rate: '7.25', region: 'US-CA' },
  // Services and software that is only used over the network are not taxed in California.
  ...['SAAS', 'SERVICES', 'TRAINING'].map((category) => ({
    code: `US-CA-${category}`,
    name: 'California sales tax, not taxable',
    type: 'SALES_TAX' as const,
    rate: '0',
    region: 'US-CA',
    category,
  })),
  { code: 'US-NY', name: 'New York sales tax', type: 'SALES_TAX', rate: '4', region: 'US-NY' },
  { code: 'US-NY-TRAINING', name: 'New York sales tax, not taxable', type: 'SALES_TAX', rate: '0', region: 'US-NY', category: 'TRAINING' },
] // biome-ignore format: a table

export const taxes: TaxRow[] = [
  ...valueAddedTax.flatMap(([region, name, standard, books]) => [
    { code: `${region}-VAT`, name: `${name} ${standard} %`, type: 'VAT' as const, rate: standard, region },
    ...(books === undefined
      ? []
      : [{ code: `${region}-VAT-BOOKS`, name: `${name} ${books} %`, type: 'VAT' as const, rate: books, region, category: 'BOOKS' }]), // biome-ignore format: one row
  ]),
  { code: 'JP-CT', name: 'Consumption tax 10 %', type: 'GST', rate: '10', region: 'JP' },
  ...stateSalesTax,
]
