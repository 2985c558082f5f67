import type { z } from 'zod'
import type * as pricing from '../contract/pricing.ts'
import type { PriceRow } from './catalog/entry.ts'
import { catalog } from './catalog/index.ts'
import { type ListCurrency, listed, shareOf } from './catalog/list-price.ts'

type PriceBook = z.input<typeof pricing.priceBook>
type Rule = z.input<typeof pricing.priceRule>
type Discount = z.input<typeof pricing.discount>
type ContractPrice = z.input<typeof pricing.contractPrice>
type Surcharge = z.input<typeof pricing.surcharge>

/** The list holds every price in every currency; the books say only what is different in a region or for partners. */
export const priceBooks: PriceBook[] = [
  { code: 'EUROPE', name: 'Europe', currency: 'EUR' },
  { code: 'AMERICAS', name: 'Americas', currency: 'USD' },
  { code: 'JAPAN', name: 'Japan', currency: 'JPY' },
  { code: 'PARTNER', name: 'Partners, Europe', currency: 'EUR', fallback: 'EUROPE', segments: ['partner'] },
]

/** List price of a product bought once, in euro. */
function euroOf(product: string): string {
  const row = catalog.prices.find((price) => price.code === `${product}.BUY.EUR`)
  if (!row?.unitAmount) throw new Error(`The demo catalog has no purchase price for "${product}"`)
  return row.unitAmount
}

function bookPrice(priceBook: string, currency: ListCurrency, product: string, share: string): PriceRow {
  const list = catalog.prices.find((price) => price.code === `${product}.BUY.${currency}`)
  if (!list?.unitAmount)
    throw new Error(`The demo catalog has no purchase price for "${product}" in ${currency}`)
  return {
    ...list,
    code: `${product}.BUY.${priceBook}`,
    priceBook,
    unitAmount: shareOf(list.unitAmount, share, currency),
  }
}

/** Work costs other amounts in other places; monitors are bought locally in Japan; partners buy machines for less. */
export const bookPrices: PriceRow[] = [
  ...['INST-DESK', 'INST-RACK', 'CONSULT', 'MIGRATE', 'PM'].flatMap((product) => [
    bookPrice('AMERICAS', 'USD', product, '1.2'),
    bookPrice('JAPAN', 'JPY', product, '0.95'),
  ]),
  ...['MON-24', 'MON-27', 'MON-27-4K', 'MON-32-4K'].map((product) =>
    bookPrice('JAPAN', 'JPY', product, '0.92'),
  ),
  bookPrice('EUROPE', 'EUR', 'EXPRESS', '0.9'),
  ...catalog.products
    .filter(({ categories }) => categories?.some((code) => code === 'workstations' || code === 'servers'))
    .map(({ code }) => bookPrice('PARTNER', 'EUR', code, '0.9')),
  ...['MON-24', 'MON-27', 'MON-27-4K', 'DOCK-TB', 'UPS-1500R', 'UPS-3000R'].map((product) =>
    bookPrice('PARTNER', 'EUR', product, '0.93'),
  ),
]

