import { announce, DomainError, newId, type Tx } from '../platform/index.ts'
import type { Head, Version } from '../quoting/index.ts'
import { soldLines } from './sold-lines.ts'

type Order = { id: string; number: string; customer: { id: string; company: string } }
type OrderLines = ReadonlyMap<string, string>

/**
 * The contract of an order whose lines recur or are billed by use, with a subscription for each of them; none where
 * everything is bought once. An amendment changes the contract it is of, and a renewal says which one it goes on with.
 */
export async function makeContract(
  tx: Tx,
  head: Head,
  version: Version,
  order: Order,
  orderLines: OrderLines,
): Promise<void> {
  const { contract } = version.content
  const subscriptions = subscriptionsOf(tx, version, orderLines)
  if (contract?.kind === 'AMENDMENT') {
    await changeContract(tx, contract, subscriptions)
    return nameContract(tx, order.id, contract.id)
  }
  if (subscriptions.length === 0) return
  const ends = subscriptions.flatMap((each) => each.ends_on ?? []).sort()
  const id = newId('ctr')
  await tx.query(
    `insert into contracts (id, number, order_id, quote_id, owner_id, customer_id, customer_name, currency, starts_on,
       ends_on, status, created_at, renews) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'ACTIVE', $11, $12)`,
    [
      id,
      `CT-${order.number.slice(order.number.indexOf('-') + 1)}`,
      order.id,
      head.id,
      head.ownerId,
      order.customer.id,
      order.customer.company,
      version.content.currency,
      subscriptions.map((each) => each.starts_on).sort()[0],
      ends.length === subscriptions.length ? ends.at(-1) : null,
      tx.ctx.now,
      contract?.id ?? null,
    ],
  )
  await nameContract(tx, order.id, id)
  await insertSubscriptions(tx, id, subscriptions)
  if (contract) announce(tx, 'contract.renewed', contract.id, { number: contract.number, by: id })
}

/** The order points to the contract it made or changed, also where it only ended something. */
async function nameContract(tx: Tx, order: string, contract: string): Promise<void> {
  await tx.query('update orders set contract_id = $2 where id = $1', [order, contract])
}

type Contract = NonNullable<Version['content']['contract']>
type Subscription = ReturnType<typeof subscriptionsOf>[number]

/** What an amendment replaces ends on its day, once; what is new goes on under the same contract. */
async function changeContract(
  tx: Tx,
  contract: Contract,
  subscriptions: readonly Subscription[],
): Promise<void> {
  const { id, number, from, replaced } = contract
  const [found] = await tx.query<{ status: string }>(
    'select status from contracts where id = $1 for update',
    [id],
  )
  const ended = await tx.query(
    `update subscriptions set status = 'ENDED', ends_on = $3
     where contract_id = $1 and id = any($2::text[]) and status = 'ACTIVE' returning id`,
    [id, replaced, from],
  )
  if (found?.status !== 'ACTIVE' || ended.length !== replaced.length)
    throw new DomainError('contract.changed', { number })
  await insertSubscriptions(tx, id, subscriptions)
  await settleContract(tx, id)
  announce(tx, 'contract.amended', id, { number, from })
}

/** A contract runs as long as the last of its subscriptions, and without an end where one of them has none. */
export async function settleContract(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `update contracts set
       status = case when exists (select 1 from subscriptions where contract_id = $1 and status = 'ACTIVE')
         then 'ACTIVE' else 'ENDED' end,
       ends_on = case when exists (select 1 from subscriptions where contract_id = $1 and status = 'ACTIVE' and ends_on is null)
         then null else (select max(ends_on) from subscriptions where contract_id = $1 and status <> 'CANCELLED') end
     where id = $1`,
    [id],
  )
}

function subscriptionsOf(tx: Tx, version: Version, orderLines: OrderLines) {
  const today = tx.ctx.now.toISOString().slice(0, 10)
  const { term } = version.content
  return soldLines(version)
    .filter(({ line, made }) => made.type !== 'ONE_TIME' && !line.givesBack)
    .map(({ line, made }) => ({
      id: newId('sub'),
      order_line: orderLines.get(line.id),
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
      starts_on: made.term?.start ?? line.term?.start ?? term?.start ?? today,
      // What has no end has none here, though twelve months of it are priced.
      ends_on: made.term?.evergreen ? null : (made.term?.end ?? line.term?.end ?? term?.end),
      trial_days: made.recurring?.trialPeriodDays || null,
    }))
}

async function insertSubscriptions(
  tx: Tx,
  contract: string,
  subscriptions: readonly Subscription[],
): Promise<void> {
  if (subscriptions.length === 0) return
  await tx.query(
    `insert into subscriptions (id, contract_id, order_line, position, product, product_name, plan, quantity, type,
       interval, interval_count, unit_price, period_net, net, starts_on, ends_on, trial_days, status)
     select s.id, $1, s.order_line,
       (select count(*) from subscriptions where contract_id = $1) + row_number() over () - 1,
       s.product, s.product_name, s.plan, s.quantity, s.type, s.interval,
       s.interval_count, s.unit_price, s.period_net, s.net, s.starts_on, s.ends_on, s.trial_days, 'ACTIVE'
     from json_to_recordset($2::json) as s(id text, order_line text, product text, product_name text,
       plan text, quantity numeric, type text, interval text, interval_count int, unit_price numeric,
       period_net numeric, net numeric, starts_on date, ends_on date, trial_days int)`,
    [contract, JSON.stringify(subscriptions)],
  )
}
