import { createHash } from 'node:crypto'
import type { Scope } from '../../engines/expressions/index.ts'

/** What policies may speak of. Amounts are in the company's currency, whatever the quote's. */
export const approvalScope: Scope = {
  total: { type: 'money', label: 'total' },
  net: { type: 'money', label: 'net total' },
  discountPercent: { type: 'percent', label: 'discount' },
  maxLineDiscountPercent: { type: 'percent', label: 'highest line discount' },
  marginPercent: { type: 'percent', label: 'margin' },
  paymentTermsDays: { type: 'quantity', label: 'days to pay' },
  termMonths: { type: 'quantity', label: 'term in months' },
  lineCount: { type: 'quantity', label: 'number of lines' },
  currency: { type: 'text', label: 'currency' },
  belowFloor: { type: 'boolean', label: 'a price below its floor' },
  manualDiscount: { type: 'boolean', label: 'a manual discount' },
  termsChanged: { type: 'boolean', label: 'changed terms' },
  products: { type: 'list', of: { type: 'text' }, label: 'products', max: 10_000 },
  categories: { type: 'list', of: { type: 'text' }, label: 'categories', max: 10_000 },
  'customer.segments': { type: 'list', of: { type: 'text' }, label: 'customer segments', max: 100 },
  'customer.region': { type: 'text', label: 'region' },
  'customer.country': { type: 'text', label: 'country' },
}

export type Facts = {
  total: string
  net: string
  discountPercent: string
  maxLineDiscountPercent: string
  marginPercent?: string | undefined
  paymentTermsDays?: string | undefined
  termMonths?: string | undefined
  lineCount: string
  currency: string
  belowFloor: boolean
  manualDiscount: boolean
  termsChanged: boolean
  products: string[]
  categories: string[]
  customer: { segments: string[]; region: string; country: string }
}

/** Parts of a quote's content, each as the hash of what it holds. */
export type Sections = Record<'goods' | 'customer' | 'payment' | 'terms', string>

/** Which parts of the content a fact is made of: an approval that looked at it falls when one of them changes. */
const covers: Record<string, (keyof Sections)[]> = {
  paymentTermsDays: ['payment'],
  termsChanged: ['terms'],
  'customer.segments': ['customer'],
  'customer.region': ['customer'],
  'customer.country': ['customer'],
}
const everythingSold: (keyof Sections)[] = ['goods', 'customer']

/** The hash of all that a policy looking at these facts sees. */
export function contentHash(fields: readonly string[], sections: Sections): string {
  const names = new Set(fields.flatMap((field) => covers[field] ?? everythingSold))
  const seen = [...names].sort().map((name) => `${name}:${sections[name]}`)
  return createHash('sha256').update(seen.join('\n')).digest('hex')
}
