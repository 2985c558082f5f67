import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { amount, code, instant } from './values.ts'

/** What is there, and how many days it takes where it is not; as the warehouse or the ERP says. */
export const stock = z
  .object({
    product: code,
    available: amount,
    leadTimeDays: z.number().int().optional(),
    updatedAt: instant,
  })
  .meta({ id: 'Stock' })
export type Stock = z.infer<typeof stock>

const tag = 'Catalog'

export const readStock = endpoint({
  method: 'POST',
  path: '/stock/look-up',
  tag,
  summary: 'Stock and lead time of products; those nobody spoke of are left out',
  permission: 'catalog.read',
  body: z.strictObject({ products: z.array(code).max(most('exchange', 'stockAsked')) }),
  response: z.object({ items: z.array(stock) }),
})

export const putStock = endpoint({
  method: 'PUT',
  path: '/stock',
  tag,
  summary: 'Say what is in stock; products not named stay as they are',
  permission: 'stock.write',
  body: z.strictObject({
    items: z
      .array(
        z.strictObject({
          product: code,
          available: amount,
          leadTimeDays: z.int().min(0).max(3650).optional(),
        }),
      )
      .min(1)
      .max(most('exchange', 'stockSaid')),
  }),
  response: z.object({ count: z.number().int() }),
  errors: ['reference.not-found'],
})