export const rules: Rule[] = [
  {
    code: 'MONITOR-TIERS',
    name: 'Monitors by quantity',
    kind: 'TIERED',
    priority: 100,
    categories: ['monitors'],
    minQuantity: '10',
    tiers: [
      { from: '10', to: '25', percentOff: '4' },
      { from: '25', to: '50', percentOff: '6' },
      { from: '50', percentOff: '9' },
    ],
  },
  {
    code: 'WORKSTATION-VOLUME',
    name: 'Twenty workstations and more',
    kind: 'VOLUME_DISCOUNT',
    priority: 110,
    categories: ['workstations'],
    minQuantity: '20',
    percentOff: '3',
  },
  {
    code: 'EDUCATION',
    name: 'Education and research',
    kind: 'CUSTOMER_SEGMENT',
    priority: 120,
    segments: ['education'],
    categories: ['subscriptions'],
    percentOff: '15',
  },
  {
    code: 'EDUCATION-MACHINES',
    name: 'Education and research, machines',
    kind: 'CUSTOMER_SEGMENT',
    priority: 121,
    segments: ['education'],
    categories: ['workstations', 'servers'],
    percentOff: '4',
  },
  {
    code: 'LONG-TERM',
    name: 'Software for three years',
    kind: 'CONDITIONAL',
    priority: 130,
    categories: ['subscriptions'],
    conditions: { field: 'term.months', op: 'gte', value: '36' },
    percentOff: '10',
  },
  {
    code: 'AUTUMN-T2',
    name: 'Autumn offer on the Pilot T2',
    kind: 'CONDITIONAL',
    priority: 140,
    products: ['PILOT-T2'],
    conditions: { field: 'currency', op: 'eq', value: 'EUR' },
    amountOff: '40.00',
    currency: 'EUR',
    effectiveFrom: '2026-09-01T00:00:00Z',
    effectiveTo: '2026-12-24T00:00:00Z',
  },
  {
    code: 'SHIELD-WITH-BRIDGE',
    name: 'Shield together with Bridge Pro',
    kind: 'BUNDLE',
    priority: 150,
    products: ['SHIELD'],
    conditions: { field: 'quote.products', op: 'contains', value: 'BRIDGE-PRO' },
    percentOff: '20',
  },
]

export const discounts: Discount[] = [
  { code: 'WELCOME5', name: 'First order', type: 'PERCENTAGE', value: '5', scope: 'QUOTE', minOrderValue: '500', maxAmount: '750', stackable: false, priority: 10 },
  { code: 'FAIR26', name: 'Seen at the fair, 2026', type: 'PERCENTAGE', value: '7', scope: 'QUOTE', stackable: false, maxAmount: '2500', maxUsageCount: 100, priority: 20, effectiveFrom: '2026-04-20T00:00:00Z', effectiveTo: '2027-01-01T00:00:00Z' },
  { code: 'LOYAL3', name: 'Loyal customer', type: 'PERCENTAGE', value: '3', scope: 'QUOTE', stackable: true, priority: 50 },
  { code: 'FLEET750', name: 'Fleet renewal', type: 'FIXED_AMOUNT', value: '750', currency: 'EUR', values: { USD: '850', JPY: '126000' }, scope: 'QUOTE', minOrderValue: '25000', stackable: true, priority: 60 },
  { code: 'SCREEN10', name: 'Monitor weeks', type: 'PERCENTAGE', value: '10', scope: 'LINE', categories: ['monitors'], maxAmount: '500', stackable: false, priority: 30 },
  { code: 'TRADE-IN', name: 'Trade-in of an old workstation', type: 'FIXED_AMOUNT', value: '60', currency: 'EUR', values: { USD: '65', JPY: '10000' }, scope: 'LINE', per: 'PER_UNIT', categories: ['workstations'], stackable: true, priority: 40 },
  { code: 'TEAM-TRAINING', name: 'Training for teams', type: 'TIERED', tiers: [{ from: '4', to: '8', percentOff: '5' }, { from: '8', percentOff: '10' }], scope: 'LINE', products: ['TRAIN-ADMIN'], minQuantity: '4', automatic: true, stackable: true, priority: 45 },
  { code: 'PILOT50', name: 'First fifty Pilot T8', type: 'PERCENTAGE', value: '8', scope: 'LINE', products: ['PILOT-T8'], maxUsageCount: 50, stackable: true, priority: 35 },
  { code: 'SPRING26', name: 'Spring campaign', type: 'PERCENTAGE', value: '6', scope: 'QUOTE', stackable: false, priority: 25, effectiveFrom: '2026-03-01T00:00:00Z', effectiveTo: '2026-06-01T00:00:00Z' },
] // biome-ignore format: a table

