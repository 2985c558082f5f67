import { z } from 'zod'
import type { Quote } from '../../contract/quotes.ts'
import { prepare, price } from '../../engines/pricer/index.ts'
import type { PriceContext, Priced } from '../../engines/pricer/types.ts'
import { type Facts, recentTotalOf, requestApproval, type ToApprove } from '../approvals/index.ts'
import { type Customer, findCustomer, idsOfSame } from '../customers/index.ts'
import { findUser } from '../identity/index.ts'
import { type Context, DomainError, enqueue, type Job, type Queries, type Tx } from '../platform/index.ts'
import { priceBookOf } from '../pricing/index.ts'
import { readSnapshot, type Snapshot } from '../revisions/index.ts'
import type { Amounts } from './amounts.ts'
import { type Around, factsOf, sectionsOf, shownOf } from './approval-facts.ts'
import type { Content } from './content.ts'
import { farthestChoices, worstMixes } from './farthest-choices.ts'
import { shownFigures } from './figures.ts'
import { editorsOf } from './history.ts'
import { priceQuote, requestOf } from './price-quote.ts'
import { freezeContext, type Head, type Version } from './store.ts'
import { keepTrace } from './trace.ts'
import { demandActiveCustomer, demandSound, transition } from './transition.ts'
import { demandSold } from './unsold.ts'

/** Approves a submitted quote about which nobody is asked. */
export const approveUnaskedJob: Job<{ quoteId: string; seq: number }> = {
  name: 'quoting.approve-unasked',
  payload: z.object({ quoteId: z.string(), seq: z.number() }),
}

/** Hands a draft to its approvers; the workflow decides whether anybody has to look at it. */
export function submitQuote(
  ctx: Context,
  database: object,
  id: string,
  ifMatch: string | undefined,
  comment: string | undefined,
): Promise<Quote> {
  return transition(ctx, id, 'submit', ifMatch, async (tx, { head, version, next }) => {
    if (head.template) throw new DomainError('quote.is-template', { number: head.number })
    demandSound(head, version, 'submitted')
    await demandSold(tx, database, head, version.content)
    const { given, context, repriced, customer } = await readToApprove(ctx, tx, database, head, version)
    demandActiveCustomer(head, customer, 'submitted')
    demandSamePrices(head, version, repriced)
    await freezeContext(tx, head, context)
    await keepTrace(tx, head, repriced)
    const quote = { ...given.quote, seq: next.seq }
    const { asksNobody } = await requestApproval(tx, database, { ...given, comment, quote })
    if (asksNobody) approveLater(tx, next)
    return { event: 'quote.submitted', words: comment ? [comment] : [], why: comment }
  })
}

/** The workflow looks at the quote right after the commit. */
export function approveLater(tx: Tx, { id, seq }: Head): void {
  enqueue(tx, approveUnaskedJob, { quoteId: id, seq }, { key: `quoting.approve-unasked:${id}` })
}

/** What is frozen has to explain what was quoted: to the cent, line by line. */
function demandSamePrices({ number }: Head, { priced }: Version, repriced: Priced): void {
  const now = new Map(repriced.lines.map((line) => [line.id, line.total]))
  const same =
    repriced.totals.total === priced.totals.total &&
    priced.lines.every((line) => line.total === now.get(line.id))
  if (same) return
  const [was, would] = [priced, repriced].map(({ totals, currency }) => `${totals.total} ${currency}`)
  throw new DomainError('quote.prices-moved', { number, was: was ?? '', now: would ?? '' })
}

export type ReadToApprove = {
  given: ToApprove
  context: PriceContext
  /** The prices as they are stored, and as they are made anew. */
  priced: Amounts
  repriced: Priced
  customer: Customer | undefined
  around: Around
}

/** A quote as approvals look at it: priced, with its facts and who had a hand in it. */
export async function readToApprove(
  ctx: Context,
  db: Queries,
  database: object,
  head: Head,
  version: Version,
): Promise<ReadToApprove> {
  // The prices as they are stored: what the customer will get is what is approved.
  const { content, priced } = version
  const customer = content.customer ? await findCustomer(db, content.customer) : undefined
  const snapshot = await readSnapshot(database, db, content.revision)
  const { context, priced: repriced } = await priceQuote(db, snapshot, content, customer)
  const around: Around = {
    customer,
    ownerRoles: await ownerRolesOf(db, head),
    recentOthers: await recentOthersOf(db, content.customer, head.id, ctx.now),
    priceBook: await customersBook(db, snapshot, content, customer),
  }
  const involved = [head.ownerId, ctx.actor.id, ...(await editorsOf(db, head.id))]
  const given: ToApprove = {
    ...stateOf(content, priced, context, around),
    farther: fartherFacts(content, prepare(context), context, around),
    quote: presentForApproval(head, content, priced, customer),
    ownerId: head.ownerId,
    involved: [...new Set(involved)],
    customerId: content.customer,
  }
  return { given, context, priced, repriced, customer, around }
}

/** The price book the customer buys from by themselves, in the currency of the quote. */
export async function customersBook(
  db: Queries,
  snapshot: Snapshot,
  { currency, asOf }: Content,
  customer: Customer | undefined,
): Promise<string | undefined> {
  return customer && priceBookOf(db, snapshot, customer, currency, new Date(asOf))
}

/** What the customer's other quotes come to of late, also those from before two customers became one. */
export async function recentOthersOf(
  db: Queries,
  customer: string | undefined,
  quote: string,
  now: Date,
): Promise<string> {
  return customer ? recentTotalOf(db, await idsOfSame(db, customer), quote, now) : '0'
}

/** What policies look at where customers choose as far from the offer as they can. */
export function fartherFacts(
  content: Content,
  prepared: ReturnType<typeof prepare>,
  context: PriceContext,
  around: Around,
): Facts[] {
  const trial = (chosen: Content) => ({
    chosen,
    priced: price(requestOf(chosen, around.customer), prepared),
  })
  const ends = farthestChoices(content).map(trial)
  const [most] = ends
  const mixes = most ? worstMixes(content, most.priced).map(trial) : []
  return [...ends, ...mixes].map(({ chosen, priced }) => factsOf(chosen, priced, context, around))
}

/** What approvals are held against, of one content and its prices. */
export function stateOf(content: Content, priced: Amounts, context: PriceContext, around: Around) {
  return {
    facts: factsOf(content, priced, context, around),
    sections: sectionsOf(content, priced, around),
    shown: shownOf(content, priced, around.customer),
  }
}

export async function ownerRolesOf(db: Queries, head: Head): Promise<readonly string[]> {
  return (await findUser(db, head.ownerId))?.roles ?? []
}

function presentForApproval(
  head: Head,
  content: Content,
  priced: Amounts,
  customer: Customer | undefined,
): ToApprove['quote'] {
  const { discountPercent, marginPercent } = shownFigures(content, priced)
  return {
    id: head.id,
    number: head.number,
    version: head.version,
    name: content.name,
    customer: customer?.company,
    total: priced.totals.total,
    currency: content.currency,
    discountPercent,
    marginPercent,
    seq: head.seq,
    ...(customer?.owner && { people: { 'customer.owner': customer.owner } }),
  }
}
