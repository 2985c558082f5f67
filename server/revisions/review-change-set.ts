import { record } from '../identity/index.ts'
import { announce, type Context, DomainError } from '../platform/index.ts'
import { lockOpen, permitAnyChange, permitKind } from './change-set.ts'
import { type ChangeSetRow, countsOf, preparersOf, updateChangeSet } from './store.ts'

type Verdict = 'asked' | 'approved' | 'returned'

/**
 * Asks for a second pair of eyes, or is one. The word is about the content as it is now: whoever changes something
 * afterwards takes it away (`lockForChange`). Nobody decides on what they prepared.
 */
export function reviewChangeSet(
  ctx: Context,
  id: string,
  verdict: Verdict,
  comment?: string,
): Promise<ChangeSetRow> {
  permitAnyChange(ctx)
  return ctx.transaction(async (tx) => {
    const set = await lockOpen(tx, id)
    const counts = await countsOf(tx, set)
    if (counts.length === 0) throw new DomainError('change-set.empty', { title: set.title })
    if (verdict !== 'asked') {
      for (const { kind } of counts) permitKind(ctx, kind, 'publish')
      if ((await preparersOf(tx, set)).includes(ctx.actor.id)) throw new DomainError('change-set.own-review')
    }
    const reviewed: ChangeSetRow = {
      ...set,
      review_status: verdict,
      review_by: ctx.actor.id,
      review_at: ctx.now,
      review_comment: comment?.trim() || null,
    }
    await updateChangeSet(tx, reviewed)
    record(tx, {
      action: verdict === 'asked' ? 'change-set.review-asked' : `change-set.${verdict}`,
      subject: { kind: 'change-set', id },
      ...(comment ? { why: comment } : {}),
    })
    announce(tx, `change-set.${verdict === 'asked' ? 'review-asked' : verdict}`, id, {
      title: set.title,
      ownerId: set.owner_id,
    })
    return reviewed
  })
}