/** Prices agreed with two customers; ids of customers are known only once they were made. */
export function contractPrices(customerId: (code: string) => string): ContractPrice[] {
  const agreed = (customer: string, currency: ListCurrency, rows: [product: string, share: string][]) =>
    rows.map(([product, share]) => ({
      code: `${customer}.${product}`,
      customer: customerId(customer),
      plan: `${product}.BUY`,
      currency,
      unitAmount: shareOf(listed(euroOf(product), currency), share, currency),
      effectiveFrom: '2025-07-01T00:00:00Z',
      effectiveTo: '2027-07-01T00:00:00Z',
    }))
  return [
    ...agreed('C-10001', 'EUR', [
      ['PILOT-T2', '0.88'],
      ['PILOT-T4', '0.86'],
      ['PILOT-R3', '0.88'],
      ['MON-27', '0.9'],
      ['MON-27-4K', '0.9'],
    ]),
    ...agreed('C-10025', 'USD', [
      ['PILOT-T8', '0.87'],
      ['GPU-RT6000', '0.92'],
      ['MON-32-4K', '0.9'],
    ]),
  ]
}

/** By weight, from the works in Kiel; what weighs nothing travels free. */
function freight(
  code: string,
  name: string,
  currency: ListCurrency,
  { regions, steps }: { regions: string[]; steps: [from: string, amount: string][] },
): Surcharge {
  const tiers = [['0', '0'] as [string, string], ...steps].map(([from, flatAmount], index, all) => {
    const next = all[index + 1]
    return { from, ...(next ? { to: next[0] } : {}), flatAmount }
  })
  return {
    code: `SHIP-${code}`,
    name,
    kind: 'SHIPPING',
    scope: 'QUOTE',
    type: 'BY_WEIGHT',
    currency,
    regions,
    tiers,
    taxCategory: 'GOODS',
    priority: 10,
  }
}

export const surcharges: Surcharge[] = [
  freight('DE', 'Shipping within Germany', 'EUR', {
    regions: ['DE'],
    steps: [['0.001', '9.90'], ['31.5', '49.00'], ['150', '119.00'], ['600', '290.00']], // biome-ignore format: a row
  }),
  freight('EU', 'Shipping within Europe', 'EUR', {
    regions: ['AT', 'BE', 'CH', 'DK', 'ES', 'FI', 'FR', 'GB', 'IE', 'IT', 'NL', 'PL', 'SE'],
    steps: [['0.001', '19.90'], ['31.5', '89.00'], ['150', '219.00'], ['600', '490.00']], // biome-ignore format: a row
  }),
  freight('US', 'Shipping within the United States', 'USD', {
    regions: ['US'],
    steps: [['0.001', '24.90'], ['31.5', '119.00'], ['150', '290.00'], ['600', '690.00']], // biome-ignore format: a row
  }),
  freight('JP', 'Shipping within Japan', 'JPY', {
    regions: ['JP'],
    steps: [['0.001', '2800'], ['31.5', '12800'], ['150', '32000'], ['600', '78000']], // biome-ignore format: a row
  }),
  {
    code: 'SMALL-ORDER',
    name: 'Small order handling',
    kind: 'HANDLING',
    scope: 'QUOTE',
    type: 'FIXED_AMOUNT',
    value: '15.00',
    currency: 'EUR',
    conditions: {
      operator: 'and',
      conditions: [
        { field: 'quote.subtotal', op: 'gt', value: '0' },
        { field: 'quote.subtotal', op: 'lt', value: '150' },
      ],
    },
    taxCategory: 'SERVICES',
    priority: 20,
  },
  {
    code: 'BATTERY',
    name: 'Dangerous goods surcharge, batteries',
    kind: 'SURCHARGE',
    scope: 'LINE',
    type: 'PERCENTAGE',
    base: 'NET',
    value: '2.5',
    categories: ['ups'],
    taxCategory: 'GOODS',
    priority: 30,
  },
]

/** One unit of the first currency in the second, as of the day the demo company begins. */
export const exchangeRates: [from: string, to: string, rate: string][] = [
  ['EUR', 'USD', '1.1420'],
  ['EUR', 'JPY', '171.85'],
  ['EUR', 'GBP', '0.8715'],
  ['EUR', 'CHF', '0.9388'],
]
