import type { Quote, QuoteStatus } from '../../contract/quotes.ts'
import { demandApproved, recallApproval } from '../approvals/index.ts'
import { findCustomer } from '../customers/index.ts'
import { type Context, DomainError, demandMatch, type Tx } from '../platform/index.ts'
import { giveBackCodes } from '../pricing/index.ts'
import { readSnapshot } from '../revisions/index.ts'
import type { Content } from './content.ts'
import { sectionsNow } from './decide-quote.ts'
import { reserveCodes } from './edit.ts'
import { permitQuote } from './policy.ts'
import { isExpired } from './present.ts'
import { showQuote } from './read-quote.ts'
import {
  type Head,
  insertNextVersion,
  readVersion,
  saveStatus,
  setLineStatuses,
  type Version,
} from './store.ts'
import { complete, demandActiveCustomer, demandSound, lockHead, type Step, transition } from './transition.ts'
import { opensNextVersion, statusAfter } from './transitions.ts'

const today = (ctx: Context) => ctx.now.toISOString().slice(0, 10)

/** Freezes an approved version: from here on it never changes. */
export function finalizeQuote(ctx: Context, id: string, ifMatch: string | undefined): Promise<Quote> {
  return transition(ctx, id, 'finalize', ifMatch, async (tx, { head, version }) => {
    const { number } = head
    if (!version.content.customer)
      throw new DomainError('quote.customer-missing', { number, action: 'finalized' })
    demandActiveCustomer(head, await findCustomer(tx, version.content.customer), 'finalized')
    demandSound(head, version, 'finalized')
    if (version.content.validUntil < today(ctx)) {
      throw new DomainError('quote.expired', { number, day: version.content.validUntil })
    }
    await demandApproved(tx, id, sectionsNow(version))
    return { event: 'quote.finalized', words: [`valid until ${version.content.validUntil}`] }
  })
}

/** Opens a quote for change: the same version before it was finalized, the next one after. */
export function reviseQuote(
  ctx: Context,
  id: string,
  ifMatch: string | undefined,
  description?: string,
): Promise<Quote> {
  return transition(ctx, id, 'revise', ifMatch, async (tx, { head, version, next }) => {
    if (opensNextVersion(head.status)) {
      const [row] = await tx.query<{ last: number }>(
        'select max(version) as last from quote_versions where quote_id = $1',
        [id],
      )
      next.version = (row?.last ?? head.version) + 1
      await insertNextVersion(tx, next, head.version, description)
      await holdCodesAgain(tx, head, version.content)
    } else {
      await setLineStatuses(tx, head, 'APPROVED', 'PRICED')
    }
    return { event: 'quote.revised', words: description ? [description] : [], why: description }
  })
}

/** What was declined or expired gave its codes back; the next version needs them again, if they are to be had. */
async function holdCodesAgain(tx: Tx, head: Head, content: Content): Promise<void> {
  if (head.status === 'FINALIZED') return
  const coded = [content, ...content.lines].some((each) => each.discountCodes.length > 0)
  if (coded) await reserveCodes(tx, head.id, content, await readSnapshot(tx, tx, content.revision))
}

/** Records that the customer accepted the finalized version; a newer draft is cancelled by it. */
export function acceptQuote(
  ctx: Context,
  id: string,
  ifMatch: string | undefined,
  by: { name: string; comment?: string | undefined },
): Promise<Quote> {
  return answer(ctx, id, 'accept', ifMatch, async (tx, { version, next }) => {
    await tx.query(
      'update quote_versions set accepted_by = $3, accepted_at = $4 where quote_id = $1 and version = $2',
      [id, version.version, by.name, ctx.now],
    )
    const words = [`by ${by.name}`, ...(by.comment ? [by.comment] : [])]
    return { event: 'quote.accepted', words, after: { acceptedBy: by.name, status: next.status } }
  })
}

/** Records that the customer declined; codes are given back. */
export function declineQuote(
  ctx: Context,
  id: string,
  ifMatch: string | undefined,
  reason?: string,
): Promise<Quote> {
  return answer(ctx, id, 'decline', ifMatch, async (tx) => {
    await giveBackCodes(tx, id)
    return { event: 'quote.declined', words: reason ? [reason] : [], why: reason }
  })
}

