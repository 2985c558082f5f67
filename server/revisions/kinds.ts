import { z } from 'zod'
import { approvalPolicy } from '../../contract/approvals.ts'
import { category, plan, product, productModel } from '../../contract/catalog.ts'
import { guide } from '../../contract/guides.ts'
import {
  contractPrice,
  discount,
  price,
  priceBook,
  priceRule,
  segment,
  surcharge,
  tax,
} from '../../contract/pricing.ts'
import type { ReferenceKind } from '../../contract/revisions.ts'
import { code, label, prose } from '../../contract/values.ts'

/** A field that names another piece of reference data: one code, or a list of them; with `of`, in each entry of that list. */
type Reference = { field: string; kind: ReferenceKind; of?: string }

export type Kind = {
  table: string
  /** For sentences: "price". */
  singular: string
  schema: z.ZodType
  /** Whose right it is to prepare and publish changes of it. */
  area: 'catalog' | 'prices' | 'policies'
  refers: Reference[]
  /** Names the thing this one belongs to; caches of that one are dropped with it. */
  parent?: string
}

const targets: Reference[] = [
  { field: 'products', kind: 'products' },
  { field: 'plans', kind: 'plans' },
  { field: 'categories', kind: 'categories' },
  { field: 'segments', kind: 'segments' },
]
const named = z.strictObject({ code, name: label, text: prose.optional() })

/** Everything that is under version control, as data. */
export const kinds: Record<ReferenceKind, Kind> = {
  products: {
    table: 'products',
    singular: 'product',
    schema: product,
    area: 'catalog',
    refers: [
      { field: 'categories', kind: 'categories' },
      { field: 'model', kind: 'models' },
      { field: 'successor', kind: 'products' },
    ],
  },
  plans: {
    table: 'plans',
    singular: 'plan',
    schema: plan,
    area: 'catalog',
    refers: [{ field: 'product', kind: 'products' }],
    parent: 'product',
  },
  categories: {
    table: 'categories',
    singular: 'category',
    schema: category,
    area: 'catalog',
    refers: [{ field: 'parent', kind: 'categories' }],
  },
  models: { table: 'models', singular: 'model', schema: productModel, area: 'catalog', refers: [] },
  guides: {
    table: 'guides',
    singular: 'guide',
    schema: guide,
    area: 'catalog',
    refers: [{ field: 'product', kind: 'products', of: 'offers' }],
  },
  prices: {
    table: 'prices',
    singular: 'price',
    schema: price,
    area: 'prices',
    refers: [
      { field: 'plan', kind: 'plans' },
      { field: 'priceBook', kind: 'price-books' },
    ],
    parent: 'plan',
  },
  'price-books': {
    table: 'price_books',
    singular: 'price book',
    schema: priceBook,
    area: 'prices',
    refers: [
      { field: 'fallback', kind: 'price-books' },
      { field: 'segments', kind: 'segments' },
    ],
  },
  rules: {
    table: 'rules',
    singular: 'price rule',
    schema: priceRule,
    area: 'prices',
    refers: [...targets, { field: 'priceBook', kind: 'price-books' }],
  },
  discounts: {
    table: 'discounts',
    singular: 'discount',
    schema: discount,
    area: 'prices',
    refers: targets,
  },
  'contract-prices': {
    table: 'contract_prices',
    singular: 'contract price',
    schema: contractPrice,
    area: 'prices',
    refers: [{ field: 'plan', kind: 'plans' }],
    parent: 'customer',
  },
  surcharges: {
    table: 'surcharges',
    singular: 'surcharge',
    schema: surcharge,
    area: 'prices',
    refers: targets,
  },
  taxes: {
    table: 'taxes',
    singular: 'tax',
    schema: tax,
    area: 'prices',
    refers: [
      { field: 'product', kind: 'products' },
      { field: 'segment', kind: 'segments' },
      { field: 'on', kind: 'taxes' },
    ],
  },
  segments: { table: 'segments', singular: 'segment', schema: segment, area: 'prices', refers: [] },
  'pricing-policies': {
    table: 'pricing_policies',
    singular: 'pricing policy',
    schema: z.looseObject({ code }),
    area: 'prices',
    refers: [],
  },
  'approval-policies': {
    table: 'approval_policies',
    singular: 'approval policy',
    schema: approvalPolicy,
    area: 'policies',
    refers: [],
  },
  templates: { table: 'templates', singular: 'template', schema: named, area: 'policies', refers: [] },
  clauses: { table: 'clauses', singular: 'clause', schema: named, area: 'policies', refers: [] },
}

/** Other codes that `body` names, with the field that names them. */
export function referencesOf(
  kind: ReferenceKind,
  body: Record<string, unknown>,
): { kind: ReferenceKind; code: string; path: string[] }[] {
  return kinds[kind].refers.flatMap(({ field, kind: target, of }) => {
    const things = of ? (body[of] as Record<string, unknown>[]) : [body]
    const codes = things.flatMap((thing) => thing[field])
    return codes
      .filter((each): each is string => typeof each === 'string')
      .map((each) => ({ kind: target, code: each, path: [of ?? field] }))
  })
}

/** Where the rows of a kind are kept; for the module whose kind it is. */
export function kindTable(kind: ReferenceKind): string {
  return kinds[kind].table
}
