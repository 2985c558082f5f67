import type { Permission } from '../../contract/permissions.ts'
import type { ReferenceKind } from '../../contract/revisions.ts'

export type KindName = {
  one: string
  many: string
  /** Whose right it is to see and to prepare changes of it. */
  area: 'catalog' | 'prices' | 'policies'
}

export const kindNames: Readonly<Record<ReferenceKind, KindName>> = {
  products: { one: 'product', many: 'Products', area: 'catalog' },
  plans: { one: 'plan', many: 'Plans', area: 'catalog' },
  categories: { one: 'category', many: 'Categories', area: 'catalog' },
  models: { one: 'model', many: 'Models', area: 'catalog' },
  guides: { one: 'guide', many: 'Guides', area: 'catalog' },
  prices: { one: 'price', many: 'Prices', area: 'prices' },
  'price-books': { one: 'price book', many: 'Price books', area: 'prices' },
  rules: { one: 'price rule', many: 'Price rules', area: 'prices' },
  discounts: { one: 'discount', many: 'Discounts', area: 'prices' },
  'contract-prices': { one: 'contract price', many: 'Contract prices', area: 'prices' },
  surcharges: { one: 'surcharge', many: 'Surcharges and shipping', area: 'prices' },
  taxes: { one: 'tax', many: 'Taxes', area: 'prices' },
  segments: { one: 'segment', many: 'Segments', area: 'prices' },
  'approval-policies': { one: 'approval policy', many: 'Approval policies', area: 'policies' },
  templates: { one: 'document template', many: 'Document templates', area: 'policies' },
  clauses: { one: 'clause', many: 'Clauses', area: 'policies' },
}

export const mayRead = (kind: ReferenceKind): Permission => `${kindNames[kind].area}.read`
export const mayWrite = (kind: ReferenceKind): Permission => `${kindNames[kind].area}.write`
export const mayPublish = (kind: ReferenceKind): Permission => `${kindNames[kind].area}.publish`

export function isKind(text: string): text is ReferenceKind {
  return Object.hasOwn(kindNames, text)
}

/** The list a thing stands in; which of its kinds is shown is in the search. */
export function listOf(kind: ReferenceKind): string {
  if (kind === 'templates' || kind === 'clauses') return '/documents'
  if (kind === 'approval-policies') return '/policies'
  return kindNames[kind].area === 'prices' ? '/pricing' : '/reference'
}

/** Where a thing has its page; a model has its workbench, an approval policy a page of its own. */
export function placeOf(kind: ReferenceKind, code: string): string {
  if (kind === 'models') return `/models/${encodeURIComponent(code)}`
  if (kind === 'approval-policies') return `/policies/${encodeURIComponent(code)}`
  return `/reference/${kind}/${encodeURIComponent(code)}`
}
