import { companySettings, record } from '../identity/index.ts'
import { announce, type Context, DomainError, type Tx } from '../platform/index.ts'
import { lockOpen, permitKind } from './change-set.ts'
import { checkDrafts } from './checks.ts'
import {
  type ChangeSetRow,
  draftsOf,
  lastRevision,
  overtaken,
  preparersOf,
  publishDrafts,
  type StoredDraft,
  updateChangeSet,
} from './store.ts'

/** Makes an open change set the next revision: checked, numbered and announced in one transaction. */
export function publishChangeSet(ctx: Context, id: string): Promise<ChangeSetRow> {
  return ctx.transaction(async (tx) => {
    await takeTurns(tx)
    return publishNow(tx, await lockOpen(tx, id))
  })
}

/** Publications take turns: each sees the one before and gets the next number. */
export async function takeTurns(tx: Tx): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtext('quoin.publish'))")
}

/** Publishes a change set that is locked. */
export async function publishNow(tx: Tx, set: ChangeSetRow): Promise<ChangeSetRow> {
  const { ctx } = tx
  const { id } = set
  const drafts = await publishable(tx, set)
  const revision = (await lastRevision(tx)) + 1
  await publishDrafts(tx, set, revision, drafts)
  const published: ChangeSetRow = {
    ...set,
    status: 'published',
    revision,
    published_at: ctx.now,
    published_by: ctx.actor.id,
    publish_failure: null,
  }
  await updateChangeSet(tx, published)
  await tx.query('delete from current_change_sets where change_set_id = $1', [id])
  record(tx, {
    action: 'change-set.published',
    subject: { kind: 'change-set', id },
    after: { revision, title: set.title, changes: drafts.length },
    ...(set.why ? { why: set.why } : {}),
  })
  announce(tx, 'revision.published', id, { revision })
  return published
}

/** The drafts of a change set that may become a revision now, or the refusal that says why it may not. */
export async function publishable(tx: Tx, set: ChangeSetRow): Promise<StoredDraft[]> {
  const drafts = await draftsOf(tx, set)
  if (drafts.length === 0) throw new DomainError('change-set.empty', { title: set.title })
  for (const kind of new Set(drafts.map((draft) => draft.kind))) permitKind(tx.ctx, kind, 'publish')
  await demandSecondPerson(tx, set)
  const touched = await overtaken(tx, set)
  if (touched.length > 0) {
    throw new DomainError('change-set.behind', { things: touched.map((each) => each.code) })
  }
  const issues = await checkDrafts(tx, await lastRevision(tx), drafts, tx.ctx.now)
  const errors = issues.filter((issue) => issue.severity === 'error')
  if (errors[0]) throw new DomainError('change-set.checks-failed', { reason: errors[0].message }, errors)
  return drafts
}

/** Where the company wants four eyes: somebody else approved the content, or publishes it. */
async function demandSecondPerson(tx: Tx, set: ChangeSetRow): Promise<void> {
  if (set.review_status === 'approved' || tx.ctx.actor.id === 'system') return
  const { changes } = await companySettings(tx)
  if (!changes.secondPerson) return
  if ((await preparersOf(tx, set)).includes(tx.ctx.actor.id)) {
    throw new DomainError('change-set.review-missing', { title: set.title })
  }
}
