import { type Context, newId } from '../platform/index.ts'
import { currentRevision, permitAnyChange, unreviewed } from './change-set.ts'
import { type ChangeSetRow, insertChangeSet } from './store.ts'

/** Opens a change set on top of what is published now, or of an earlier `base`. */
export async function startChangeSet(
  ctx: Context,
  title: string,
  why?: string,
  base?: number,
): Promise<ChangeSetRow> {
  permitAnyChange(ctx)
  const row: ChangeSetRow = {
    id: newId('chs'),
    title,
    why: why ?? null,
    status: 'open',
    base: base ?? (await currentRevision(ctx)),
    revision: null,
    owner_id: ctx.actor.id,
    created_at: ctx.now,
    published_at: null,
    published_by: null,
    publish_at: null,
    scheduled_by: null,
    publish_failure: null,
    ...unreviewed,
  }
  await ctx.transaction((tx) => insertChangeSet(tx, row))
  return row
}
