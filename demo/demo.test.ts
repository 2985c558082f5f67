import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { approvalPolicy } from '../contract/approval-policies.ts'
import * as catalogContract from '../contract/catalog.ts'
import { newCustomer } from '../contract/customers.ts'
import * as pricingContract from '../contract/pricing.ts'
import { settingsChange } from '../contract/settings.ts'
import { newUser } from '../contract/users.ts'
import { compile, type Decision, type Model, startSession } from '../engines/configurator/index.ts'
import { compare, exact } from '../engines/money/index.ts'
import { catalog, categories } from './catalog/index.ts'
import { currencies } from './catalog/list-price.ts'
import { company } from './company.ts'
import { asNewCustomer, demoCustomers, segments } from './customers.ts'
import { models } from './models/index.ts'
import { people, teams } from './people.ts'
import { approvalPolicies } from './policies.ts'
import { bookPrices, contractPrices, discounts, priceBooks, rules, surcharges } from './pricing.ts'
import { stories } from './quotes/index.ts'
import { taxes } from './taxes.ts'

/** What does not parse, as sentences; an empty list is what we want to see. */
function complaints(schema: z.ZodType, rows: readonly object[]): string[] {
  return rows.flatMap((row) => {
    const parsed = schema.safeParse(row)
    const name = 'code' in row ? String(row.code) : JSON.stringify(row).slice(0, 60)
    return parsed.success
      ? []
      : parsed.error.issues.map((each) => `${name}: ${each.path.join('.')} ${each.message}`)
  })
}

const repeated = (codes: readonly string[]) => codes.filter((code, index) => codes.indexOf(code) !== index)
const productCodes = new Set(catalog.products.map((product) => product.code))
const planCodes = new Set(catalog.plans.map((plan) => plan.code))
const prices = [...catalog.prices, ...bookPrices]

describe('the demo company', () => {
  it('holds only rows that the contract accepts', () => {
    const agreed = contractPrices((code) => `cus_${code.toLowerCase().replace(/\W/g, '')}`)
    expect([
      ...complaints(settingsChange, [company]),
      ...complaints(catalogContract.product, catalog.products),
      ...complaints(catalogContract.plan, catalog.plans),
      ...complaints(catalogContract.category, categories),
      ...complaints(pricingContract.price, prices),
      ...complaints(pricingContract.priceBook, priceBooks),
      ...complaints(pricingContract.priceRule, rules),
      ...complaints(pricingContract.discount, discounts),
      ...complaints(pricingContract.contractPrice, agreed),
      ...complaints(pricingContract.surcharge, surcharges),
      ...complaints(pricingContract.tax, taxes),
      ...complaints(pricingContract.segment, segments),
      ...complaints(approvalPolicy, approvalPolicies),
      ...complaints(
        newCustomer,
        demoCustomers.map((customer) => asNewCustomer(customer, {})),
      ),
      ...complaints(
        newUser,
        people.map(({ username, givenName, familyName, roles }) => ({
          username,
          givenName,
          familyName,
          roles,
        })),
      ),
    ]).toEqual([])
  })

  it('gives every thing a code of its own', () => {
    const lists = [
      ...[
        catalog.products,
        catalog.plans,
        prices,
        categories,
        priceBooks,
        rules,
        discounts,
        surcharges,
        taxes,
      ],
      ...[segments, approvalPolicies, demoCustomers, models],
    ]
    expect(lists.flatMap((list) => repeated(list.map((each) => each.code)))).toEqual([])
    expect(repeated(people.map((person) => person.username))).toEqual([])
  })

  it('names no product, category, plan or segment that is not there', () => {
    const categoryCodes = new Set(categories.map((category) => category.code))
    const segmentCodes = new Set(segments.map((segment) => segment.code))
    const targets = [...rules, ...discounts, ...surcharges]
    expect([
      ...catalog.products.flatMap((product) =>
        (product.categories ?? []).filter((code) => !categoryCodes.has(code)),
      ),
      ...catalog.products.flatMap((product) =>
        (product.components ?? []).map((part) => part.product).filter((code) => !productCodes.has(code)),
      ),
      ...targets.flatMap((row) => (row.products ?? []).filter((code) => !productCodes.has(code))),
      ...targets.flatMap((row) => (row.categories ?? []).filter((code) => !categoryCodes.has(code))),
      ...targets.flatMap((row) => (row.segments ?? []).filter((code) => !segmentCodes.has(code))),
      ...demoCustomers.flatMap((customer) =>
        (customer.segments ?? []).filter((code) => !segmentCodes.has(code)),
      ),
      ...contractPrices(() => '')
        .map((row) => row.plan)
        .filter((code) => !planCodes.has(code)),
    ]).toEqual([])
  })

  it('sells to customers in at least eight countries', () => {
    expect(new Set(demoCustomers.map((customer) => customer.place[3])).size).toBeGreaterThanOrEqual(8)
    expect(new Set(taxes.map((tax) => tax.region.slice(0, 2)))).toContain('JP')
  })

  it('has one person to show for every role, and no manager after those who report to them', () => {
    const shown = people.filter((person) => person.shows)
    expect(new Set(shown.flatMap((person) => person.roles)).size).toBe(9)
    const names = people.map((person) => person.username)
    for (const [index, { manager }] of people.entries()) {
      if (manager) expect(names.slice(0, index)).toContain(manager)
    }
    expect(
      people.map((person) => person.team).filter((team) => !teams.some(({ name }) => name === team)),
    ).toEqual([])
  })
})

