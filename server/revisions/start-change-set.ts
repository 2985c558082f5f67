import { type Context, newId } from '../platform/index.ts'
import { currentRevision, permitAnyChange } from './change-set.ts'
import { type ChangeSetRow, insertChangeSet } from './store.ts'

/** Opens a change set on top of what is published now. */
export async function startChangeSet(ctx: Context, title: string, why?: string): Promise<ChangeSetRow> {
  permitAnyChange(ctx)
  const row: ChangeSetRow = {
    id: newId('chs'),
    title,
    why: why ?? null,
    status: 'open',
    base: await currentRevision(ctx),
    revision: null,
    owner_id: ctx.actor.id,
    created_at: ctx.now,
    published_at: null,
    published_by: null,
  }
  await ctx.transaction((tx) => insertChangeSet(tx, row))
  return row
}
