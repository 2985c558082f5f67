import { z } from 'zod'
import { issue } from './problem.ts'
import { decision, groupId, lineId, manualDiscount, term } from './quote-commands.ts'
import { day, decimal, id, instant } from './values.ts'

// A quote as it is shown, and what changed of it.

export const quoteStatuses = [
  'DRAFT',
  'PENDING_APPROVAL',
  'APPROVED',
  'REJECTED',
  'FINALIZED',
  'ACCEPTED',
  'DECLINED',
  'EXPIRED',
  'CONVERTED',
  'CANCELLED',
] as const
export const quoteStatus = z.enum(quoteStatuses)
export type QuoteStatus = z.infer<typeof quoteStatus>

export const lineStatuses = [
  'PENDING',
  'CONFIGURED',
  'PRICED',
  'APPROVED',
  'FULFILLED',
  'REJECTED',
  'CANCELLED',
] as const
export const lineStatus = z.enum(lineStatuses)
export type LineStatus = z.infer<typeof lineStatus>

export const quoteActions = [
  'submit',
  'approve',
  'reject',
  'recall',
  'revise',
  'finalize',
  'accept',
  'decline',
  'convert',
  'cancel',
] as const
export type QuoteAction = (typeof quoteActions)[number]

export const person = z.object({ id: z.string(), name: z.string() })

const appliedDiscount = z.object({
  code: z.string(),
  name: z.string(),
  amount: decimal,
  kind: z.enum(['CODE', 'AUTOMATIC', 'MANUAL', 'OVERRIDE', 'KEPT']),
})

export const quoteLine = z
  .object({
    id: lineId,
    position: z.number().int(),
    parent: lineId.optional(),
    /** For a part that a configuration brought along: the variable it answers. */
    variable: z.string().optional(),
    group: groupId.optional(),
    product: z.string(),
    productName: z.string(),
    image: z.string().optional(),
    plan: z.string(),
    planName: z.string(),
    variant: z.string().optional(),
    configurable: z.boolean(),
    decisions: z.array(decision).optional(),
    /** What the configuration came out as, for people. */
    choices: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
    quantity: decimal,
    /** Quantity of a part is per unit of its parent. */
    perParent: z.boolean(),
    /** A part whose price is in the bundle’s own. */
    included: z.boolean().optional(),
    unit: z.string().optional(),
    quantityDecimals: z.number().int(),
    notes: z.string().optional(),
    optional: z.boolean(),
    customerQuantity: z.object({ min: decimal, max: decimal }).optional(),
    alternativeTo: lineId.optional(),
    term: term.optional(),
    status: lineStatus,
    discountCodes: z.array(z.string()),
    manualDiscounts: z.array(manualDiscount),
    unitPriceOverride: z.object({ value: decimal, reason: z.string(), by: z.string().optional() }).optional(),
    /** The unit price of an earlier revision, before discounts; given up with any change of what is sold. */
    keptPrice: z.object({ value: decimal, revision: z.number().int() }).optional(),
    /** A credit: so much of what was charged for a subscription is given back; it cannot be changed. */
    givesBack: z.object({ subscription: z.string(), amount: decimal }).optional(),
    // What the pricer made of it; absent while it cannot be priced.
    type: z.enum(['ONE_TIME', 'RECURRING', 'USAGE']).optional(),
    interval: z.string().optional(),
    price: z.string().optional(),
    effectiveQuantity: decimal.optional(),
    listUnitPrice: decimal.optional(),
    unitPrice: decimal.optional(),
    listAmount: decimal.optional(),
    gross: decimal.optional(),
    discount: decimal.optional(),
    quoteDiscount: decimal.optional(),
    net: decimal.optional(),
    tax: decimal.optional(),
    total: decimal.optional(),
    periodNet: decimal.optional(),
    /** `evergreen`: it has no end; the amounts are for the time up to `end`. */
    serviceTerm: z.object({ start: day, end: day, evergreen: z.literal(true).optional() }).optional(),
    /** Days at the start of the term that are not charged. */
    trialDays: z.number().int().optional(),
    discounts: z.array(appliedDiscount),
    taxes: z.array(
      z.object({ code: z.string(), rate: decimal, amount: decimal, reason: z.string().optional() }),
    ),
    counted: z.boolean(),
    // Each only for those who may see it.
    cost: decimal.optional(),
    margin: decimal.optional(),
    floor: decimal.optional(),
  })
  .meta({ id: 'QuoteLine' })
export type QuoteLine = z.infer<typeof quoteLine>

