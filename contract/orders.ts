import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { quote, quoteStatus, refusedLines } from './quotes.ts'
import { amount, day, decimal, id, instant, label, page, paging, percentage, quantity } from './values.ts'

export const orderStatus = z.enum(['OPEN', 'FULFILLED', 'CANCELLED'])

export const orderLine = z.object({
  id: id('orl'),
  quoteLine: id('lin'),
  parent: id('orl').optional(),
  product: z.string(),
  productName: z.string(),
  plan: z.string(),
  quantity: decimal,
  type: z.enum(['ONE_TIME', 'RECURRING', 'USAGE']),
  unitPrice: decimal,
  net: decimal,
  tax: decimal,
  total: decimal,
  status: orderStatus,
  /** Free days at the start, where there are any. */
  trialDays: z.number().int().optional(),
})

export const order = z
  .object({
    id: id('ord'),
    number: z.string(),
    status: orderStatus,
    quote: z.object({ id: id('quo'), number: z.string(), version: z.number().int() }),
    customer: z.object({ id: z.string(), company: z.string() }),
    currency: z.string(),
    net: decimal,
    tax: decimal,
    total: decimal,
    createdAt: instant,
    createdBy: z.object({ id: z.string(), name: z.string() }),
    /** Counts the changes of the order; its ETag. */
    version: z.number().int(),
    fulfilledAt: instant.optional(),
    cancelledAt: instant.optional(),
    cancelReason: z.string().optional(),
    /** Where something recurs or is billed by use. */
    contract: z.object({ id: id('ctr'), number: z.string() }).optional(),
    lines: z.array(orderLine),
  })
  .meta({ id: 'Order' })
export type Order = z.infer<typeof order>

export const listOrders = endpoint({
  method: 'GET',
  path: '/orders',
  tag: 'Orders',
  summary: 'Orders, newest first',
  permission: 'orders.read',
  query: paging.extend({
    search: z.string().max(most('requests', 'search')).optional(),
    status: orderStatus.optional(),
  }),
  response: page(order.omit({ lines: true, contract: true })),
})

export const getOrder = endpoint({
  method: 'GET',
  path: '/orders/:id',
  tag: 'Orders',
  summary: 'An order with its lines',
  permission: 'orders.read',
  params: z.object({ id: id('ord') }),
  response: order,
  errors: ['order.not-found'],
})

const one = z.object({ id: id('ord') })

export const fulfillOrder = endpoint({
  method: 'POST',
  path: '/orders/:id/fulfill',
  tag: 'Orders',
  summary: 'Note that lines were delivered, all of them when none are named',
  description: 'The quote’s lines become FULFILLED with them, the order when its last line is delivered.',
  permission: 'orders.write',
  params: one,
  body: z
    .strictObject({ lines: z.array(id('orl')).min(1).max(most('quotes', 'lines')).optional() })
    .default({}),
  response: order,
  ifMatch: true,
  errors: ['order.not-found', 'order.wrong-state', 'request.stale'],
})

export const fulfillLines = endpoint({
  method: 'POST',
  path: '/quote-lines/fulfill',
  tag: 'Orders',
  summary: 'Note that lines of several orders were delivered, named by their quotes’ lines',
  description:
    'Each order is worked off by itself. Lines that were not ordered, or whose order is closed, are answered with the reason.',
  permission: 'orders.write',
  body: z.strictObject({ lines: z.array(id('lin')).min(1).max(most('lists', 'together')) }),
  response: z.object({ changed: z.array(id('lin')), refused: refusedLines }),
})

export const cancelOrder = endpoint({
  method: 'POST',
  path: '/orders/:id/cancel',
  tag: 'Orders',
  summary: 'Give an order up of which nothing was delivered; its contract ends with it',
  permission: 'orders.write',
  params: one,
  body: z.strictObject({ reason: label }),
  response: order,
  ifMatch: true,
  errors: [
    'order.not-found',
    'order.wrong-state',
    'order.delivered',
    'contract.cannot-change',
    'request.stale',
  ],
})

export const contractStatus = z.enum(['ACTIVE', 'ENDED', 'CANCELLED'])

export const subscription = z.object({
  id: id('sub'),
  orderLine: id('orl'),
  product: z.string(),
  productName: z.string(),
  plan: z.string(),
  quantity: decimal,
  type: z.enum(['RECURRING', 'USAGE']),
  interval: z.string().optional(),
  intervalCount: z.number().int().optional(),
  unitPrice: decimal,
  /** Net of one period; none for what is billed by use. */
  periodNet: decimal.optional(),
  /** Net of the whole term. */
  net: decimal,
  startsOn: day,
  endsOn: day.optional(),
  /** Free days at the start, where there are any. */
  trialDays: z.number().int().optional(),
  /** When notice was given: it had no end, and ends for that reason. */
  noticeAt: instant.optional(),
  status: contractStatus,
})
export type Subscription = z.infer<typeof subscription>

