import { record } from '../identity/index.ts'
import { announce, type Context, DomainError } from '../platform/index.ts'
import { lockOpen, permitKind } from './change-set.ts'
import { checkDrafts } from './check-drafts.ts'
import {
  type ChangeSetRow,
  draftsOf,
  lastRevision,
  publishDrafts,
  touchedSince,
  updateChangeSet,
} from './store.ts'

/** Makes an open change set the next revision: checked, numbered and announced in one transaction. */
export function publishChangeSet(ctx: Context, id: string): Promise<ChangeSetRow> {
  return ctx.transaction(async (tx) => {
    // Publications take turns: each sees the one before and gets the next number.
    await tx.query("select pg_advisory_xact_lock(hashtext('quoin.publish'))")
    const set = await lockOpen(tx, id)
    const drafts = await draftsOf(tx, id)
    if (drafts.length === 0) throw new DomainError('change-set.empty', { title: set.title })
    for (const kind of new Set(drafts.map((draft) => draft.kind))) permitKind(ctx, kind, 'publish')

    const touched = await touchedSince(tx, set.base, drafts)
    if (touched.length > 0) {
      throw new DomainError('change-set.behind', { things: touched.map((each) => each.code) })
    }
    const revision = (await lastRevision(tx)) + 1
    const errors = (await checkDrafts(tx, revision - 1, drafts)).filter((issue) => issue.severity === 'error')
    if (errors[0]) throw new DomainError('change-set.checks-failed', { reason: errors[0].message }, errors)

    await publishDrafts(tx, set, revision, drafts)
    const published: ChangeSetRow = {
      ...set,
      status: 'published',
      revision,
      published_at: ctx.now,
      published_by: ctx.actor.id,
    }
    await updateChangeSet(tx, published)
    record(tx, {
      action: 'change-set.published',
      subject: { kind: 'change-set', id },
      after: { revision, title: set.title, changes: drafts.length },
      ...(set.why ? { why: set.why } : {}),
    })
    announce(tx, 'revision.published', id, { revision })
    return published
  })
}
