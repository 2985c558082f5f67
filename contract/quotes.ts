import { z } from 'zod'
import type { Decision } from '../engines/configurator/answers.ts'
import type { Step } from '../engines/pricer/types.ts'
import { endpoint } from './http.ts'
import { priceRule } from './price-rules.ts'
import { issue } from './problem.ts'
import { amount, code, currency, day, decimal, id, instant, label, page, paging, percentage, prose, quantity } from './values.ts' // biome-ignore format: one line

// ── Words ───────────────────────────────────────────────────────────────────────────────────────────────────────────

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

const lineId = id('lin')
const groupId = id('grp')
const manualDiscountId = id('dis')

export const decision: z.ZodType<Decision> = z.union([
  z.strictObject({ variable: z.string().max(200), value: z.union([z.boolean(), z.string().max(2000)]) }),
  z.strictObject({ variable: z.string().max(200), not: z.union([z.boolean(), z.string().max(2000)]) }),
  z.strictObject({ variable: z.string().max(200), min: decimal.optional(), max: decimal.optional() }),
])

export const term = z.strictObject({
  start: day.optional(),
  months: z.int().min(1).max(240).optional(),
  end: day.optional(),
})

const manualDiscount = z.strictObject({
  id: manualDiscountId,
  type: z.enum(['PERCENTAGE', 'FIXED_AMOUNT']),
  value: amount,
  per: z.enum(['PER_SCOPE', 'PER_UNIT']).optional(),
  reason: label,
  by: z.string().optional(),
})

// ── Commands: the only way a quote changes ──────────────────────────────────────────────────────────────────────────

const newLine = z.strictObject({
  /** Chosen by the caller so that a repeated command adds one line; made up when absent. */
  id: lineId.optional(),
  product: code,
  /** The product's first plan when absent. */
  plan: code.optional(),
  quantity: quantity.default('1'),
  /** What people chose on a configurable product; the rest follows from its model. */
  decisions: z.array(decision).max(2000).optional(),
  /** A saved configuration it is made from: its decisions, unless others are given here. */
  configuration: id('cfg').optional(),
  group: groupId.optional(),
  /** The line it comes after; at the end when absent, first when null. */
  after: lineId.nullable().optional(),
  notes: prose.optional(),
  optional: z.boolean().optional(),
  /** The line it could take the place of; it counts for nothing until it does. */
  alternativeTo: lineId.optional(),
  term: term.optional(),
})

/** Fields of a line that commands may set; null empties one. */
const lineFields = z.strictObject({
  quantity: quantity.optional(),
  notes: prose.nullable().optional(),
  optional: z.boolean().optional(),
  /** The customer may choose a quantity within these bounds on their page. */
  customerQuantity: z.strictObject({ min: quantity, max: quantity }).nullable().optional(),
  alternativeTo: lineId.nullable().optional(),
  term: term.nullable().optional(),
  plan: code.optional(),
  group: groupId.nullable().optional(),
  decisions: z.array(decision).max(2000).optional(),
  unitPriceOverride: z.strictObject({ value: amount, reason: label }).nullable().optional(),
  status: z.enum(['CANCELLED', 'PENDING']).optional(),
})

/** Fields of the quote that commands may set; null empties one. */
const quoteFields = z.strictObject({
  name: label.nullable().optional(),
  customer: id('cus').nullable().optional(),
  opportunity: z.string().max(100).nullable().optional(),
  currency: currency.optional(),
  priceBook: code.nullable().optional(),
  term: term.nullable().optional(),
  validUntil: day.optional(),
  paymentTerms: z.string().max(100).nullable().optional(),
  terms: prose.nullable().optional(),
  notes: prose.nullable().optional(),
  shipping: z
    .strictObject({ method: z.string().max(50).optional(), amount: amount.optional() })
    .nullable()
    .optional(),
  /** Moves the quote to a newer revision of the catalog and to today’s prices. */
  revision: z.int().min(1).optional(),
})