export const contract = z
  .object({
    id: id('ctr'),
    number: z.string(),
    status: contractStatus,
    customer: z.object({ id: z.string(), company: z.string() }),
    order: z.object({ id: id('ord'), number: z.string() }),
    currency: z.string(),
    startsOn: day,
    endsOn: day.optional(),
    createdAt: instant,
    /** The contract it goes on with, and the one that goes on with it. */
    renews: z.object({ id: id('ctr'), number: z.string() }).optional(),
    renewedBy: z.object({ id: id('ctr'), number: z.string() }).optional(),
    subscriptions: z.array(subscription),
    /** Amendments and renewals, from draft to sold. */
    quotes: z.array(
      z.object({
        id: id('quo'),
        number: z.string(),
        status: quoteStatus,
        kind: z.enum(['AMENDMENT', 'RENEWAL']),
      }),
    ),
  })
  .meta({ id: 'Contract' })
export type Contract = z.infer<typeof contract>

export const listContracts = endpoint({
  method: 'GET',
  path: '/contracts',
  tag: 'Contracts',
  summary: 'Contracts, newest first',
  permission: 'orders.read',
  query: paging.extend({
    customer: id('cus').optional(),
    endsBefore: day.optional().meta({ description: 'Active ones that end before this day' }),
  }),
  response: page(contract.omit({ subscriptions: true, quotes: true, renews: true, renewedBy: true })),
})

export const getContract = endpoint({
  method: 'GET',
  path: '/contracts/:id',
  tag: 'Contracts',
  summary: 'A contract with its subscriptions',
  permission: 'orders.read',
  params: z.object({ id: id('ctr') }),
  response: contract,
  errors: ['contract.not-found'],
})

/** What is charged from then on: as agreed, as the price list says today, or as agreed and a percentage more. */
const agreedPrice = z.enum(['SAME', 'LIST'])

export const amendContract = endpoint({
  method: 'POST',
  path: '/contracts/:id/amend',
  tag: 'Contracts',
  summary: 'Begin a quote that changes a contract from a day on',
  description:
    'What is left of the changed subscriptions is given back to the cent, at the price and tax rate it was charged with; ' +
    'what goes on is charged from that day to the end they had. The quote can be edited like any other; with its order ' +
    'the contract is what it says.',
  permission: 'quotes.write',
  params: z.object({ id: id('ctr') }),
  body: z.strictObject({
    from: day,
    changes: z
      .array(
        z.strictObject({
          subscription: id('sub'),
          /** How many from then on; null ends it. */
          quantity: quantity.nullable(),
        }),
      )
      .min(1)
      .max(most('lists', 'together')),
    price: agreedPrice.default('SAME'),
  }),
  response: quote,
  status: 201,
  errors: ['contract.not-found', 'contract.wrong-state', 'contract.cannot-change'],
})

export const giveNotice = endpoint({
  method: 'POST',
  path: '/contracts/:id/give-notice',
  tag: 'Contracts',
  summary: 'End subscriptions that have no end on a day, or take that back',
  description:
    'For what goes on until somebody ends it: nothing was charged beyond the day, so nothing is given back and no quote is ' +
    'needed. What has an end is amended instead. All subscriptions without an end when none are named.',
  permission: 'orders.write',
  params: z.object({ id: id('ctr') }),
  body: z.strictObject({
    /** The day after the last; null takes the notice back. */
    endsOn: day.nullable(),
    subscriptions: z.array(id('sub')).min(1).max(most('lists', 'together')).optional(),
  }),
  response: contract,
  errors: ['contract.not-found', 'contract.wrong-state', 'contract.cannot-change'],
})

export const renewContract = endpoint({
  method: 'POST',
  path: '/contracts/:id/renew',
  tag: 'Contracts',
  summary: 'Begin a quote for the term after a contract ends',
  description:
    'Its subscriptions, each from the day it ends; at the net price agreed, at today’s, or with an uplift.',
  permission: 'quotes.write',
  params: z.object({ id: id('ctr') }),
  body: z.strictObject({
    months: z.int().min(1).max(240).default(12),
    price: z
      .discriminatedUnion('mode', [
        z.strictObject({ mode: z.literal('SAME') }),
        z.strictObject({ mode: z.literal('LIST') }),
        z.strictObject({
          mode: z.literal('UPLIFT'),
          percent: percentage,
          /** The highest unit price it may come to. */
          cap: amount.optional(),
        }),
      ])
      .default({ mode: 'SAME' }),
  }),
  response: quote,
  status: 201,
  errors: ['contract.not-found', 'contract.wrong-state', 'contract.cannot-change'],
})
