import { findCustomer } from '../customers/index.ts'
import type { Queries } from '../platform/index.ts'
import type { Content } from './content.ts'

const spelled: Record<string, string> = {
  decisions: 'options',
  manualDiscounts: 'discounts',
  discountCodes: 'discount codes',
  unitPriceOverride: 'unit price',
  customerQuantity: 'bounds for the customer',
  keptPrice: 'kept price',
  validUntil: 'last day',
  paymentTerms: 'payment terms',
  priceBook: 'price book',
}

/** What a field of a quote is for people: "quantity of Monitor 27". Fields are named "quote.notes", "lin_….quantity". */
export function nameOfField(content: Content, name: string): string {
  const [subject = '', field = ''] = name.split('.')
  const line = content.lines.find((each) => each.id === subject)
  const word = spelled[field] ?? field
  return line ? `${word} of ${line.productName}` : word
}

/** What a field holds, in words for a person who has to choose between two of them. */
export async function wordsOfField(db: Queries, content: Content, name: string): Promise<string> {
  const [subject = '', field = ''] = name.split('.')
  if (field === 'customer' && content.customer) {
    return (await findCustomer(db, content.customer))?.company ?? content.customer
  }
  const value = valueOf(content, subject, field)
  if (field === 'group') return content.groups.find(({ id }) => id === value)?.name ?? 'no group'
  return inWords(value) || 'nothing'
}

/** True where a field is the same in two states of a quote: nobody has to choose. */
export function sameField(one: Content, other: Content, name: string): boolean {
  const [subject = '', field = ''] = name.split('.')
  const [here, there] = [one, other].map((content) => JSON.stringify(valueOf(content, subject, field)))
  return here === there
}

function valueOf(content: Content, subject: string, field: string): unknown {
  const thing = subject === 'quote' ? content : content.lines.find((line) => line.id === subject)
  return (thing as Record<string, unknown> | undefined)?.[field]
}

/** "cpu: W7, raid: no" of decisions, "months 12" of a term; ids say nothing to anybody. */
function inWords(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.map(inWords).join(', ')
  if (typeof value !== 'object') return String(value)
  const { id: _, variable, ...rest } = value as Record<string, unknown>
  if (variable !== undefined) return `${variable}: ${Object.values(rest).map(inWords).join(' to ')}`
  return Object.entries(rest)
    .filter(([, part]) => part !== undefined && part !== null)
    .map(([key, part]): [string, unknown] => (key === 'evergreen' ? ['no end', ''] : [key, part]))
    .map(([key, part]) => `${key} ${inWords(part)}`.trim())
    .join(', ')
}
