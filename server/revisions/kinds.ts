import type { z } from 'zod'
import { approvalPolicy } from '../../contract/approval-policies.ts'
import { category, plan, product, productModel } from '../../contract/catalog.ts'
import { clause, documentTemplate } from '../../contract/document-templates.ts'
import { guide } from '../../contract/guides.ts'
import { discount, priceRule, segment, surcharge, tax } from '../../contract/price-rules.ts'
import { contractPrice, price, priceBook } from '../../contract/prices.ts'
import type { ReferenceKind } from '../../contract/revisions.ts'

/** A place that names another piece of reference data: one code, or a list of them. */
export type Reference = {
  /** From the body inwards; lists on the way are gone through. */
  path: readonly string[]
  kind: ReferenceKind
  /** A code that names nothing is worth a warning only. */
  loose?: boolean
}

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
  { path: ['products'], kind: 'products' },
  { path: ['plans'], kind: 'plans' },
  { path: ['categories'], kind: 'categories' },
  { path: ['segments'], kind: 'segments' },
]

/** Everything that is under version control, as data. */
export const kinds: Record<ReferenceKind, Kind> = {
  products: {
    table: 'products',
    singular: 'product',
    schema: product,
    area: 'catalog',
    refers: [
      { path: ['categories'], kind: 'categories' },
      { path: ['model'], kind: 'models' },
      { path: ['successor'], kind: 'products' },
      { path: ['components', 'product'], kind: 'products' },
      { path: ['components', 'plan'], kind: 'plans' },
    ],
  },
  plans: {
    table: 'plans',
    singular: 'plan',
    schema: plan,
    area: 'catalog',
    refers: [
      { path: ['product'], kind: 'products' },
      { path: ['defaultPrice'], kind: 'prices' },
    ],
    parent: 'product',
  },
  categories: {
    table: 'categories',
    singular: 'category',
    schema: category,
    area: 'catalog',
    refers: [{ path: ['parent'], kind: 'categories' }],
  },
  models: { table: 'models', singular: 'model', schema: productModel, area: 'catalog', refers: [] },
  guides: {
    table: 'guides',
    singular: 'guide',
    schema: guide,
    area: 'catalog',
    refers: [{ path: ['offers', 'product'], kind: 'products' }],
  },
  prices: {
    table: 'prices',
    singular: 'price',
    schema: price,
    area: 'prices',
    refers: [
      { path: ['plan'], kind: 'plans' },
      { path: ['priceBook'], kind: 'price-books' },
      { path: ['discountCode'], kind: 'discounts', loose: true },
      { path: ['covers', 'products'], kind: 'products' },
      { path: ['covers', 'categories'], kind: 'categories' },
    ],
    parent: 'plan',
  },
  'price-books': {
    table: 'price_books',
    singular: 'price book',
    schema: priceBook,
    area: 'prices',
    refers: [
      { path: ['fallback'], kind: 'price-books' },
      { path: ['segments'], kind: 'segments' },
    ],
  },
  rules: {
    table: 'rules',
    singular: 'price rule',
    schema: priceRule,
    area: 'prices',
    refers: [...targets, { path: ['priceBook'], kind: 'price-books' }],
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
    refers: [{ path: ['plan'], kind: 'plans' }],
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
      { path: ['product'], kind: 'products' },
      { path: ['segment'], kind: 'segments' },
      { path: ['on'], kind: 'taxes' },
    ],
  },
  segments: { table: 'segments', singular: 'segment', schema: segment, area: 'prices', refers: [] },
  'approval-policies': {
    table: 'approval_policies',
    singular: 'approval policy',
    schema: approvalPolicy,
    area: 'policies',
    refers: [],
  },
  templates: {
    table: 'templates',
    singular: 'document template',
    schema: documentTemplate,
    area: 'policies',
    refers: [],
  },
  clauses: { table: 'clauses', singular: 'clause', schema: clause, area: 'policies', refers: [] },
}

/** Other codes that `body` names, with the place that names them. */
export function referencesOf(
  kind: ReferenceKind,
  body: Record<string, unknown>,
): { kind: ReferenceKind; code: string; path: string[]; loose?: boolean }[] {
  return kinds[kind].refers.flatMap(({ path, kind: target, loose }) =>
    codesAt(body, path).map((found) => ({ kind: target, ...found, ...(loose && { loose }) })),
  )
}

function codesAt(
  value: unknown,
  path: readonly string[],
  at: string[] = [],
): { code: string; path: string[] }[] {
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => codesAt(each, path, path.length > 0 ? [...at, String(index)] : at))
  }
  const [first, ...rest] = path
  if (first === undefined) return typeof value === 'string' ? [{ code: value, path: at }] : []
  if (typeof value !== 'object' || value === null) return []
  return codesAt((value as Record<string, unknown>)[first], rest, [...at, first])
}

/** Where the rows of a kind are kept; for the module whose kind it is. */
export function kindTable(kind: ReferenceKind): string {
  return kinds[kind].table
}
