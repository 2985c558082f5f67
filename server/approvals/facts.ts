import type { Scope } from '../../engines/expressions/index.ts'

/** What policies may speak of. Amounts are in the company's currency, whatever the quote's. */
export const approvalScope: Scope = {
  total: { type: 'money', label: 'total' },
  net: { type: 'money', label: 'net total' },
  recentTotal: { type: 'money', label: 'total with the customer’s other quotes of 30 days' },
  discountAmount: { type: 'money', label: 'discount in money' },
  discountPercent: { type: 'percent', label: 'discount' },
  maxLineDiscountPercent: { type: 'percent', label: 'highest line discount' },
  marginPercent: { type: 'percent', label: 'margin' },
  minLineMarginPercent: { type: 'percent', label: 'lowest line margin' },
  belowFloor: { type: 'boolean', label: 'a price below its floor' },
  manualDiscount: { type: 'boolean', label: 'a manual discount' },
  priceOverride: { type: 'boolean', label: 'a price set by hand' },
  keptPrice: { type: 'boolean', label: 'a price kept from an earlier revision' },
  trialDays: { type: 'quantity', label: 'days given free, beyond what the price says' },
  givenBack: { type: 'money', label: 'given back of a contract' },
  discountCodes: { type: 'list', of: { type: 'text' }, label: 'discount codes', max: 1_000 },
  paymentTerms: { type: 'text', label: 'payment terms' },
  paymentTermsDays: { type: 'quantity', label: 'days to pay' },
  termsChanged: { type: 'boolean', label: 'changed terms' },
  notesWritten: { type: 'boolean', label: 'notes to the customer' },
  termMonths: { type: 'quantity', label: 'term in months' },
  evergreen: { type: 'boolean', label: 'a line without an end' },
  validityDays: { type: 'quantity', label: 'days the quote holds' },
  shippingChanged: { type: 'boolean', label: 'shipping set by hand' },
  currency: { type: 'text', label: 'currency' },
  priceBook: { type: 'text', label: 'price book' },
  otherPriceBook: { type: 'boolean', label: 'a price book other than the customer’s' },
  lineCount: { type: 'quantity', label: 'number of lines' },
  products: { type: 'list', of: { type: 'text' }, label: 'products', max: 10_000 },
  categories: { type: 'list', of: { type: 'text' }, label: 'categories', max: 10_000 },
  lines: {
    type: 'list',
    label: 'lines',
    entry: 'line',
    max: 10_000,
    of: {
      fields: {
        product: { type: 'text', label: 'product' },
        plan: { type: 'text', label: 'plan' },
        quantity: { type: 'quantity', label: 'quantity' },
        net: { type: 'money', label: 'net' },
        discountPercent: { type: 'percent', label: 'discount' },
        marginPercent: { type: 'percent', label: 'margin' },
        termMonths: { type: 'quantity', label: 'term in months' },
      },
    },
  },
  'customer.segments': { type: 'list', of: { type: 'text' }, label: 'customer segments', max: 100 },
  'customer.region': { type: 'text', label: 'region' },
  'customer.country': { type: 'text', label: 'country' },
  'owner.roles': { type: 'list', of: { type: 'text' }, label: 'the owner’s roles', max: 20 },
}

/** A price rule that asks for an approval, and where it held. */
export type Requirement = {
  rule: string
  name: string
  why: string
  because: string[]
  /** Who is asked in place of the owner's manager. */
  role?: string | undefined
}

export type Facts = {
  total?: string | undefined
  /** What the total can become by what the customer may choose, where that is more. */
  mostTotal?: string | undefined
  net?: string | undefined
  recentTotal?: string | undefined
  discountAmount?: string | undefined
  discountPercent: string
  maxLineDiscountPercent: string
  marginPercent?: string | undefined
  minLineMarginPercent?: string | undefined
  belowFloor: boolean
  manualDiscount: boolean
  priceOverride: boolean
  keptPrice: boolean
  trialDays?: string | undefined
  givenBack?: string | undefined
  discountCodes: string[]
  paymentTerms?: string | undefined
  paymentTermsDays?: string | undefined
  termsChanged: boolean
  notesWritten: boolean
  termMonths?: string | undefined
  evergreen: boolean
  validityDays: string
  shippingChanged: boolean
  currency: string
  priceBook?: string | undefined
  otherPriceBook: boolean
  lineCount: string
  products: string[]
  categories: string[]
  lines: {
    product: string
    plan: string
    quantity: string
    net?: string | undefined
    discountPercent: string
    marginPercent?: string | undefined
    termMonths?: string | undefined
  }[]
  customer: { segments: string[]; region: string; country: string }
  owner?: { roles: string[] } | undefined
  /** Approvals that price rules ask for. */
  requirements?: Requirement[] | undefined
  /** What amounts are in, for saying them in words. */
  companyCurrency?: string | undefined
  /** Why amounts cannot be compared: no exchange rate leads to the company's currency. */
  noRate?: string | undefined
}

/** Amounts that are missing where no exchange rate is known. */
export const companyAmounts: readonly string[] = [
  'total',
  'net',
  'recentTotal',
  'discountAmount',
  'givenBack',
  'lines',
]

/** Parts of a quote's content, each as the hash of what it holds. */
export const sectionNames = [
  'goods',
  'customer',
  'payment',
  'terms',
  'notes',
  'validity',
  'shipping',
  'owner',
] as const
export type SectionName = (typeof sectionNames)[number]
export type Sections = Record<SectionName, string>

/** Which parts of the content a fact is made of: an approval that looked at it falls when one of them changes. */
const madeOf: Record<string, readonly SectionName[]> = {
  paymentTerms: ['payment'],
  paymentTermsDays: ['payment'],
  termsChanged: ['terms'],
  notesWritten: ['notes'],
  validityDays: ['validity'],
  shippingChanged: ['shipping'],
  'customer.segments': ['customer'],
  'customer.region': ['customer'],
  'customer.country': ['customer'],
  'owner.roles': ['owner'],
}
const everythingSold: readonly SectionName[] = ['goods', 'customer', 'shipping']

/** The parts of the content that somebody looking at these facts sees; who looks at none in particular sees them all. */
export function sectionsOfFields(fields: readonly string[]): SectionName[] {
  if (fields.length === 0) return [...sectionNames]
  const names = new Set(fields.flatMap((field) => madeOf[field] ?? everythingSold))
  return sectionNames.filter((name) => names.has(name))
}
