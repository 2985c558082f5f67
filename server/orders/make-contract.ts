import { newId, type Tx } from '../platform/index.ts'
import type { Head, Version } from '../quoting/index.ts'
import { soldLines } from './sold-lines.ts'

type Order = { id: string; number: string; customer: { id: string; company: string } }

/**
 * The contract of an order whose lines recur or are billed by use, with a subscription for each of them; none where
 * everything is bought once. It runs from the first day of its subscriptions to the last.
 */
export async function makeContract(
  tx: Tx,
  head: Head,
  version: Version,
  order: Order,
  orderLines: ReadonlyMap<string, string>,
): Promise<void> {
  const today = tx.ctx.now.toISOString().slice(0, 10)
  const running = soldLines(version).filter(({ made }) => made.type !== 'ONE_TIME')
  if (running.length === 0) return
  const { term } = version.content
  const subscriptions = running.map(({ line, made }, position) => ({
    id: newId('sub'),
    order_line: orderLines.get(line.id),
    position,
    product: line.product,
    product_name: line.productName,
    plan: line.plan,
    quantity: made.quantity,
    type: made.type,
    interval: made.recurring?.interval,
    interval_count: made.recurring?.intervalCount,
    unit_price: made.unitPrice,
    period_net: made.periodNet,
    net: made.net,
    starts_on: made.term?.start ?? term?.start ?? today,
    ends_on: made.term?.end ?? term?.end,
  }))
  const starts = subscriptions.map((each) => each.starts_on).sort()
  const ends = subscriptions.flatMap((each) => each.ends_on ?? []).sort()
  const id = newId('ctr')
  await tx.query(
    `insert into contracts (id, number, order_id, quote_id, owner_id, customer_id, customer_name, currency, starts_on,
       ends_on, status, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'ACTIVE', $11)`,
    [
      id,
      `CT-${order.number.slice(order.number.indexOf('-') + 1)}`,
      order.id,
      head.id,
      head.ownerId,
      order.customer.id,
      order.customer.company,
      version.content.currency,
      starts[0],
      ends.length === subscriptions.length ? ends.at(-1) : null,
      tx.ctx.now,
    ],
  )
  await tx.query(
    `insert into subscriptions (id, contract_id, order_line, position, product, product_name, plan, quantity, type,
       interval, interval_count, unit_price, period_net, net, starts_on, ends_on, status)
     select s.id, $1, s.order_line, s.position, s.product, s.product_name, s.plan, s.quantity, s.type, s.interval,
       s.interval_count, s.unit_price, s.period_net, s.net, s.starts_on, s.ends_on, 'ACTIVE'
     from json_to_recordset($2::json) as s(id text, order_line text, position int, product text, product_name text,
       plan text, quantity numeric, type text, interval text, interval_count int, unit_price numeric,
       period_net numeric, net numeric, starts_on date, ends_on date)`,
    [id, JSON.stringify(subscriptions)],
  )
}
