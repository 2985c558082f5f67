import type { Scope } from '../../expressions/types.ts'

/** What conditions and formulas of prices, rules, discounts, charges and taxes may speak of. */
export const lineScope: Scope = {
  product: { type: 'text' },
  productSku: { type: 'text', label: 'product' },
  plan: { type: 'text' },
  variant: { type: 'text' },
  type: { type: 'text', label: 'charge type' },
  categories: { type: 'list', of: { type: 'text' }, entry: 'category' },
  quantity: { type: 'quantity' },
  unitPrice: { type: 'money', label: 'unit price', currency: 'quote' },
  amount: { type: 'money', currency: 'quote' },
  'attributes.*': { type: 'open' },
  'term.months': { type: 'number', label: 'months of the term' },
  currency: { type: 'text' },
  priceBook: { type: 'text', label: 'price book' },
  asOf: { type: 'date', label: 'date of the quote' },
  region: { type: 'text' },
  'customer.id': { type: 'text', label: 'customer' },
  'customer.parent': { type: 'text', label: 'parent account' },
  'customer.region': { type: 'text', label: "customer's region" },
  'customer.taxStatus': { type: 'text', label: 'tax status' },
  'customer.segments': { type: 'list', of: { type: 'text' }, label: 'segments', entry: 'segment' },
  'quote.lineCount': { type: 'number', label: 'number of lines' },
  'quote.quantity': { type: 'quantity', label: 'quantity of the whole quote' },
  'quote.products': { type: 'list', of: { type: 'text' }, label: 'products of the quote', max: 10000 },
  'quote.subtotal': { type: 'money', label: 'goods before discounts', currency: 'quote' },
}
