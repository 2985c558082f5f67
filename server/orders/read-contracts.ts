import { z } from 'zod'
import type { Contract } from '../../contract/orders.ts'
import { permit, reachFilter } from '../identity/index.ts'
import { type Context, DomainError, decodeCursor, encodeCursor, type Queries } from '../platform/index.ts'
import { quotesOfContract } from '../quoting/index.ts'

type Row = Omit<
  Contract,
  'subscriptions' | 'customer' | 'order' | 'createdAt' | 'quotes' | 'renews' | 'renewedBy'
> & {
  customerId: string
  customerName: string
  orderId: Contract['order']['id']
  orderNumber: string
  ownerId: string
  createdAt: Date
}

const columns = `c.id, c.number, c.status, c.currency, c.starts_on as "startsOn", c.ends_on as "endsOn",
  c.customer_id as "customerId", c.customer_name as "customerName", c.owner_id as "ownerId",
  c.order_id as "orderId", o.number as "orderNumber", c.created_at as "createdAt"`

type Question = {
  customer?: string | undefined
  endsBefore?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** Contracts within reach, newest first; or those that end soon. */
export async function listContracts(ctx: Context, { customer, endsBefore, cursor, limit }: Question) {
  const [createdAt, id] = decodeCursor(cursor, z.tuple([z.string(), z.string()])) ?? [null, null]
  const reach = reachFilter(ctx, 'orders.read', 'c.owner_id', 6)
  const rows = await ctx.db.query<Row>(
    `select ${columns} from contracts c join orders o on o.id = c.order_id
     where ($1::text is null or c.customer_id = $1)
       and ($2::date is null or (c.status = 'ACTIVE' and c.ends_on < $2))
       and ($3::timestamptz is null or (c.created_at, c.id) < ($3, $4)) and ${reach.sql}
     order by c.created_at desc, c.id desc limit $5`,
    [customer ?? null, endsBefore ?? null, createdAt, id, limit + 1, ...reach.values],
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(present),
    ...(rows.length > limit && last ? { next: encodeCursor([last.createdAt.toISOString(), last.id]) } : {}),
  }
}

/** A contract with its subscriptions. */
export async function getContract(ctx: Context, id: string): Promise<Contract> {
  const [row] = await ctx.db.query<Row>(
    `select ${columns} from contracts c join orders o on o.id = c.order_id where c.id = $1`,
    [id],
  )
  const missing = new DomainError('contract.not-found', { id })
  if (!row) throw missing
  permit(ctx, 'orders.read', { ownerId: row.ownerId }, missing)
  const [subscriptions, quotes, [links]] = await Promise.all([
    subscriptionsOf(ctx.db, id),
    quotesOfContract(ctx.db, id),
    ctx.db.query<Links>(
      `select former.id as "renewsId", former.number as renews, later.id as "renewedById", later.number as "renewedBy"
       from contracts c left join contracts former on former.id = c.renews
         left join contracts later on later.renews = c.id and later.status <> 'CANCELLED'
       where c.id = $1 limit 1`,
      [id],
    ),
  ])
  return {
    ...present(row),
    subscriptions,
    quotes,
    ...(links?.renewsId && { renews: { id: links.renewsId, number: links.renews ?? '' } }),
    ...(links?.renewedById && { renewedBy: { id: links.renewedById, number: links.renewedBy ?? '' } }),
  }
}

type Links = {
  renewsId: Contract['id'] | null
  renews: string | null
  renewedById: Contract['id'] | null
  renewedBy: string | null
}

/** The contract an order made, or changed; for whoever only points to it. */
export async function contractOfOrder(
  db: Queries,
  orderId: string,
): Promise<{ id: Contract['id']; number: string } | undefined> {
  const [row] = await db.query<{ id: Contract['id']; number: string }>(
    'select c.id, c.number from orders o join contracts c on c.id = o.contract_id where o.id = $1',
    [orderId],
  )
  return row
}

async function subscriptionsOf(db: Queries, id: string): Promise<Contract['subscriptions']> {
  const rows = await db.query<Record<string, unknown>>(
    `select id, order_line as "orderLine", product, product_name as "productName", plan, quantity, type, interval,
       interval_count as "intervalCount", unit_price as "unitPrice", period_net as "periodNet", net,
       starts_on as "startsOn", ends_on as "endsOn",
       trial_days as "trialDays", notice_at as "noticeAt", status
     from subscriptions where contract_id = $1 order by position`,
    [id],
  )
  return rows.map(
    ({ noticeAt, ...row }) =>
      withoutNulls({
        ...row,
        noticeAt: noticeAt instanceof Date ? noticeAt.toISOString() : null,
      }) as Contract['subscriptions'][number], // the columns of the table
  )
}

function present({ customerId, customerName, orderId, orderNumber, ownerId: _, createdAt, ...row }: Row) {
  return {
    ...(withoutNulls(row) as Omit<Row, 'createdAt'>),
    customer: { id: customerId, company: customerName },
    order: { id: orderId, number: orderNumber },
    createdAt: createdAt.toISOString(),
  }
}

function withoutNulls(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
}
