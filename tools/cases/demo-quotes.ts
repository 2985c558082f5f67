import type { z } from 'zod'
import * as catalogSchemas from '../../contract/catalog.ts'
import * as pricing from '../../contract/pricing.ts'
import { catalog, productOf } from '../../demo/catalog/index.ts'
import { demoCustomers } from '../../demo/customers.ts'
import {
  bookPrices,
  contractPrices,
  discounts,
  exchangeRates,
  priceBooks,
  rules,
  surcharges,
} from '../../demo/pricing.ts'
import { type Story, stories } from '../../demo/quotes/index.ts'
import { taxes } from '../../demo/taxes.ts'
import {
  defaultPolicy,
  type PriceContext,
  type PriceRequest,
  type Published,
} from '../../engines/pricer/index.ts'

const asOf = '2026-11-20T12:00:00Z'

/** The reference data of the demo company as the pricer reads it. */
export function demoContext(): PriceContext {
  return {
    revision: 1,
    companyCurrency: 'EUR',
    products: published(catalogSchemas.product, catalog.products),
    plans: published(catalogSchemas.plan, catalog.plans),
    prices: published(pricing.price, [...catalog.prices, ...bookPrices]),
    priceBooks: published(pricing.priceBook, priceBooks),
    rules: published(pricing.priceRule, rules),
    discounts: published(pricing.discount, discounts),
    contractPrices: published(
      pricing.contractPrice,
      contractPrices((code) => code),
    ),
    surcharges: published(pricing.surcharge, surcharges),
    taxes: published(pricing.tax, taxes),
    exchangeRates: exchangeRates.map(([from, to, rate]) => ({
      id: `${from}-${to}`,
      from,
      to,
      rate,
      day: '2026-11-01',
      source: 'Demo',
    })),
    policy: defaultPolicy,
  }
}

/** Its quotes of the last twelve months, each as it would be asked for on one day, machines without their options. */
export function demoRequests(): { name: string; request: PriceRequest }[] {
  return stories.map((story) => ({ name: story.name, request: requestOf(story) }))
}

function requestOf(story: Story): PriceRequest {
  const customer = demoCustomers.find(({ code }) => code === story.customer)
  if (!customer) throw new Error(`The demo company has no customer ${story.customer}`)
  const [, , , country, state] = customer.place
  const currency = customer.currency ?? 'EUR'
  const book = { EUR: 'EUROPE', USD: 'AMERICAS', JPY: 'JAPAN' }[currency]
  return {
    currency,
    asOf,
    ...(book === undefined ? {} : { priceBook: book }),
    ...(story.months === undefined ? {} : { term: { start: '2027-01-01', months: story.months } }),
    customer: {
      id: customer.code,
      ...(customer.parent === undefined ? {} : { parent: customer.parent }),
      segments: customer.segments ?? [],
      region: state === undefined ? country : `${country}-${state}`,
      taxStatus: customer.taxStatus ?? 'TAXABLE',
      ...(customer.taxReason ? { exemptionReason: customer.taxReason } : {}),
    },
    ...(story.codes ? { discountCodes: story.codes } : {}),
    ...(story.discount ? { manualDiscounts: [manual('rep', story.discount)] } : {}),
    lines: story.lines.map((line, index) => ({
      id: `L${index + 1}`,
      product: productOf(line.product).code,
      plan: line.plan ?? planOf(line.product),
      quantity: line.quantity,
      ...(line.optional ? { excluded: true } : {}),
      ...(line.codes ? { discountCodes: line.codes } : {}),
      ...(line.discount ? { manualDiscounts: [manual(`rep-${index + 1}`, line.discount)] } : {}),
    })),
  }
}

/** What is chosen for a product when nobody says: its first plan. */
function planOf(product: string): string {
  const plan = catalog.plans.find((each) => each.product === product)
  if (!plan) throw new Error(`The demo catalog has no plan for ${product}`)
  return plan.code
}

function manual(id: string, [value, reason]: [percent: string, reason: string]) {
  return { id, type: 'PERCENTAGE' as const, value, reason }
}

/** Rows as people enter them, with what the schemas fill in. */
function published<S extends z.ZodType<{ code: string }>>(
  schema: S,
  rows: readonly z.input<S>[],
): Published<z.output<S>>[] {
  return rows.map((row) => ({ ...schema.parse(row), revision: 1 }))
}
