import { z } from 'zod'
import type { Quote } from '../../contract/quotes.ts'
import { previewRoute, requestApproval, type ToApprove } from '../approvals/index.ts'
import { type Customer, findCustomer } from '../customers/index.ts'
import { type Context, enqueue, type Job, type Queries } from '../platform/index.ts'
import { readSnapshot } from '../revisions/index.ts'
import { factsOf, sectionsOf } from './approval-facts.ts'
import { shownFigures } from './figures.ts'
import { priceQuote } from './price-quote.ts'
import { getHead } from './read-quote.ts'
import { freezeContext, type Head, readVersion, type Version } from './store.ts'
import { demandSound, transition } from './transition.ts'

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
    demandSound(head, version, 'submitted')
    const customer = version.content.customer ? await findCustomer(tx, version.content.customer) : undefined
    const { given, context } = await toApprove(tx, database, head, version, customer, ctx.actor.id)
    await freezeContext(tx, head, context)
    const { asksNobody } = await requestApproval(tx, database, {
      ...given,
      comment,
      quote: { ...given.quote, seq: next.seq },
    })
    if (asksNobody) {
      enqueue(tx, approveUnaskedJob, { quoteId: id, seq: next.seq }, { key: `quoting.approve-unasked:${id}` })
    }
    return { event: 'quote.submitted', words: comment ? [comment] : [], why: comment }
  })
}

/** What submitting would ask of whom, and why. */
export async function previewApproval(ctx: Context, database: object, id: string) {
  const head = await getHead(ctx, id)
  const version = await readVersion(ctx.db, head)
  const customer = version.content.customer ? await findCustomer(ctx.db, version.content.customer) : undefined
  const { given } = await toApprove(ctx.db, database, head, version, customer, ctx.actor.id)
  return previewRoute(ctx, database, { ...given, quoteId: id })
}

async function toApprove(
  db: Queries,
  database: object,
  head: Head,
  version: Version,
  customer: Customer | undefined,
  submitter: string,
): Promise<{ given: ToApprove; context: Awaited<ReturnType<typeof priceQuote>>['context'] }> {
  const { content } = version
  const snapshot = await readSnapshot(database, db, content.revision)
  const { priced, context } = await priceQuote(db, snapshot, content, customer)
  const editors = await db.query<{ actor_id: string }>(
    `select distinct actor_id from quote_events
     where quote_id = $1 and version = $2 and kind in ('created', 'change', 'undo', 'redo')`,
    [head.id, head.version],
  )
  const figures = shownFigures(priced)
  const given: ToApprove = {
    quote: {
      id: head.id,
      number: head.number,
      version: head.version,
      name: content.name,
      customer: customer?.company,
      total: priced.totals.total,
      currency: content.currency,
      discountPercent: figures.discountPercent,
      marginPercent: figures.marginPercent,
      seq: head.seq,
    },
    ownerId: head.ownerId,
    involved: [...new Set([head.ownerId, submitter, ...editors.map((row) => row.actor_id)])],
    facts: factsOf(content, priced, context, customer),
    sections: sectionsOf(content, priced),
  }
  return { given, context }
}
