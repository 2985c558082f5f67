import type { z } from 'zod'
import type * as endpoints from '../../contract/orders.ts'
import { permit, record } from '../identity/index.ts'
import { announce, type Context, DomainError, type Tx } from '../platform/index.ts'
import { settleContract } from './make-contract.ts'

type Notice = z.output<NonNullable<typeof endpoints.giveNotice.body>>
type Open = { id: string; name: string; startsOn: string; endsOn: string | null; noticed: boolean }

/** Ends what has no end on a day, or takes that back; it runs until then, and nothing is charged or given back. */
export function giveNotice(ctx: Context, id: string, { endsOn, subscriptions }: Notice): Promise<void> {
  return ctx.transaction(async (tx) => {
    const number = await lockContract(tx, id)
    const refuse = (reason: string) => new DomainError('contract.cannot-change', { number, reason })
    const running = await tx.query<Open>(
      `select id, product_name as name, starts_on as "startsOn", ends_on as "endsOn", notice_at is not null as noticed
       from subscriptions where contract_id = $1 and status = 'ACTIVE' order by position`,
      [id],
    )
    const named = subscriptions && new Set<string>(subscriptions)
    const meant = running.filter((each) =>
      named ? named.has(each.id) : each.noticed || each.endsOn === null,
    )
    if (meant.length < (named?.size ?? 1)) throw refuse('no subscription without an end runs there')
    for (const { name, startsOn, endsOn: end, noticed } of meant) {
      if (end !== null && !noticed) throw refuse(`${name} has an end; amend the contract instead`)
      if (endsOn !== null && endsOn <= startsOn) throw refuse(`${name} begins only on ${startsOn}`)
    }
    await tx.query('update subscriptions set ends_on = $2, notice_at = $3 where id = any($1::text[])', [
      meant.map((each) => each.id),
      endsOn,
      endsOn === null ? null : ctx.now,
    ])
    await settleContract(tx, id)
    const after = { endsOn, subscriptions: meant.map((each) => each.id) }
    record(tx, { action: 'contract.notice-given', subject: { kind: 'contract', id }, after })
    announce(tx, 'contract.notice-given', id, { number, ...after })
  })
}

/** Nobody amends it meanwhile. Answers with its number. */
async function lockContract(tx: Tx, id: string): Promise<string> {
  const [found] = await tx.query<{ number: string; status: string; ownerId: string }>(
    'select number, status, owner_id as "ownerId" from contracts where id = $1 for update',
    [id],
  )
  const missing = new DomainError('contract.not-found', { id })
  if (!found) throw missing
  const { number, status, ownerId } = found
  permit(tx.ctx, 'orders.read', { ownerId }, missing)
  permit(tx.ctx, 'orders.write', { ownerId })
  if (status !== 'ACTIVE') throw new DomainError('contract.wrong-state', { number, status, action: 'ended' })
  return number
}
