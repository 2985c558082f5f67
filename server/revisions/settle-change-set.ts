import type { Issue } from '../../contract/problem.ts'
import type { ReferenceKind } from '../../contract/revisions.ts'
import { record } from '../identity/index.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { lockForChange, lockOpen, permitAnyChange, permitKind } from './change-set.ts'
import { divergences } from './diverged.ts'
import { mergeThing, same } from './merge.ts'
import { parseThing } from './put-changes.ts'
import { startChangeSet } from './start-change-set.ts'
import {
  type ChangeSetRow,
  type DraftRow,
  deleteDraft,
  draftsOf,
  lastRevision,
  putDrafts,
  rowsAt,
  updateChangeSet,
} from './store.ts'

/** Gives an open change set up; nothing of it holds. */
export function discardChangeSet(ctx: Context, id: string): Promise<ChangeSetRow> {
  permitAnyChange(ctx)
  return ctx.transaction(async (tx) => {
    const discarded: ChangeSetRow = { ...(await lockOpen(tx, id)), status: 'discarded' }
    await updateChangeSet(tx, discarded)
    await tx.query('delete from current_change_sets where change_set_id = $1', [id])
    record(tx, { action: 'change-set.discarded', subject: { kind: 'change-set', id } })
    return discarded
  })
}

export type Choice = {
  kind: ReferenceKind
  code: string
  field?: string | undefined
  whose: 'mine' | 'theirs'
}

/** Brings a change set up to the current revision; where both changed the same field, `choices` say what holds. */
export function rebaseChangeSet(ctx: Context, id: string, choices: readonly Choice[]): Promise<ChangeSetRow> {
  permitAnyChange(ctx)
  return ctx.transaction(async (tx) => {
    const set = await lockForChange(tx, id)
    const undecided: string[] = []
    const issues: Issue[] = []
    const kept: DraftRow[] = []
    for (const { draft, base, theirs } of await divergences(tx, set)) {
      const { kind, code } = draft
      permitKind(ctx, kind, 'write')
      const mine = draft.removed ? undefined : draft.body
      const ofThing = choices.filter((choice) => choice.kind === kind && choice.code === code)
      const merged = mergeThing(
        base,
        mine,
        theirs,
        (conflict) =>
          (
            ofThing.find((choice) => choice.field === conflict.field) ??
            ofThing.find((choice) => choice.field === undefined)
          )?.whose,
      )
      undecided.push(...merged.undecided.map(({ field }) => (field ? `${code} (${field})` : code)))
      if (same(merged.body, theirs)) await deleteDraft(tx, id, kind, code)
      else if (merged.body === undefined) kept.push({ kind, code, body: theirs ?? {}, removed: true })
      else kept.push(parseThing({ kind, code, body: merged.body }, issues))
    }
    if (undecided.length > 0) throw new DomainError('change-set.behind', { things: undecided })
    if (issues.length > 0) throw new DomainError('request.invalid', {}, issues)
    await putDrafts(tx, id, kept)
    const rebased = { ...set, base: await lastRevision(tx) }
    await updateChangeSet(tx, rebased)
    return rebased
  })
}

/**
 * Starts a change set that brings back what `revision` replaced and removes what it added. It stands on that revision:
 * what later ones changed is merged or decided by rebasing, and never lost unseen.
 */
export async function rollBack(ctx: Context, revision: number): Promise<ChangeSetRow> {
  const [published] = await ctx.db.query<{ change_set_id: string; title: string }>(
    'select change_set_id, title from revisions where revision = $1',
    [revision],
  )
  if (!published) throw new DomainError('revision.not-found', { revision })
  return ctx.transaction(async (tx) => {
    const title = `Roll back revision ${revision}: ${published.title}`.slice(0, 200)
    const set = await startChangeSet(tx.ctx, title, undefined, revision)
    // What the revision put in force, drafts of a change set as they were published.
    const touched = await draftsOf(tx, { id: set.id, revision })
    for (const [kind, drafts] of Map.groupBy(touched, (draft) => draft.kind)) {
      permitKind(ctx, kind, 'write')
      const codes = drafts.map((draft) => draft.code)
      const before = new Map((await rowsAt(tx, kind, revision - 1, codes)).map((row) => [row.code, row]))
      await putDrafts(
        tx,
        set.id,
        drafts.map((draft) => {
          const { revision: _, ...body } = before.get(draft.code) ?? { revision: 0, ...draft.body }
          return { kind, code: draft.code, body, removed: !before.has(draft.code) }
        }),
      )
    }
    return set
  })
}
