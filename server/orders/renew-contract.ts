import type { z } from 'zod'
import type { Product } from '../../contract/catalog.ts'
import type * as endpoints from '../../contract/orders.ts'
import type { Quote } from '../../contract/quotes.ts'
import type { RenewalPrice } from '../../engines/pricer/index.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { beginQuote } from '../quoting/index.ts'
import { currentRevision, readSnapshot } from '../revisions/index.ts'
import { readRunning, termsOf } from './running-contract.ts'
import { partsOf, type Running, successorsOf } from './successors.ts'

type Renewal = z.output<NonNullable<typeof endpoints.renewContract.body>>

/** A quote for the term after a contract: its subscriptions, each from the day it ends. */
export async function renewContract(
  ctx: Context,
  database: object,
  id: string,
  { months, price }: Renewal,
): Promise<Quote> {
  const { contract, sold, running } = await readRunning(ctx, id, 'renewed')
  const { number } = contract
  if (contract.renewedBy) {
    const reason = `it goes on as ${contract.renewedBy.number} already`
    throw new DomainError('contract.cannot-change', { number, reason })
  }
  const ending = running.filter(hasEnd)
  if (ending.length === 0) {
    const reason = 'it has no end and goes on by itself, so there is nothing to renew'
    throw new DomainError('contract.cannot-change', { number, reason })
  }
  const whole = ending.filter(({ line }) => !running.some((other) => other.line.id === line.parent))
  const retired = await retiredAmong(ctx, database, whole)
  const going = whole.filter(({ line }) => !retired.has(line.product))
  const lines = going.flatMap((each) =>
    successorsOf(each, partsOf(each, running), {
      quantity: each.made.quantity,
      // What goes on has no trial again.
      term: { start: each.endsOn, months, trialDays: 0 },
      price: price as RenewalPrice,
      by: number,
    }),
  )
  if (lines.length === 0) {
    throw new DomainError('contract.cannot-change', {
      number,
      reason: [...retired.values()].join('; ') || 'notice was given of what ends',
    })
  }
  const from = going.map(({ endsOn }) => endsOn).sort()[0] ?? ''
  return beginQuote(
    ctx,
    database,
    {
      ...termsOf(sold),
      name: `Renewal of ${number}`,
      ...(retired.size > 0 && { notes: `Not renewed: ${[...retired.values()].join('; ')}.` }),
      contract: { kind: 'RENEWAL', id: contract.id, number, from, replaced: [] },
      lines,
    },
    `renews ${number}`,
  )
}

/** Somebody gave notice of what does not go on; what has no end goes on by itself. */
function hasEnd(each: Running): each is Running & { endsOn: string } {
  return each.endsOn !== undefined && !each.noticed
}

/** What is retired is sold no more, not even to those who have it; with the sentence that says so. */
async function retiredAmong(
  ctx: Context,
  database: object,
  running: readonly Running[],
): Promise<Map<string, string>> {
  const snapshot = await readSnapshot(database, ctx.db, await currentRevision(ctx))
  const codes = [...new Set(running.map(({ line }) => line.product))]
  const products = (await snapshot.get(ctx.db, 'products', codes)) as unknown as Product[]
  return new Map(
    products
      .filter(({ lifecycle }) => lifecycle === 'retired')
      .map(({ code, name, successor }) => [
        code,
        `${name} is retired${successor ? `; ${successor} takes its place` : ''}`,
      ]),
  )
}