/** Gives a quote up; open approvals fall and codes are given back. */
export function cancelQuote(
  ctx: Context,
  id: string,
  ifMatch: string | undefined,
  comment?: string,
): Promise<Quote> {
  return transition(ctx, id, 'cancel', ifMatch, async (tx) => {
    await recallApproval(tx, id)
    await giveBackCodes(tx, id)
    return { event: 'quote.cancelled', words: comment ? [comment] : [], why: comment }
  })
}

/** Ends finalized quotes whose day has passed. Answers how many. */
export async function expireQuotes(ctx: Context): Promise<number> {
  const due = await ctx.db.query<{ id: string }>(
    `select id from quotes where status = 'FINALIZED' and valid_until < $1 order by valid_until limit 1000`,
    [today(ctx)],
  )
  for (const { id } of due) {
    await ctx.transaction(async (tx) => {
      const head = await lockHead(tx, id)
      const version = await readVersion(tx, head)
      if (head.status !== 'FINALIZED' || version.content.validUntil >= today(ctx)) return
      await giveBackCodes(tx, id)
      const step: Step = {
        head,
        version,
        next: { ...head, seq: head.seq + 1, status: statusAfter(head, 'expire') },
      }
      await complete(tx, step, 'expire', { event: 'quote.expired', words: [] })
    })
  }
  return due.length
}

type Converted = { id: string; number: string }

/** Turns an accepted quote into an order, made by `makeOrder` in the same transaction; asked again, it stays one. */
export function convertQuote(
  ctx: Context,
  id: string,
  ifMatch: string | undefined,
  makeOrder: (tx: Tx, head: Head, version: Version) => Promise<Converted>,
): Promise<Quote> {
  return ctx.transaction(async (tx) => {
    const head = await lockHead(tx, id)
    permitQuote(ctx, 'quotes.accept', head)
    const version = await readVersion(tx, head)
    if (head.status === 'CONVERTED') return showQuote(tx.ctx, tx, head, version)
    demandMatch(ifMatch, head.seq)
    const status = statusAfter(head, 'convert')
    const order = await makeOrder(tx, head, version)
    const next = { ...head, seq: head.seq + 1, status, orderId: order.id, orderNumber: order.number }
    await complete(tx, { head, version, next }, 'convert', {
      event: 'quote.converted',
      words: [`order ${order.number}`],
      after: { order: order.id },
    })
    return showQuote(tx.ctx, tx, next, await readVersion(tx, next))
  })
}

const openAgain: readonly QuoteStatus[] = ['DRAFT', 'PENDING_APPROVAL', 'APPROVED', 'REJECTED']

/** The customer's answer to the latest finalized version, also while a newer one is in the making. */
function answer(
  ctx: Context,
  id: string,
  action: 'accept' | 'decline',
  ifMatch: string | undefined,
  work: (
    tx: Tx,
    step: Step,
  ) => Promise<{ event: string; words: string[]; why?: string | undefined; after?: Record<string, unknown> }>,
): Promise<Quote> {
  return ctx.transaction(async (tx) => {
    const head = await lockHead(tx, id)
    permitQuote(ctx, 'quotes.accept', head)
    demandMatch(ifMatch, head.seq)
    const finalized = openAgain.includes(head.status) ? await finalizedBefore(tx, head) : head.version
    const answered: Head =
      finalized === head.version ? head : { ...head, version: finalized, status: 'FINALIZED' }
    const status = statusAfter(answered, action)
    const version = await readVersion(tx, answered)
    if (action === 'accept' && isExpired(version, today(ctx))) {
      throw new DomainError('quote.expired', { number: head.number, day: version.content.validUntil })
    }
    if (finalized !== head.version) {
      await recallApproval(tx, id)
      await saveStatus(tx, { ...head, status: 'CANCELLED' })
    }
    const step: Step = { head, version, next: { ...answered, seq: head.seq + 1, status } }
    await complete(tx, step, action, await work(tx, step))
    return showQuote(tx.ctx, tx, step.next, await readVersion(tx, step.next))
  })
}

async function finalizedBefore(tx: Tx, head: Head): Promise<number> {
  const [row] = await tx.query<{ version: number | null }>(
    `select max(version) as version from quote_versions where quote_id = $1 and status = 'FINALIZED'`,
    [head.id],
  )
  return row?.version ?? head.version
}
