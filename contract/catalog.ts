import { z } from 'zod'
import type { Model } from '../engines/configurator/model.ts'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { price } from './prices.ts'
import { decision, waterfallRow } from './quotes.ts'
import { code, decimal, id, instant, label, page, paging, prose, quantity } from './values.ts'

export const attributeLimits = {
  levels: most('catalog', 'attributeLevels'),
  keys: most('catalog', 'attributeKeys'),
  bytes: most('catalog', 'attributeBytes'),
} as const

export const attributes = z
  .record(z.string().min(1).max(most('values', 'code')), z.json())
  .superRefine((value, check) => {
    const { levels, keys } = measure(value)
    const bytes = JSON.stringify(value).length
    const limit = attributeLimits
    if (levels > limit.levels)
      check.addIssue(`attributes may be nested ${limit.levels} levels, these are ${levels}`)
    if (keys > limit.keys) check.addIssue(`there may be ${limit.keys} attribute keys, these are ${keys}`)
    if (bytes > limit.bytes) check.addIssue(`attributes may take ${limit.bytes} bytes, these take ${bytes}`)
  })

const link = z.url({ protocol: /^https?$/ }).max(most('values', 'link'))
/** An image of the application itself, or elsewhere on the web where nobody on the way can change it. */
export const image = z.union(
  [z.url({ protocol: /^https$/ }).max(most('values', 'link')), z.string().regex(/^\/(?!\/)[\w./-]{1,200}$/)],
  `must be an address that begins with "https://", of at most ${most('values', 'link')} characters, or a path of this application such as "/products/desk.svg"`,
)

export const lifecycle = z.enum(['draft', 'active', 'deprecated', 'retired'])

/** A form in which a product is sold: another colour of a thing, another composition of a bundle. */
export const variant = z
  .strictObject({ code, name: label, description: prose.optional(), image: image.optional() })
  .meta({ id: 'Variant' })
export type Variant = z.infer<typeof variant>

export const bundleComponent = z.strictObject({
  product: code,
  plan: code.optional(),
  /** Which variant of the component's product; its first one when absent. */
  variant: code.optional(),
  /** The variants of the bundle it belongs to; all of them when absent. */
  variants: z.array(code).max(most('lists', 'hundred')).optional(),
  minQuantity: decimal,
  maxQuantity: decimal.optional(),
  defaultQuantity: decimal,
  pricing: z.enum(['INCLUDED', 'SUMMED']),
  /** Components of one group are alternatives: one of them is taken, the first unless another is chosen. */
  group: label.optional(),
})

/** What is sold. */
export const product = z
  .strictObject({
    code,
    name: label,
    description: prose.optional(),
    categories: z.array(code).max(most('catalog', 'categories')).default([]),
    images: z.array(image).max(most('catalog', 'images')).default([]),
    attributes: attributes.default({}),
    url: link.optional(),
    unit: z.string().max(most('values', 'unit')).optional(),
    quantityDecimals: z.int().min(0).max(12).optional(),
    taxCategory: code.optional(),
    weight: decimal.optional(),
    /** The product model that says how it can be configured. */
    model: code.optional(),
    /** One of them is sold, the first unless another is chosen. */
    variants: z.array(variant).max(most('lists', 'hundred')).optional(),
    components: z.array(bundleComponent).max(most('catalog', 'components')).optional(),
    lifecycle: lifecycle.default('active'),
    successor: code.optional(),
  })
  .meta({ id: 'Product' })
export type Product = z.infer<typeof product>

/** How a product is sold. */
export const plan = z
  .strictObject({
    code,
    product: code,
    name: label,
    description: prose.optional(),
    defaultPrice: code.optional(),
    active: z.boolean().default(true),
    attributes: attributes.default({}),
  })
  .meta({ id: 'Plan' })
export type Plan = z.infer<typeof plan>

export const category = z
  .strictObject({ code, name: label, parent: code.optional(), description: prose.optional() })
  .meta({ id: 'Category' })
export type Category = z.infer<typeof category>

/** How a product can be configured; the configurator checks it when it is loaded. */
export const productModel = z
  .strictObject({
    code,
    name: label,
    model: z.custom<Model>((value) => typeof value === 'object' && value !== null),
  })
  .meta({ id: 'ProductModel' })
export type ProductModel = z.infer<typeof productModel>

