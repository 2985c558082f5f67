import type { Quote } from '../../contract/quotes.ts'
import { approveUnasked, decideApproval, recallApproval } from '../approvals/index.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { sectionsOf } from './approval-facts.ts'
import { readVersion, setLineStatuses, type Version } from './store.ts'
import { complete, lockHead, type Step, transition } from './transition.ts'
import { statusAfter } from './transitions.ts'

/** Approves what is asked of the actor; the quote is approved with the last open step. */
export function approveQuote(
  ctx: Context,
  id: string,
  ifMatch: string | undefined,
  comment?: string,
): Promise<Quote> {
  return transition(ctx, id, 'approve', ifMatch, async (tx, { head, version, next }) => {
    const outcome = await decideApproval(tx, id, {
      decision: 'APPROVED',
      comment,
      seq: next.seq,
      ownerId: head.ownerId,
      sections: sectionsNow(version),
    })
    if (outcome === 'APPROVED') await setLineStatuses(tx, head, 'PRICED', 'APPROVED')
    else next.status = head.status
    const words = [outcome === 'APPROVED' ? 'approved' : 'approved a step', ...(comment ? [comment] : [])]
    return { event: outcome === 'APPROVED' ? 'quote.approved' : 'quote.step-approved', words, why: comment }
  })
}

/** Rejects the quote; one rejection settles it. */
export function rejectQuote(
  ctx: Context,
  id: string,
  ifMatch: string | undefined,
  comment: string,
): Promise<Quote> {
  if (comment.trim() === '') throw new DomainError('approval.comment-missing')
  return transition(ctx, id, 'reject', ifMatch, async (tx, { head, version, next }) => {
    await decideApproval(tx, id, {
      decision: 'REJECTED',
      comment,
      seq: next.seq,
      ownerId: head.ownerId,
      sections: sectionsNow(version),
    })
    return { event: 'quote.rejected', words: [comment], why: comment }
  })
}

/** The workflow's part: approves a submitted quote if nobody is asked about it; else does nothing. */
export async function approveByWorkflow(ctx: Context, id: string, seq: number): Promise<void> {
  await ctx.transaction(async (tx) => {
    const head = await lockHead(tx, id)
    // Recalled or decided meanwhile: the job is about a state that is gone.
    if (head.status !== 'PENDING_APPROVAL' || head.seq !== seq) return
    const next = { ...head, seq: head.seq + 1, status: statusAfter(head, 'approve') }
    const version = await readVersion(tx, head)
    const sections = sectionsNow(version)
    if ((await approveUnasked(tx, id, next.seq, sections)) !== 'APPROVED') return
    await setLineStatuses(tx, head, 'PRICED', 'APPROVED')
    const step: Step = { head, version, next }
    await complete(tx, step, 'approve', { event: 'quote.approved', words: ['approved automatically'] })
  })
}

/** Takes a submitted or decided quote back into draft; approvals of what stays the same stand. */
export function recallQuote(
  ctx: Context,
  id: string,
  ifMatch: string | undefined,
  comment?: string,
): Promise<Quote> {
  return transition(ctx, id, 'recall', ifMatch, async (tx, { head }) => {
    await recallApproval(tx, id)
    await setLineStatuses(tx, head, 'APPROVED', 'PRICED')
    return { event: 'quote.recalled', words: comment ? [comment] : [], why: comment }
  })
}

/** The hashes of the content as it is stored now, for comparing it with what approvals were asked for. */
export function sectionsNow({ content, priced }: Version) {
  return sectionsOf(content, priced, { ownerRoles: [] })
}