export const totals = z
  .object({
    list: decimal,
    subtotal: decimal,
    lineDiscount: decimal,
    quoteDiscount: decimal,
    discount: decimal,
    surcharge: decimal,
    shipping: decimal,
    net: decimal,
    tax: decimal,
    total: decimal,
    rounding: decimal,
    prepaid: decimal,
    payable: decimal,
    oneTime: decimal,
    recurring: decimal,
    perPeriod: z.record(z.string(), decimal),
    usageEstimate: decimal,
    mrr: decimal,
    arr: decimal,
    tcv: decimal,
    /** What `tcv` holds of lines without an end, twelve months of each. */
    evergreen: decimal.optional(),
    cost: decimal.optional(),
    margin: decimal.optional(),
    marginPercent: decimal.optional(),
  })
  .meta({ id: 'Totals' })

export const approvalSummary = z.object({
  id: id('apr'),
  status: z.enum(['PENDING', 'APPROVED', 'REJECTED', 'NOT_REQUIRED', 'VOID']),
  requestedAt: instant,
  decidedAt: instant.optional(),
  waitingFor: z.array(z.string()),
})

export const quoteSummary = z
  .object({
    id: id('quo'),
    number: z.string(),
    version: z.number().int(),
    name: z.string().optional(),
    status: quoteStatus,
    customer: z.object({ id: z.string(), company: z.string(), country: z.string().optional() }).optional(),
    customerName: z.string().optional(),
    opportunity: z.string().optional(),
    owner: person,
    currency: z.string(),
    total: decimal,
    net: decimal,
    discountPercent: decimal,
    lines: z.number().int(),
    validUntil: day,
    expired: z.boolean(),
    createdAt: instant,
    updatedAt: instant,
    marginPercent: decimal.optional(),
  })
  .meta({ id: 'QuoteSummary' })
export type QuoteSummary = z.infer<typeof quoteSummary>

export const quote = z
  .object({
    id: id('quo'),
    number: z.string(),
    version: z.number().int(),
    current: z.boolean(),
    versions: z.array(
      z.object({
        version: z.number().int(),
        status: quoteStatus,
        description: z.string().optional(),
        total: decimal,
        createdAt: instant,
        createdBy: person,
      }),
    ),
    name: z.string().optional(),
    status: quoteStatus,
    expired: z.boolean(),
    /** What the caller may do with it now. */
    actions: z.array(z.enum(quoteActions)),
    editable: z.boolean(),
    customer: z
      .object({
        id: z.string(),
        company: z.string(),
        segments: z.array(z.string()),
        country: z.string().optional(),
      })
      .optional(),
    customerName: z.string().optional(),
    opportunity: z.string().optional(),
    /** The contract it changes from a day on, or goes on with. */
    contract: z
      .object({ kind: z.enum(['AMENDMENT', 'RENEWAL']), id: id('ctr'), number: z.string(), from: day })
      .optional(),
    owner: person,
    currency: z.string(),
    priceBook: z.string().optional(),
    /** Prices hold as of this instant. */
    asOf: instant,
    revision: z.number().int(),
    /** Newer than `revision`: the catalog moved on; "refresh" takes it over. */
    latestRevision: z.number().int(),
    term: term.optional(),
    validUntil: day,
    paymentTerms: z.string().optional(),
    terms: z.string().optional(),
    notes: z.string().optional(),
    shippingMethod: z.string().optional(),
    shippingAmount: decimal.optional(),
    discountCodes: z.array(z.string()),
    manualDiscounts: z.array(manualDiscount),
    quoteDiscounts: z.array(appliedDiscount),
    groups: z.array(z.object({ id: groupId, name: z.string(), net: decimal })),
    lines: z.array(quoteLine),
    charges: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        kind: z.enum(['SURCHARGE', 'SHIPPING', 'HANDLING']),
        net: decimal,
        tax: decimal,
        total: decimal,
      }),
    ),
    taxes: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        rate: decimal,
        region: z.string(),
        base: decimal,
        amount: decimal,
        inclusive: z.boolean(),
        reason: z.string().optional(),
      }),
    ),
    totals,
    issues: z.array(issue),
    approval: approvalSummary.optional(),
    order: z.object({ id: z.string(), number: z.string() }).optional(),
    document: z.object({ id: z.string(), name: z.string() }).optional(),
    acceptedBy: z.object({ name: z.string(), at: instant }).optional(),
    /** Number of the last change; commands name the one they were made on. */
    seq: z.number().int(),
    canUndo: z.boolean(),
    canRedo: z.boolean(),
    /** Others begin from it. */
    template: z.boolean().optional(),
    archived: z.boolean().optional(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Quote' })
export type Quote = z.infer<typeof quote>

/** What became of a quote after a state the caller has seen: all of it, but of the lines only those that changed. */
export const quoteChanges = quote
  .omit({ lines: true })
  .extend({
    since: z.number().int(),
    changed: z.array(quoteLine),
    /** All lines in their order, where lines came, went or moved. */
    lineOrder: z.array(lineId).optional(),
  })
  .meta({ id: 'QuoteChanges' })
export type QuoteChanges = z.infer<typeof quoteChanges>