export const command = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('addLine'), line: newLine }),
    z.strictObject({ type: z.literal('removeLine'), line: lineId }),
    z.strictObject({
      type: z.literal('moveLine'),
      line: lineId,
      after: lineId.nullable(),
      group: groupId.nullable().optional(),
    }),
    z.strictObject({ type: z.literal('copyLine'), line: lineId, id: lineId.optional() }),
    z.strictObject({ type: z.literal('setQuantity'), line: lineId, quantity }),
    z.strictObject({ type: z.literal('setLine'), line: lineId, fields: lineFields }),
    z.strictObject({
      type: z.literal('configureLine'),
      line: lineId,
      decisions: z.array(decision).max(2000),
    }),
    z.strictObject({
      type: z.literal('chooseOption'),
      line: lineId,
      variable: z.string().max(200),
      /** Null takes the choice back. */
      value: z.union([z.boolean(), z.string().max(2000)]).nullable(),
    }),
    z.strictObject({
      type: z.literal('rampLine'),
      line: lineId,
      /** One priced line for each, one after the other from the line’s start. */
      periods: z
        .array(
          z.strictObject({
            id: lineId.optional(),
            months: z.int().min(1).max(240),
            quantity: quantity.optional(),
            discount: percentage.optional(),
          }),
        )
        .min(2)
        .max(40),
    }),
    z.strictObject({ type: z.literal('takeAlternative'), line: lineId }),
    z.strictObject({ type: z.literal('mergeGroups'), group: groupId, into: groupId }),
    z.strictObject({
      type: z.literal('splitGroup'),
      /** These lines leave their group for a new one. */
      lines: z.array(lineId).min(1).max(10_000),
      group: groupId.optional(),
      name: label,
    }),
    z.strictObject({ type: z.literal('addGroup'), group: groupId.optional(), name: label }),
    z.strictObject({ type: z.literal('renameGroup'), group: groupId, name: label }),
    z.strictObject({ type: z.literal('removeGroup'), group: groupId }),
    z.strictObject({
      type: z.literal('applyDiscount'),
      /** Absent: the whole quote. */
      line: lineId.optional(),
      discount: z.union([
        z.strictObject({ code }),
        z.strictObject({
          id: manualDiscountId.optional(),
          type: z.literal('PERCENTAGE'),
          value: percentage,
          reason: label,
        }),
        z.strictObject({
          id: manualDiscountId.optional(),
          type: z.literal('FIXED_AMOUNT'),
          value: amount,
          per: z.enum(['PER_SCOPE', 'PER_UNIT']).optional(),
          reason: label,
        }),
      ]),
    }),
    z.strictObject({
      type: z.literal('removeDiscount'),
      line: lineId.optional(),
      /** A discount code, or the id of a manual discount. */
      discount: z.string().max(64),
    }),
    z.strictObject({ type: z.literal('setQuote'), fields: quoteFields }),
  ])
  .meta({ id: 'Command' })
export type Command = z.infer<typeof command>

// ── Quote ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const person = z.object({ id: z.string(), name: z.string() })

