import type { z } from 'zod'
import type * as endpoints from '../../contract/orders.ts'
import type { Quote } from '../../contract/quotes.ts'
import type { RenewalPrice } from '../../engines/pricer/index.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { beginQuote } from '../quoting/index.ts'
import { readRunning, termsOf } from './running-contract.ts'
import { partsOf, successorsOf } from './successors.ts'

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
  const whole = running.filter(({ line }) => !running.some((other) => other.line.id === line.parent))
  const lines = whole.flatMap((each) =>
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
      reason: 'none of its subscriptions has an end',
    })
  }
  const from = whole.map(({ endsOn }) => endsOn).sort()[0] ?? ''
  return beginQuote(
    ctx,
    database,
    {
      ...termsOf(sold),
      name: `Renewal of ${number}`,
      contract: { kind: 'RENEWAL', id: contract.id, number, from, replaced: [] },
      lines,
    },
    `renews ${number}`,
  )
}
