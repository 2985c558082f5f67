import { z } from 'zod'
import type { Order } from '../../contract/orders.ts'
import { findUsers, permit, reachFilter } from '../identity/index.ts'
import { type Context, containing, DomainError, decodeCursor, encodeCursor } from '../platform/index.ts'
import { contractOfOrder } from './read-contracts.ts'

type Row = {
  id: Order['id']
  number: string
  status: Order['status']
  quote_id: Order['quote']['id']
  quote_number: string
  quote_version: number
  owner_id: string
  customer_id: string
  customer_name: string
  currency: string
  net: string
  tax: string
  total: string
  created_at: Date
  created_by: string
  version: number
  fulfilled_at: Date | null
  cancelled_at: Date | null
  cancel_reason: string | null
}
type LineRow = Omit<Order['lines'][number], 'quoteLine' | 'productName' | 'unitPrice' | 'trialDays'> & {
  quote_line: Order['lines'][number]['quoteLine']
  product_name: string
  unit_price: string
  trial_days: number | null
}
type Question = {
  search?: string | undefined
  status?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** A page of the orders the actor may see, newest first. */
export async function listOrders(ctx: Context, question: Question) {
  const [createdAt, id] = decodeCursor(question.cursor, z.tuple([z.string(), z.string()])) ?? [null, null]
  const reach = reachFilter(ctx, 'orders.read', 'owner_id', 6)
  const rows = await ctx.db.query<Row>(
    `select * from orders
     where ($1::text is null or (number || ' ' || quote_number || ' ' || customer_name) ilike $1)
       and ($2::text is null or status = $2) and ($3::timestamptz is null or (created_at, id) < ($3, $4)) and ${reach.sql}
     order by created_at desc, id desc limit $5`,
    [
      question.search ? containing(question.search) : null,
      question.status ?? null,
      createdAt,
      id,
      question.limit + 1,
      ...reach.values,
    ],
  )
  const shown = rows.slice(0, question.limit)
  const last = shown.at(-1)
  return {
    items: await present(ctx, shown),
    ...(rows.length > question.limit && last
      ? { next: encodeCursor([last.created_at.toISOString(), last.id]) }
      : {}),
  }
}

/** An order with its lines. */
export async function getOrder(ctx: Context, id: string): Promise<Order> {
  const [row] = await ctx.db.query<Row>('select * from orders where id = $1', [id])
  const missing = new DomainError('order.not-found', { id })
  if (!row) throw missing
  permit(ctx, 'orders.read', { ownerId: row.owner_id }, missing)
  const lines = await ctx.db.query<LineRow>(
    `select id, quote_line, parent, product, product_name, plan, quantity, type, unit_price, net, tax, total, trial_days, status
     from order_lines where order_id = $1 order by position`,
    [id],
  )
  const [order] = await present(ctx, [row])
  if (!order) throw missing
  return {
    ...order,
    contract: await contractOfOrder(ctx.db, id),
    lines: lines.map(({ quote_line, product_name, unit_price, trial_days, parent, ...line }) => ({
      ...line,
      quoteLine: quote_line,
      productName: product_name,
      unitPrice: unit_price,
      parent: parent ?? undefined,
      trialDays: trial_days ?? undefined,
    })),
  }
}

async function present(ctx: Context, rows: readonly Row[]): Promise<Omit<Order, 'lines'>[]> {
  const people = await findUsers(
    ctx.db,
    rows.map((row) => row.created_by),
  )
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    status: row.status,
    quote: { id: row.quote_id, number: row.quote_number, version: row.quote_version },
    customer: { id: row.customer_id, company: row.customer_name },
    currency: row.currency,
    net: row.net,
    tax: row.tax,
    total: row.total,
    createdAt: row.created_at.toISOString(),
    createdBy: { id: row.created_by, name: people.get(row.created_by)?.name ?? row.created_by },
    version: row.version,
    fulfilledAt: row.fulfilled_at?.toISOString(),
    cancelledAt: row.cancelled_at?.toISOString(),
    cancelReason: row.cancel_reason ?? undefined,
  }))
}