const appliedDiscount = z.object({
  code: z.string(),
  name: z.string(),
  amount: decimal,
  kind: z.enum(['CODE', 'AUTOMATIC', 'MANUAL', 'OVERRIDE']),
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
    serviceTerm: z.object({ start: day, end: day }).optional(),
    discounts: z.array(appliedDiscount),
    taxes: z.array(
      z.object({ code: z.string(), rate: decimal, amount: decimal, reason: z.string().optional() }),
    ),
    counted: z.boolean(),
    // Only for those who may see costs.
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

// ── Operations ──────────────────────────────────────────────────────────────────────────────────────────────────────

const tag = 'Quotes'
const quoteId = z.object({ id: id('quo') })

export const listQuotes = endpoint({
  method: 'GET',
  path: '/quotes',
  tag,
  summary: 'Quotes, filtered and sorted',
  permission: 'quotes.read',
  query: paging.extend({
    search: z.string().max(200).optional(),
    status: z
      .string()
      .max(200)
      .regex(/^[A-Z_]+(,[A-Z_]+)*$/)
      .optional()
      .meta({ description: 'One or several statuses, separated by commas' }),
    customer: id('cus').optional(),
    owner: z.string().max(40).optional(),
    /** Templates only; without it none. */
    template: z.enum(['true', 'false']).default('false'),
    /** The archive only; without it what is not in it. */
    archived: z.enum(['true', 'false']).default('false'),
    sort: z
      .enum(['-updatedAt', 'updatedAt', '-total', 'total', 'number', '-number', 'validUntil', '-validUntil'])
      .default('-updatedAt'),
  }),
  response: page(quoteSummary).extend({ counts: z.record(z.string(), z.number().int()) }),
})

export const createQuote = endpoint({
  method: 'POST',
  path: '/quotes',
  tag,
  summary: 'Make a quote, with its first lines if you like',
  permission: 'quotes.write',
  body: z.strictObject({
    name: label.optional(),
    customer: id('cus').optional(),
    currency: currency.optional(),
    priceBook: code.optional(),
    validUntil: day.optional(),
    term: term.optional(),
    notes: prose.optional(),
    opportunity: z.string().max(100).optional(),
    lines: z.array(newLine).max(10_000).default([]),
    discountCodes: z.array(code).max(20).default([]),
  }),
  response: quote,
  status: 201,
  errors: ['request.invalid', 'command.invalid', 'customer.not-found'],
})

export const getQuote = endpoint({
  method: 'GET',
  path: '/quotes/:id',
  tag,
  summary: 'A quote with its lines, totals and issues',
  permission: 'quotes.read',
  params: quoteId,
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  response: quote,
  errors: ['quote.not-found', 'quote.version-not-found'],
})

export const getQuoteChanges = endpoint({
  method: 'GET',
  path: '/quotes/:id/changes',
  tag,
  summary: 'What became of a quote after the change the caller has seen last',
  permission: 'quotes.read',
  params: quoteId,
  query: z.object({ since: z.coerce.number().int().min(0) }),
  response: quoteChanges,
  errors: ['quote.not-found'],
})

const difference = z.object({ field: z.string(), from: z.string().optional(), to: z.string().optional() })
export const comparison = z
  .object({
    from: z.number().int(),
    to: z.number().int(),
    currency: z.object({ from: z.string(), to: z.string() }),
    terms: z.array(difference),
    lines: z.array(
      z.object({
        id: lineId,
        product: z.string(),
        productName: z.string(),
        quantity: decimal,
        kind: z.enum(['added', 'removed', 'changed']),
        /** What differs; what is no text is written as JSON. */
        fields: z.array(difference),
        net: z.object({ from: decimal.optional(), to: decimal.optional() }),
      }),
    ),
    totals: z.array(difference),
  })
  .meta({ id: 'QuoteComparison' })
export type Comparison = z.infer<typeof comparison>

const versionNumber = z.coerce.number().int().min(1)

export const compareVersions = endpoint({
  method: 'GET',
  path: '/quotes/:id/compare',
  tag,
  summary: 'What differs between two versions: terms, lines, amounts',
  permission: 'quotes.read',
  params: quoteId,
  query: z.object({ from: versionNumber, to: versionNumber }),
  response: comparison,
  errors: ['quote.not-found', 'quote.version-not-found'],
})

const quoteVersion = z.object({ id: id('quo'), version: versionNumber })

export const restoreVersion = endpoint({
  method: 'POST',
  path: '/quotes/:id/versions/:version/restore',
  tag,
  summary: 'Make the draft what an earlier version was; one change that can be taken back',
  permission: 'quotes.write',
  params: quoteVersion,
  response: quote,
  errors: ['quote.not-found', 'quote.version-not-found', 'quote.wrong-state'],
})

export const describeVersion = endpoint({
  method: 'PATCH',
  path: '/quotes/:id/versions/:version',
  tag,
  summary: 'Say what a version is about',
  permission: 'quotes.write',
  params: quoteVersion,
  body: z.strictObject({ description: z.string().trim().min(1).max(500) }),
  response: quote,
  errors: ['quote.not-found', 'quote.version-not-found'],
})

export const fileQuote = endpoint({
  method: 'PATCH',
  path: '/quotes/:id',
  tag,
  summary: 'Hand a quote over, make it a template, put it into the archive; its content stays as it is',
  permission: 'quotes.write',
  params: quoteId,
  body: z.strictObject({
    owner: z.string().max(40).optional(),
    template: z.boolean().optional(),
    archived: z.boolean().optional(),
  }),
  response: quote,
  ifMatch: true,
  errors: ['quote.not-found', 'user.not-found', 'request.stale'],
})

export const listLines = endpoint({
  method: 'GET',
  path: '/quote-lines',
  tag,
  summary: 'Lines of current versions by status and product, over all quotes',
  permission: 'quotes.read',
  query: paging.extend({
    status: z
      .string()
      .max(200)
      .regex(/^[A-Z_]+(,[A-Z_]+)*$/)
      .optional()
      .meta({ description: 'One or several line statuses, separated by commas' }),
    product: code.optional(),
  }),
  response: page(
    z.object({
      id: lineId,
      quote: id('quo'),
      number: z.string(),
      version: z.number().int(),
      status: lineStatus,
      product: z.string(),
      productName: z.string(),
      quantity: decimal,
      net: decimal.optional(),
      currency: z.string(),
    }),
  ),
})

export const followQuote = endpoint({
  method: 'GET',
  path: '/quotes/:id/events',
  tag,
  summary: 'Follow a quote as it happens (server-sent events)',
  description:
    '`changed` says which change the quote is at, `visitors` who has it open. The id of an event is the number of the ' +
    'change: with `Last-Event-ID`, or `after`, whoever comes back hears whether something was missed.',
  permission: 'quotes.read',
  params: quoteId,
  query: z.object({ after: z.coerce.number().int().min(0).optional() }),
  response: z.string(),
  produces: 'text/event-stream',
  errors: ['quote.not-found'],
})

export const getPriceContext = endpoint({
  method: 'GET',
  path: '/quotes/:id/price-context',
  tag,
  summary: 'All that the prices of a quote come from, to price it elsewhere with the same result',
  description:
    'For the pricer as the browser runs it: `request` is the quote without its lines, `context` the prices, rules, ' +
    'discounts and taxes that can matter, without costs for those who may not see them.',
  permission: 'quotes.read',
  params: quoteId,
  response: z.object({
    seq: z.number().int(),
    request: z.record(z.string(), z.unknown()),
    context: z.record(z.string(), z.unknown()),
  }),
  errors: ['quote.not-found'],
})

export const changeQuote = endpoint({
  method: 'POST',
  path: '/quotes/:id/commands',
  tag,
  summary: 'Change a quote by a list of commands, all or nothing',
  description:
    'Commands made on an older state (`seq`) are merged by line and field; where somebody else changed the same field, ' +
    'the answer is 409 with both values. With `dryRun` nothing is saved, and the answer is the whole quote as it would be.',
  permission: 'quotes.write',
  params: quoteId,
  body: z.strictObject({
    seq: z.int().min(0),
    commands: z.array(command).min(1).max(10_000),
    dryRun: z.boolean().default(false),
  }),
  response: quote,
  errors: [
    'quote.not-found',
    'quote.wrong-state',
    'command.invalid',
    'command.conflict',
    'discount.not-found',
    'discount.used-up',
  ],
})

function undoing(action: 'undo' | 'redo') {
  return endpoint({
    method: 'POST',
    path: `/quotes/:id/${action}`,
    tag,
    summary: action === 'undo' ? 'Take back your last change' : 'Do again what was taken back',
    permission: 'quotes.write',
    params: quoteId,
    response: quote,
    errors: ['quote.not-found', 'quote.wrong-state', 'command.nothing-to-undo', 'command.conflict'],
  })
}
/** For quotes of thousands of lines: an edit of one costs the answer of one. */
export const makeChanges = endpoint({
  method: 'POST',
  path: '/quotes/:id/changes',
  tag,
  summary: 'Change a quote by commands, or take a change back, and hear only what became of it',
  description:
    'As `/commands`, `/undo` and `/redo`; of the lines the answer has those that changed after `seq`.',
  permission: 'quotes.write',
  params: quoteId,
  body: z.union([
    z.strictObject({ seq: z.int().min(0), commands: z.array(command).min(1).max(10_000) }),
    z.strictObject({ seq: z.int().min(0), turn: z.enum(['undo', 'redo']) }),
  ]),
  response: quoteChanges,
  errors: [
    'quote.not-found',
    'quote.wrong-state',
    'command.invalid',
    'command.conflict',
    'command.nothing-to-undo',
    'discount.not-found',
    'discount.used-up',
  ],
})

export const undoQuote = undoing('undo')
export const redoQuote = undoing('redo')

export const applyDiscount = endpoint({
  method: 'POST',
  path: '/quotes/:id/discounts',
  tag,
  summary: 'Apply a discount code or a discount of your own',
  permission: 'quotes.write',
  params: quoteId,
  body: z.strictObject({
    line: lineId.optional(),
    code: code.optional(),
    type: z.enum(['PERCENTAGE', 'FIXED_AMOUNT']).optional(),
    value: amount.optional(),
    reason: label.optional(),
  }),
  response: quote,
  errors: ['quote.not-found', 'quote.wrong-state', 'discount.not-found', 'discount.used-up'],
})

export const removeDiscount = endpoint({
  method: 'DELETE',
  path: '/quotes/:id/discounts/:discount',
  tag,
  summary: 'Remove a discount, by its code or its id',
  permission: 'quotes.write',
  params: z.object({ id: id('quo'), discount: z.string().max(64) }),
  response: quote,
  errors: ['quote.not-found', 'quote.wrong-state'],
})

export const waterfallRow = z
  .object({
    label: z.string(),
    kind: z.string(),
    amount: decimal,
    running: decimal,
    because: z.array(z.string()),
    source: z.string().optional(),
    rejected: z.boolean().optional(),
  })
  .meta({ id: 'WaterfallRow' })

export const getWaterfall = endpoint({
  method: 'GET',
  path: '/quotes/:id/waterfall',
  tag,
  summary: 'Every step from list price to total, of one line or of the quote',
  permission: 'quotes.read',
  params: quoteId,
  query: z.object({ line: lineId.optional(), version: z.coerce.number().int().min(1).optional() }),
  response: z.object({
    currency: z.string(),
    rows: z.array(waterfallRow),
    /** For a customer. */
    sentences: z.array(z.string()),
    /** Candidates that were looked at and not taken, each with its reason. */
    notApplied: z.array(z.string()),
    /** Formulas with numbers, sources with revisions, rounding points. */
    auditor: z.string(),
    steps: z.array(z.custom<Step>(() => true)),
  }),
  errors: ['quote.not-found'],
})

export const tryRule = endpoint({
  method: 'POST',
  path: '/quotes/:id/try-rule',
  tag,
  summary: 'What a price rule would do to each line of a quote, and why it does or does not; nothing is kept',
  permission: 'prices.read',
  params: quoteId,
  body: z.strictObject({ rule: priceRule }),
  response: z.object({
    number: z.string(),
    currency: z.string(),
    lines: z.array(
      z.object({
        line: z.string(),
        product: z.string(),
        quantity: decimal,
        applies: z.boolean(),
        because: z.array(z.string()),
      }),
    ),
    issues: z.array(issue),
  }),
  errors: ['quote.not-found'],
})

export const quoteHistory = endpoint({
  method: 'GET',
  path: '/quotes/:id/history',
  tag,
  summary: 'What happened to a quote or to one line of it: changes, decisions, transitions',
  permission: 'quotes.read',
  params: quoteId,
  query: z.object({ line: lineId.optional() }),
  response: z.object({
    items: z.array(
      z.object({
        at: instant,
        who: person,
        what: z.string(),
        words: z.array(z.string()),
        version: z.number().int(),
      }),
    ),
  }),
  errors: ['quote.not-found'],
})

function transition<Body extends z.ZodType>(
  action: QuoteAction,
  summary: string,
  permission: 'quotes.write' | 'quotes.approve' | 'quotes.accept',
  body: Body,
) {
  return endpoint({
    method: 'POST',
    path: `/quotes/:id/${action}`,
    tag,
    summary,
    permission,
    params: quoteId,
    body,
    response: quote,
    ifMatch: true,
    errors: ['quote.not-found', 'quote.wrong-state', 'request.stale'],
  })
}
const nothing = z.strictObject({}).default({})
const comment = z.strictObject({ comment: prose.optional() }).default({})

export const submitQuote = transition('submit', 'Hand a draft in for approval', 'quotes.write', comment)
export const approveQuote = transition('approve', 'Approve what is asked of you', 'quotes.approve', comment)
export const rejectQuote = transition(
  'reject',
  'Reject a quote, with a reason',
  'quotes.approve',
  z.strictObject({ comment: prose }),
)
export const recallQuote = transition(
  'recall',
  'Take a submitted quote back into draft',
  'quotes.write',
  comment,
)
export const reviseQuote = transition(
  'revise',
  'Open a quote for change: the same version before it was finalized, the next one after',
  'quotes.write',
  z.strictObject({ description: z.string().max(500).optional() }).default({}),
)
export const finalizeQuote = transition(
  'finalize',
  'Freeze an approved version for the customer',
  'quotes.write',
  nothing,
)
export const acceptQuote = transition(
  'accept',
  'Record that the customer accepted',
  'quotes.accept',
  z.strictObject({ name: label, comment: prose.optional() }),
)
export const declineQuote = transition(
  'decline',
  'Record that the customer declined',
  'quotes.accept',
  z.strictObject({ reason: prose.optional() }).default({}),
)
export const cancelQuote = transition('cancel', 'Give a quote up', 'quotes.write', comment)
export const convertQuote = transition(
  'convert',
  'Make the order of an accepted quote; once, however often asked',
  'quotes.accept',
  nothing,
)
export const cloneQuote = endpoint({
  method: 'POST',
  path: '/quotes/:id/clone',
  tag,
  summary: 'A new draft with the same lines; approvals and codes do not come along',
  permission: 'quotes.write',
  params: quoteId,
  response: quote,
  status: 201,
  errors: ['quote.not-found'],
})
