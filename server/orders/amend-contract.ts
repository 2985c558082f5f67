import type { z } from 'zod'
import type * as endpoints from '../../contract/orders.ts'
import type { Quote } from '../../contract/quotes.ts'
import { compare, exact } from '../../engines/money/index.ts'
import { creditFrom, defaultPolicy } from '../../engines/pricer/index.ts'
import { type Context, DomainError, newId } from '../platform/index.ts'
import { beginQuote, type SoldVersion } from '../quoting/index.ts'
import { readRunning, termsOf } from './running-contract.ts'
import { type Line, partsOf, type Running, successorsOf } from './successors.ts'

type Amendment = z.output<NonNullable<typeof endpoints.amendContract.body>>

/**
 * A quote that changes a contract: what is left of each changed subscription is given back, and what goes on is charged
 * from that day to the end it had. So what was charged, less the credits, with the new lines, is the new state to the cent.
 */
export async function amendContract(
  ctx: Context,
  database: object,
  id: string,
  { from, changes, price }: Amendment,
): Promise<Quote> {
  const { contract, sold, running } = await readRunning(ctx, id, 'amended')
  const { number } = contract
  const refuse = (reason: string) => new DomainError('contract.cannot-change', { number, reason })
  const [back, on] = [newId('grp'), newId('grp')]
  const credits: Line[] = []
  const next: Line[] = []
  const replaced: string[] = []
  for (const { subscription, quantity } of changes) {
    const changed = running.find((each) => each.id === subscription)
    if (!changed) throw refuse('one of the subscriptions does not run')
    const { line, made, endsOn } = changed
    const name = line.productName
    if (running.some((each) => each.line.id === line.parent))
      throw refuse(`${name} comes with another subscription; change that one`)
    if (endsOn !== undefined && from >= endsOn) throw refuse(`${name} ends on ${endsOn}, not after ${from}`)
    if (made.term && from < made.term.start) throw refuse(`${name} begins only on ${made.term.start}`)
    if (replaced.includes(subscription)) throw refuse(`${name} is named twice`)
    if (quantity !== null && compare(exact(quantity), exact(made.quantity)) === 0) continue
    const parts = partsOf(changed, running)
    for (const each of [changed, ...parts]) {
      replaced.push(each.id)
      const credit = creditOf(each, from, sold)
      if (credit) credits.push(creditLine(each, from, credit, back))
    }
    if (quantity === null) continue
    const length = endsOn === undefined ? { evergreen: true as const } : { end: endsOn }
    const term = { start: from, ...length, trialDays: 0 }
    next.push(
      ...successorsOf(changed, parts, { quantity, term, price: { mode: price }, group: on, by: number }),
    )
  }
  if (replaced.length === 0) throw refuse('nothing is different from what it is')
  if (credits.length + next.length === 0)
    throw refuse('nothing is given back of it; give notice instead of making a quote')
  return beginQuote(
    ctx,
    database,
    {
      ...termsOf(sold),
      name: `Amendment of ${number}`,
      contract: { kind: 'AMENDMENT', id: contract.id, number, from, replaced },
      groups: [
        ...(credits.length > 0 ? [{ id: back, name: 'Given back' }] : []),
        ...(next.length > 0 ? [{ id: on, name: `From ${from}` }] : []),
      ],
      lines: [...credits, ...next],
    },
    `amends ${number}`,
  )
}

type GivenBack = { amount: string; until: string }

/** How much is given back, of the time until when; nothing where nothing was charged. */
function creditOf({ made }: Running, from: string, { policy }: SoldVersion): GivenBack | undefined {
  // What is billed by use is charged when it was used; nothing of it is ahead.
  if (made.type !== 'RECURRING') return undefined
  const credit = creditFrom(made, from, policy ?? defaultPolicy)
  if ('problem' in credit) return undefined
  const amount = credit.amount.replace(/^-/, '')
  return /[1-9]/.test(amount) ? { amount, until: credit.until } : undefined
}

function creditLine(
  { id, line, made }: Running,
  from: string,
  { amount, until }: GivenBack,
  group: Line['group'],
): Line {
  const { product, plan, productName, planName, image, unit, quantityDecimals } = line
  return {
    id: newId('lin'),
    product,
    plan,
    productName: `Credit: ${productName}`,
    planName,
    image,
    unit,
    quantityDecimals,
    configurable: false,
    quantity: `-${made.quantity}`,
    perParent: false,
    optional: false,
    group,
    term: { start: from, end: until },
    discountCodes: [],
    manualDiscounts: [],
    givesBack: { subscription: id, amount },
  }
}