describe('the demo prices', () => {
  it('price every plan in every currency', () => {
    const missing = catalog.plans.flatMap((plan) =>
      currencies
        .filter(
          (currency) =>
            !catalog.prices.some((price) => price.plan === plan.code && price.currency === currency),
        )
        .map((currency) => `${plan.code} in ${currency}`),
    )
    expect(missing).toEqual([])
  })

  it('lie above their floor, and no floor lies below cost', () => {
    const wrong = prices.filter(({ cost, floor, unitAmount, tiers }) => {
      const lowest = [unitAmount, ...(tiers ?? []).map((tier) => tier.unitAmount)].filter(
        (value) => value !== undefined,
      )
      if (cost && floor && compare(exact(floor), exact(cost)) < 0) return true
      return floor !== undefined && lowest.some((value) => compare(exact(value), exact(floor)) < 0)
    })
    expect(wrong.map((price) => price.code)).toEqual([])
  })

  it('leave 18 to 30 % on hardware parts and machines, more on software by seat', () => {
    const shares = (category: string) =>
      catalog.products
        .filter((product) => product.categories?.includes(category))
        .flatMap((product) => catalog.prices.filter((price) => price.plan.startsWith(`${product.code}.`)))
        .flatMap(({ cost, unitAmount, tiers, currency }) => {
          const list = unitAmount ?? tiers?.[0]?.unitAmount
          return cost && list && currency === 'EUR' && Number(cost) > 0
            ? [1 - Number(cost) / Number(list)]
            : []
        })
    for (const share of [...shares('workstations'), ...shares('servers'), ...shares('components')]) {
      expect(share).toBeGreaterThan(0.17)
      expect(share).toBeLessThan(0.31)
    }
    for (const share of shares('subscriptions')) expect(share).toBeGreaterThan(0.69)
  })
})

describe('the demo machines', () => {
  it('have a model each, and every configurable product is one of them', () => {
    const configurable = catalog.products.filter((product) => product.model).map((product) => product.model)
    expect(configurable.sort()).toEqual(models.map((model) => model.code).sort())
  })

  it.each(models.map((model) => [model.code, model] as const))(
    '%s stands for products that are sold',
    (_, model) => {
      expect(productsIn(model).filter((code) => !productCodes.has(code))).toEqual([])
    },
  )

  it.each(models.map((model) => [model.code, model] as const))(
    '%s: every option can be chosen',
    (_, model) => {
      const session = startSession(compiled(model))
      const closed = session
        .domains()
        .flatMap((domain) =>
          'values' in domain
            ? domain.values
                .filter((each) => each.state === 'excluded')
                .map((each) => `${domain.variable} ${each.value}`)
            : [],
        )
      expect(closed).toEqual([])
    },
  )

  it.each(models.map((model) => [model.code, model] as const))(
    '%s: its defaults make a valid machine',
    (_, model) => {
      const session = startSession(compiled(model))
      const { configuration, passed } = session.complete()
      expect(session.check(configuration).issues).toEqual([])
      expect(passed).toEqual([])
    },
  )
})

describe('the demo quotes', () => {
  it('are about sixty, in every status', () => {
    expect(stories.length).toBeGreaterThanOrEqual(60)
    expect(new Set(stories.map((story) => story.course.ends)).size).toBe(10)
  })

  it('name customers, products, plans and codes that are there', () => {
    const codes = new Set(discounts.map((discount) => discount.code))
    const unknown = stories.flatMap((story) => [
      ...(demoCustomers.some((customer) => customer.code === story.customer) ? [] : [story.customer]),
      ...story.lines.map((each) => each.product).filter((code) => !productCodes.has(code)),
      ...story.lines.flatMap((each) => (each.plan && !planCodes.has(each.plan) ? [each.plan] : [])),
      ...[...(story.codes ?? []), ...story.lines.flatMap((each) => each.codes ?? [])].filter(
        (code) => !codes.has(code),
      ),
    ])
    expect(unknown).toEqual([])
  })

  it('choose only what their machines can have together', () => {
    const impossible = stories.flatMap((story) =>
      story.lines.flatMap(({ product, choose }) => {
        const model = models.find((each) => each.code === product)
        if (!choose || !model) return choose ? [`${story.name}: ${product} has no model`] : []
        const decisions = Object.entries(choose).map(([variable, value]): Decision => ({ variable, value }))
        return startSession(compiled(model), decisions).dropped.map(
          (each) => `${story.name}: ${each.message}`,
        )
      }),
    )
    expect(impossible).toEqual([])
  })
})

function compiled(model: Model) {
  const result = compile(model)
  if (!result.ok) throw new Error(result.issues.map((each) => `${each.path}: ${each.message}`).join('\n'))
  return result.compiled
}

function productsIn(model: Model): string[] {
  const own = model.variables.flatMap((variable) => {
    if (variable.kind === 'choice') return variable.options.flatMap((option) => option.product ?? [])
    return 'product' in variable && variable.product ? [variable.product] : []
  })
  return [...own, ...Object.values(model.models ?? {}).flatMap(productsIn)]
}