/** A product as lists show it: with what it costs at least. */
export const productSummary = z
  .object({
    code,
    name: z.string(),
    description: z.string().optional(),
    categories: z.array(z.string()),
    image: z.string().optional(),
    unit: z.string().optional(),
    quantityDecimals: z.number().int(),
    lifecycle,
    configurable: z.boolean(),
    bundle: z.boolean(),
    variants: z.number().int(),
    plans: z.array(
      z.object({
        code,
        name: z.string(),
        type: z.enum(['ONE_TIME', 'RECURRING', 'USAGE']).optional(),
        interval: z.string().optional(),
        /** List price of one unit at quantity 1 in the asked currency, where there is one. */
        unitAmount: decimal.optional(),
        currency: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'ProductSummary' })
export type ProductSummary = z.infer<typeof productSummary>

const at = { revision: z.coerce.number().int().min(1).optional() }

const attributeFilter = z
  .string()
  .max(most('requests', 'filter'))
  .regex(/^[^=]+=./, 'must be an attribute and its value, such as "colour=black"')

export const listProducts = endpoint({
  method: 'GET',
  path: '/products',
  tag: 'Catalog',
  summary: 'Search products by words, code and category',
  permission: 'catalog.read',
  query: paging.extend({
    ...at,
    search: z.string().max(most('requests', 'search')).optional(),
    category: code.optional(),
    lifecycle: lifecycle.optional(),
    /** What an attribute must be, such as "colour=black"; several must all hold. */
    attribute: z
      .union([attributeFilter, z.array(attributeFilter).max(most('requests', 'attributes'))])
      .optional(),
    currency: z.string().length(3).optional(),
    priceBook: code.optional(),
  }),
  response: page(productSummary).extend({
    revision: z.number().int(),
    /** What was searched instead, where nothing has a word as it was written. */
    searchedFor: z.string().optional(),
  }),
})

export const getProduct = endpoint({
  method: 'GET',
  path: '/products/:code',
  tag: 'Catalog',
  summary: 'One product with its plans',
  permission: 'catalog.read',
  params: z.object({ code }),
  query: z.object(at),
  response: z.object({
    revision: z.number().int(),
    product: product.extend({ revision: z.number().int() }),
    plans: z.array(plan.extend({ revision: z.number().int() })),
  }),
  errors: ['reference.not-found'],
})

const some = (list: readonly unknown[]) => list.length > 0
const newPrice = z.strictObject({ ...price.shape, plan: code.optional() })
const newPlan = z.strictObject({
  ...plan.shape,
  product: code.optional(),
  prices: z.array(newPrice).max(most('catalog', 'newPrices')).refine(some, 'a plan needs at least one price'),
})

export const createProduct = endpoint({
  method: 'POST',
  path: '/products',
  tag: 'Catalog',
  summary: 'Make a product with its plans and their prices, all in one change set',
  description:
    'A product needs a plan, a plan a price: they come in one request or not at all. Without `changeSet` they go into the one you work in.',
  permission: 'catalog.write',
  body: z.strictObject({
    ...product.shape,
    changeSet: id('chs').optional(),
    plans: z
      .array(newPlan)
      .max(most('catalog', 'newPlans'))
      .refine(some, 'a product needs at least one plan'),
  }),
  response: z.object({
    changeSet: id('chs'),
    product: code,
    plans: z.array(code),
    prices: z.array(code),
  }),
  status: 201,
  errors: [
    'change-set.not-found',
    'change-set.not-open',
    'change-set.none',
    'reference.exists',
    'request.invalid',
  ],
})

export const listCategories = endpoint({
  method: 'GET',
  path: '/categories',
  tag: 'Catalog',
  summary: 'All categories',
  permission: 'catalog.read',
  query: z.object(at),
  response: z.object({ items: z.array(category) }),
})

export const getProductModel = endpoint({
  method: 'GET',
  path: '/products/:code/model',
  tag: 'Configuration',
  summary: 'The model by which a product is configured, for a configurator of your own',
  permission: 'catalog.read',
  params: z.object({ code }),
  query: z.object(at),
  response: z.object({ revision: z.number().int(), model: z.unknown() }),
  errors: ['reference.not-found', 'configuration.no-model'],
})

export const priceProduct = endpoint({
  method: 'POST',
  path: '/products/:code/price',
  tag: 'Pricing',
  summary: 'What a quantity of a product costs, configured or not, with every step of its calculation',
  permission: 'prices.read',
  params: z.object({ code }),
  body: z.strictObject({
    plan: code.optional(),
    variant: code.optional(),
    quantity: quantity.default('1'),
    currency: z.string().length(3).optional(),
    customer: z.string().max(most('values', 'id')).optional(),
    priceBook: code.optional(),
    discountCodes: z.array(code).max(most('quotes', 'discountCodes')).optional(),
    /** Of a configurable product: completed by defaults and preferences, and priced with its parts. */
    decisions: z.array(decision).max(most('quotes', 'decisions')).optional(),
    revision: z.int().min(1).optional(),
    /** When it shall hold; now when absent. */
    asOf: instant.optional(),
  }),
  response: z.object({
    revision: z.number().int(),
    priced: z.unknown(),
    /** From list to total, as a waterfall shows it. */
    rows: z.array(waterfallRow),
  }),
  errors: ['reference.not-found', 'configuration.no-model', 'customer.not-found'],
})

function measure(value: unknown): { levels: number; keys: number } {
  if (typeof value !== 'object' || value === null) return { levels: 0, keys: 0 }
  const inner = Object.values(value).map(measure)
  const own = Array.isArray(value) ? 0 : Object.keys(value).length
  return {
    levels: 1 + Math.max(0, ...inner.map((part) => part.levels)),
    keys: inner.reduce((sum, part) => sum + part.keys, own),
  }
}
