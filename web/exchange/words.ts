import type { TableImport, TableKind } from '../../contract/exchange.ts'
import type { Permission } from '../../contract/permissions.ts'
import { mayRead as mayReadReference } from '../reference/kind-names.ts'
import type { Tone } from '../ui/index.ts'

/** The kinds in the order of a catalog: what is sold, for how much, under which rules. */
export const kindNames: Record<TableKind, string> = {
  products: 'Products',
  plans: 'Plans',
  prices: 'Prices',
  categories: 'Categories',
  'price-books': 'Price books',
  'contract-prices': 'Contract prices',
  discounts: 'Discounts',
  rules: 'Price rules',
  surcharges: 'Surcharges',
  taxes: 'Taxes',
  segments: 'Customer segments',
  models: 'Product models',
  guides: 'Guides',
  'approval-policies': 'Approval policies',
  templates: 'Document templates',
  clauses: 'Clauses',
  customers: 'Customers',
}

/** Whose right it is to see a table of these. */
export const mayRead = (kind: TableKind): Permission =>
  kind === 'customers' ? 'customers.read' : mayReadReference(kind)

export const statusWords: Record<TableImport['status'], { words: string; tone: Tone }> = {
  asking: { words: 'Look at it first', tone: 'warning' },
  reading: { words: 'Being read', tone: 'info' },
  ready: { words: 'Ready', tone: 'info' },
  applying: { words: 'Being applied', tone: 'info' },
  applied: { words: 'Applied', tone: 'success' },
  undone: { words: 'Taken back', tone: 'neutral' },
  failed: { words: 'Failed', tone: 'danger' },
}

/** "3 new · 1 changed · 2 wrong" */
export function countWords({ counts }: TableImport): string {
  const parts = (['new', 'changed', 'unchanged', 'wrong'] as const)
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome].toLocaleString('en')} ${outcome}`)
  return parts.join(' · ') || 'no rows'
}

export const isAtWork = (status: TableImport['status']): boolean =>
  status === 'reading' || status === 'applying'
