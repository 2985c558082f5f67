import type { ReferenceKind } from '../../contract/revisions.ts'
import { record } from '../identity/index.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { lockOpen, permitAnyChange } from './change-set.ts'
import { startChangeSet } from './start-change-set.ts'
import {
  type ChangeSetRow,
  deleteDraft,
  draftsOf,
  lastRevision,
  putDrafts,
  rowsAt,
  touchedSince,
  updateChangeSet,
} from './store.ts'

/** Gives an open change set up; nothing of it holds. */
export function discardChangeSet(ctx: Context, id: string): Promise<ChangeSetRow> {
  permitAnyChange(ctx)
  return ctx.transaction(async (tx) => {
    const discarded: ChangeSetRow = { ...(await lockOpen(tx, id)), status: 'discarded' }
    await updateChangeSet(tx, discarded)
    record(tx, { action: 'change-set.discarded', subject: { kind: 'change-set', id } })
    return discarded
  })
}

type Choice = { kind: ReferenceKind; code: string; whose: 'mine' | 'theirs' }

/** Brings a change set up to the current revision; where others changed the same thing, `choices` say what holds. */
export function rebaseChangeSet(ctx: Context, id: string, choices: readonly Choice[]): Promise<ChangeSetRow> {
  permitAnyChange(ctx)
  return ctx.transaction(async (tx) => {
    const set = await lockOpen(tx, id)
    const conflicts = await touchedSince(tx, set.base, await draftsOf(tx, id))
    const choiceFor = (thing: { kind: string; code: string }) =>
      choices.find((choice) => choice.kind === thing.kind && choice.code === thing.code)
    const undecided = conflicts.filter((thing) => !choiceFor(thing))
    if (undecided.length > 0) {
      throw new DomainError('change-set.behind', { things: undecided.map((each) => each.code) })
    }
    for (const thing of conflicts) {
      if (choiceFor(thing)?.whose === 'theirs') await deleteDraft(tx, id, thing.kind, thing.code)
    }
    const rebased = { ...set, base: await lastRevision(tx) }
    await updateChangeSet(tx, rebased)
    return rebased
  })
}

/** Starts a change set that brings back what `revision` replaced and removes what it added. */
export async function rollBack(ctx: Context, revision: number): Promise<ChangeSetRow> {
  const [published] = await ctx.db.query<{ change_set_id: string; title: string }>(
    'select change_set_id, title from revisions where revision = $1',
    [revision],
  )
  if (!published) throw new DomainError('change-set.not-found', { id: `of revision ${revision}` })
  const set = await startChangeSet(ctx, `Roll back revision ${revision}: ${published.title}`.slice(0, 200))
  const touched = await draftsOf(ctx.db, published.change_set_id)
  await ctx.transaction(async (tx) => {
    for (const [kind, drafts] of Map.groupBy(touched, (draft) => draft.kind)) {
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
  })
  return set
}
