import { findCustomer } from '../customers/index.ts'
import { companySettings, record } from '../identity/index.ts'
import { announce, DomainError, newId, type Tx } from '../platform/index.ts'
import type { Head, Version } from '../quoting/index.ts'
import { makeContract } from './make-contract.ts'
import { soldLines } from './sold-lines.ts'

/** The order of an accepted quote: its counted lines with the amounts they were quoted with. */
export async function makeOrder(
  tx: Tx,
  head: Head,
  version: Version,
): Promise<{ id: string; number: string }> {
  const { ctx } = tx
  const { content, priced } = version
  const customer = content.customer ? await findCustomer(tx, content.customer) : undefined
  if (!customer) throw new DomainError('quote.customer-missing', { number: head.number, action: 'converted' })
  const { numbering } = await companySettings(tx)
  const id = newId('ord')
  // The order carries the letters of its quote, so that people see what belongs together.
  const number = `${numbering.orderPrefix}-${head.number.slice(head.number.indexOf('-') + 1)}`
  const { net, tax, total } = priced.totals
  const ids = new Map(soldLines(version).map(({ line }) => [line.id as string, newId('orl') as string]))
  await tx.query(
    `insert into orders (id, number, status, quote_id, quote_number, quote_version, owner_id, customer_id, customer_name,
       currency, net, tax, total, created_at, created_by)
     values ($1, $2, 'OPEN', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      id,
      number,
      head.id,
      head.number,
      version.version,
      head.ownerId,
      customer.id,
      customer.company,
      content.currency,
      net,
      tax,
      total,
      ctx.now,
      ctx.actor.id,
    ],
  )
  await tx.query(
    `insert into order_lines (id, order_id, position, quote_line, parent, product, product_name, plan, quantity, type,
       unit_price, net, tax, total, trial_days, status)
     select l.id, $1, l.position, l.quote_line, l.parent, l.product, l.product_name, l.plan, l.quantity, l.type,
       l.unit_price, l.net, l.tax, l.total, l.trial_days, 'OPEN'
     from json_to_recordset($2::json) as l(id text, position int, quote_line text, parent text, product text,
       product_name text, plan text, quantity numeric, type text, unit_price numeric, net numeric, tax numeric, total numeric,
       trial_days int)`,
    [id, JSON.stringify(orderLines(version, ids))],
  )
  await makeContract(tx, head, version, { id, number, customer }, ids)
  record(tx, {
    action: 'order.created',
    subject: { kind: 'order', id },
    after: { number, quote: head.number, total },
  })
  announce(tx, 'order.created', id, { number, quote: head.id })
  return { id, number }
}

function orderLines(version: Version, ids: ReadonlyMap<string, string>) {
  return soldLines(version).map(({ line, made }, position) => ({
    id: ids.get(line.id),
    position,
    quote_line: line.id,
    parent: line.parent && ids.get(line.parent),
    product: line.product,
    product_name: line.productName,
    plan: line.plan,
    quantity: made.quantity,
    type: made.type,
    unit_price: made.unitPrice,
    net: made.net,
    tax: made.tax,
    total: made.total,
    trial_days: made.recurring?.trialPeriodDays || null,
  }))
}
