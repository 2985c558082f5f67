import { permit, record } from '../identity/index.ts'
import { announce, type Context, DomainError, demandMatch, type Tx } from '../platform/index.ts'
import { fulfillQuoteLines } from '../quoting/index.ts'

type Locked = {
  id: string
  number: string
  status: 'OPEN' | 'FULFILLED' | 'CANCELLED'
  version: number
  ownerId: string
  quoteId: string
  quoteVersion: number
}
type LockedLine = { id: string; quoteLine: string; parent: string | null; status: Locked['status'] }

/** Notes that lines were delivered, all of them where none are named; the order is done when the last one is. */
export function fulfillOrder(
  ctx: Context,
  id: string,
  ifMatch: string | undefined,
  named: readonly string[] | undefined,
): Promise<void> {
  return ctx.transaction(async (tx) => {
    const order = await lockOrder(tx, id)
    if (order.status === 'FULFILLED') return // said again: done already
    demandMatch(ifMatch, order.version)
    demandOpen(order, 'fulfilled')
    const lines = await linesOf(tx, id)
    const wanted = named && withParts(lines, named)
    const done = lines.filter((line) => line.status === 'OPEN' && (wanted?.has(line.id) ?? true))
    const complete = done.length === lines.filter((line) => line.status === 'OPEN').length

    await tx.query(
      `update order_lines set status = 'FULFILLED', fulfilled_at = $2 where id = any($1::text[])`,
      [done.map((line) => line.id), ctx.now],
    )
    await saveStatus(tx, order, complete ? 'FULFILLED' : 'OPEN')
    await fulfillQuoteLines(
      tx,
      order.quoteId,
      order.quoteVersion,
      done.map((line) => line.quoteLine),
    )
    const after = { status: complete ? 'FULFILLED' : 'OPEN', lines: done.map((line) => line.id) }
    record(tx, {
      action: 'order.fulfilled',
      subject: { kind: 'order', id },
      before: { status: order.status },
      after,
    })
    announce(tx, complete ? 'order.fulfilled' : 'order.partly-fulfilled', id, {
      number: order.number,
      ...after,
    })
  })
}

/** Gives an order up of which nothing was delivered; its contract ends with it. */
export function cancelOrder(
  ctx: Context,
  id: string,
  ifMatch: string | undefined,
  reason: string,
): Promise<void> {
  return ctx.transaction(async (tx) => {
    const order = await lockOrder(tx, id)
    if (order.status === 'CANCELLED') return
    demandMatch(ifMatch, order.version)
    demandOpen(order, 'cancelled')
    if ((await linesOf(tx, id)).some((line) => line.status === 'FULFILLED'))
      throw new DomainError('order.delivered', { number: order.number })
    await demandNoAmendment(tx, id)
    await tx.query(`update order_lines set status = 'CANCELLED' where order_id = $1`, [id])
    await saveStatus(tx, order, 'CANCELLED', reason)
    await tx.query(
      `with ended as (update contracts set status = 'CANCELLED' where order_id = $1 returning id)
       update subscriptions set status = 'CANCELLED' where contract_id in (select id from ended)`,
      [id],
    )
    record(tx, {
      action: 'order.cancelled',
      subject: { kind: 'order', id },
      before: { status: order.status },
      after: { status: 'CANCELLED' },
      why: reason,
    })
    announce(tx, 'order.cancelled', id, { number: order.number, reason })
  })
}

async function lockOrder(tx: Tx, id: string): Promise<Locked> {
  const [order] = await tx.query<Locked>(
    `select id, number, status, version, owner_id as "ownerId", quote_id as "quoteId", quote_version as "quoteVersion"
     from orders where id = $1 for update`,
    [id],
  )
  const missing = new DomainError('order.not-found', { id })
  if (!order) throw missing
  permit(tx.ctx, 'orders.read', { ownerId: order.ownerId }, missing)
  permit(tx.ctx, 'orders.write', { ownerId: order.ownerId })
  return order
}

/** What an amendment changed is the contract by now; another one changes it back. */
async function demandNoAmendment(tx: Tx, id: string): Promise<void> {
  const [amended] = await tx.query<{ number: string }>(
    `select c.number from contracts c join subscriptions s on s.contract_id = c.id
       join order_lines l on l.id = s.order_line where l.order_id = $1 and c.order_id <> $1 limit 1`,
    [id],
  )
  if (!amended) return
  const reason = 'this order is part of it by now; amend it again'
  throw new DomainError('contract.cannot-change', { number: amended.number, reason })
}

function demandOpen({ number, status }: Locked, action: string): void {
  if (status !== 'OPEN') throw new DomainError('order.wrong-state', { number, status, action })
}

function linesOf(tx: Tx, id: string): Promise<LockedLine[]> {
  return tx.query(
    `select id, quote_line as "quoteLine", parent, status from order_lines where order_id = $1 order by position`,
    [id],
  )
}

/** A line is delivered with its parts, which stand behind it; a line that is not there is refused. */
function withParts(lines: readonly LockedLine[], named: readonly string[]): Set<string> {
  const stranger = named.find((id) => !lines.some((line) => line.id === id))
  if (stranger) {
    throw new DomainError('request.invalid', {}, [
      {
        code: 'order-line',
        severity: 'error',
        path: ['body', 'lines'],
        message: `there is no line ${stranger} here`,
      },
    ])
  }
  const wanted = new Set(named)
  for (const line of lines) if (line.parent && wanted.has(line.parent)) wanted.add(line.id)
  return wanted
}

async function saveStatus(tx: Tx, order: Locked, status: Locked['status'], reason?: string): Promise<void> {
  await tx.query(
    `update orders set status = $2, version = version + 1, cancel_reason = $4,
       fulfilled_at = case when $2 = 'FULFILLED' then $3::timestamptz end,
       cancelled_at = case when $2 = 'CANCELLED' then $3::timestamptz end
     where id = $1`,
    [order.id, status, tx.ctx.now, reason ?? null],
  )
}
