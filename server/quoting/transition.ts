import type { Quote, QuoteAction } from '../../contract/quotes.ts'
import type { Customer } from '../customers/index.ts'
import { record } from '../identity/index.ts'
import { announce, type Context, DomainError, demandMatch, type Tx } from '../platform/index.ts'
import { noteEvent } from './history.ts'
import { permitQuote } from './policy.ts'
import { showQuote } from './read-quote.ts'
import { findHead, type Head, readVersion, saveStatus, type Version } from './store.ts'
import { statusAfter } from './transitions.ts'

export type Step = { head: Head; version: Version; next: Head }
type Done = { words?: string[]; event: string; why?: string | undefined; after?: Record<string, unknown> }

/**
 * One action on a quote: locked, permitted, seen in its present state, carried out by `work`, saved, written down and
 * announced in one transaction. `work` may change `next` and says what happened.
 */
export function transition(
  ctx: Context,
  id: string,
  action: QuoteAction,
  ifMatch: string | undefined,
  work: (tx: Tx, step: Step) => Promise<Done>,
): Promise<Quote> {
  return ctx.transaction(async (tx) => {
    const head = await lockHead(tx, id)
    permitQuote(ctx, rightOf(action), head)
    demandMatch(ifMatch, head.seq)
    const status = statusAfter(head, action)
    const version = await readVersion(tx, head)
    const step: Step = { head, version, next: { ...head, seq: head.seq + 1, status } }
    const done = await work(tx, step)
    await complete(tx, step, action, done)
    return showQuote(tx.ctx, tx, step.next, await readVersion(tx, step.next))
  })
}

/** Saves and announces what an action did. */
export async function complete(tx: Tx, { head, next }: Step, action: string, done: Done): Promise<void> {
  await saveStatus(tx, next)
  await noteEvent(tx, next, { kind: action, words: done.words ?? [] })
  const subject = { kind: 'quote', id: head.id }
  const before = { status: head.status, version: head.version }
  const after = { status: next.status, version: next.version, ...done.after }
  record(tx, { action: done.event, subject, before, after, ...(done.why ? { why: done.why } : {}) })
  announce(tx, done.event, head.id, { number: head.number, seq: next.seq, ...after })
}

export async function lockHead(tx: Tx, id: string): Promise<Head> {
  const head = await findHead(tx, id, true)
  if (!head) throw new DomainError('quote.not-found', { id })
  return head
}

/** Refuses while the pricer or the configurator found errors. */
export function demandSound(head: Head, version: Version, action: string): void {
  if (version.content.lines.length === 0) throw new DomainError('quote.empty', { number: head.number })
  const errors = version.priced.issues.filter((issue) => issue.severity === 'error')
  const wrong = version.content.lines.flatMap((line) =>
    (line.configurationIssues ?? [])
      .filter((issue) => issue.severity === 'error')
      .map((issue) => ({
        ...issue,
        path: ['lines', line.id, ...(issue.path ? [issue.path] : [])],
        message: `${line.productName}: ${issue.message}`,
      })),
  )
  if (errors.length + wrong.length > 0) {
    throw new DomainError('quote.invalid', { number: head.number, action }, [...errors, ...wrong])
  }
}

/** Refuses to hand out what is for nobody any more. */
export function demandActiveCustomer({ number }: Head, customer: Customer | undefined, action: string): void {
  if (customer && !customer.active) {
    throw new DomainError('quote.customer-inactive', { number, company: customer.company, action })
  }
}

function rightOf(action: QuoteAction) {
  if (action === 'approve' || action === 'reject') return 'quotes.approve'
  return action === 'accept' || action === 'decline' || action === 'convert'
    ? 'quotes.accept'
    : 'quotes.write'
}
