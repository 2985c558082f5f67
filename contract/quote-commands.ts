import { z } from 'zod'
import type { Decision } from '../engines/configurator/answers.ts'
import { most } from './limits.ts'
import { amount, code, currency, day, decimal, id, label, percentage, prose, quantity } from './values.ts'

// Commands: the only way a quote changes.

export const lineId = id('lin')
export const groupId = id('grp')
export const manualDiscountId = id('dis')

export const decision: z.ZodType<Decision> = z.union([
  z.strictObject({
    variable: z.string().max(most('values', 'label')),
    value: z.union([z.boolean(), z.string().max(most('values', 'chosen'))]),
  }),
  z.strictObject({
    variable: z.string().max(most('values', 'label')),
    not: z.union([z.boolean(), z.string().max(most('values', 'chosen'))]),
  }),
  z.strictObject({
    variable: z.string().max(most('values', 'label')),
    min: decimal.optional(),
    max: decimal.optional(),
  }),
])

export const term = z
  .strictObject({
    start: day.optional(),
    months: z.int().min(1).max(240).optional(),
    end: day.optional(),
    /** It goes on until somebody gives notice; twelve months of it count in the quote. Absent, with months and end: as the price says. */
    evergreen: z.literal(true).optional(),
    /** Days at the start that are not charged; absent: as many as the price says. */
    trialDays: z.int().min(0).max(3650).optional(),
  })
  .refine(({ months, end, evergreen }) => !evergreen || (months === undefined && end === undefined), {
    path: ['evergreen'],
    message: 'what has no end says neither months nor an end',
  })

export const manualDiscount = z.strictObject({
  id: manualDiscountId,
  type: z.enum(['PERCENTAGE', 'FIXED_AMOUNT']),
  value: amount,
  per: z.enum(['PER_SCOPE', 'PER_UNIT']).optional(),
  reason: label,
  by: z.string().optional(),
})

/** How much of a component there is per unit of its bundle; 0 leaves it out. */
const componentChoice = z.strictObject({ product: code, quantity: z.union([quantity, z.literal('0')]) })

export const newLine = z.strictObject({
  /** Chosen by the caller so that a repeated command adds one line; made up when absent. */
  id: lineId.optional(),
  product: code,
  /** The product's first plan when absent. */
  plan: code.optional(),
  /** The product's first variant when absent. */
  variant: code.optional(),
  /** Of a bundle: what is otherwise than usual. */
  components: z.array(componentChoice).max(most('catalog', 'components')).optional(),
  quantity: quantity.default('1'),
  /** What people chose on a configurable product; the rest follows from its model. */
  decisions: z.array(decision).max(most('quotes', 'decisions')).optional(),
  /** A saved configuration it is made from: its decisions, unless others are given here. */
  configuration: id('cfg').optional(),
  /** Which product of that configuration; when absent, the first of the same code. */
  item: id('cfp').optional(),
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
  /** Another variant of the product, composed as usual. */
  variant: code.optional(),
  /** Of a bundle: how much of each component, where it is otherwise than usual. */
  components: z.array(componentChoice).max(most('catalog', 'components')).optional(),
  group: groupId.nullable().optional(),
  decisions: z.array(decision).max(most('quotes', 'decisions')).optional(),
  unitPriceOverride: z.strictObject({ value: amount, reason: label }).nullable().optional(),
  /** True, in the request that moves the quote to a newer revision: the line keeps its unit price. False: it gives it up. */
  keepPrice: z.boolean().optional(),
  status: z.enum(['CANCELLED', 'PENDING']).optional(),
})

/** Fields of the quote that commands may set; null empties one. */
const quoteFields = z.strictObject({
  name: label.nullable().optional(),
  customer: id('cus').nullable().optional(),
  opportunity: z.string().max(most('values', 'short')).nullable().optional(),
  currency: currency.optional(),
  priceBook: code.nullable().optional(),
  term: term.nullable().optional(),
  validUntil: day.optional(),
  paymentTerms: z.string().max(most('values', 'short')).nullable().optional(),
  terms: prose.nullable().optional(),
  notes: prose.nullable().optional(),
  shipping: z
    .strictObject({ method: z.string().max(most('values', 'method')).optional(), amount: amount.optional() })
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
      decisions: z.array(decision).max(most('quotes', 'decisions')),
    }),
    z.strictObject({
      type: z.literal('chooseOption'),
      line: lineId,
      variable: z.string().max(most('values', 'label')),
      /** Null takes the choice back. */
      value: z.union([z.boolean(), z.string().max(most('values', 'chosen'))]).nullable(),
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
        .max(most('lists', 'steps')),
    }),
    z.strictObject({ type: z.literal('takeAlternative'), line: lineId }),
    z.strictObject({ type: z.literal('mergeGroups'), group: groupId, into: groupId }),
    z.strictObject({
      type: z.literal('splitGroup'),
      /** These lines leave their group for a new one. */
      lines: z.array(lineId).min(1).max(most('quotes', 'lines')),
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
      discount: z.string().max(most('values', 'code')),
    }),
    z.strictObject({ type: z.literal('setQuote'), fields: quoteFields }),
  ])
  .meta({ id: 'Command' })
export type Command = z.infer<typeof command>
