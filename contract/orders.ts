import { z } from 'zod'
import { endpoint } from './http.ts'
import { decimal, id, instant, page, paging } from './values.ts'

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
  query: paging.extend({ search: z.string().max(200).optional(), status: orderStatus.optional() }),
  response: page(order.omit({ lines: true })),
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
