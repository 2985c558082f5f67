import { z } from 'zod'
import { actorFor, record } from '../identity/index.ts'
import {
  type App,
  announce,
  type Context,
  cancelJob,
  DomainError,
  defineJob,
  enqueue,
  type Job,
  makeContext,
} from '../platform/index.ts'
import { lockChangeSet, lockOpen, permitAnyChange } from './change-set.ts'
import { publishable, publishNow, takeTurns } from './publish-change-set.ts'
import { type ChangeSetRow, updateChangeSet } from './store.ts'

const publishLater: Job<{ id: string; at: string }> = {
  name: 'revisions.publish',
  payload: z.object({ id: z.string(), at: z.string() }),
}
const keyOf = (id: string) => `revisions.publish:${id}`

/** Lets a change set become a revision at a time to come. It is checked now, and again then; until then it stays as it is. */
export function scheduleChangeSet(ctx: Context, id: string, at: Date): Promise<ChangeSetRow> {
  if (at <= ctx.now) throw new DomainError('change-set.time-passed', { at: at.toISOString() })
  return ctx.transaction(async (tx) => {
    const set = await lockOpen(tx, id)
    await publishable(tx, set)
    const scheduled: ChangeSetRow = {
      ...set,
      status: 'scheduled',
      publish_at: at,
      scheduled_by: ctx.actor.id,
      publish_failure: null,
    }
    await updateChangeSet(tx, scheduled)
    await tx.query('delete from current_change_sets where change_set_id = $1', [id])
    enqueue(tx, publishLater, { id, at: at.toISOString() }, { runAt: at, key: keyOf(id) })
    record(tx, {
      action: 'change-set.scheduled',
      subject: { kind: 'change-set', id },
      after: { publishAt: at.toISOString(), title: set.title },
    })
    return scheduled
  })
}

/** Takes the time back: the change set is open again. */
export function unscheduleChangeSet(ctx: Context, id: string): Promise<ChangeSetRow> {
  permitAnyChange(ctx)
  return ctx.transaction(async (tx) => {
    const set = await lockChangeSet(tx, id)
    if (set.status !== 'scheduled')
      throw new DomainError('change-set.not-scheduled', { title: set.title, status: set.status })
    const open: ChangeSetRow = { ...set, ...unscheduled }
    await updateChangeSet(tx, open)
    cancelJob(tx, keyOf(id))
    record(tx, { action: 'change-set.unscheduled', subject: { kind: 'change-set', id } })
    return open
  })
}

export function registerPublication(app: App): void {
  defineJob(app, publishLater, (ctx, { id, at }) => publishDue(app, ctx, id, at))
}

/** Publishes in the name of whoever set the time, with the rights they have now; what stands against it is noted. */
async function publishDue(app: App, system: Context, id: string, at: string): Promise<void> {
  const [set] = await system.db.query<{ scheduled_by: string | null }>(
    `select scheduled_by from change_sets where id = $1 and status = 'scheduled' and publish_at = $2`,
    [id, at],
  )
  if (!set) return
  // The system's own seeds and imports schedule too.
  const actor = (set.scheduled_by && (await actorFor(system.db, set.scheduled_by))) ?? undefined
  const ctx =
    set.scheduled_by === 'system' || !actor
      ? system
      : makeContext(app, actor, { requestId: system.requestId, now: system.now })
  try {
    if (!actor && set.scheduled_by !== 'system')
      throw new DomainError('auth.forbidden', { permission: 'prices.publish' })
    await ctx.transaction(async (tx) => {
      await takeTurns(tx)
      const locked = await lockChangeSet(tx, id)
      if (locked.status === 'scheduled') await publishNow(tx, locked)
    })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await noteFailure(system, id, error.message)
  }
}

function noteFailure(ctx: Context, id: string, reason: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const set = await lockChangeSet(tx, id)
    if (set.status !== 'scheduled') return
    await updateChangeSet(tx, { ...set, ...unscheduled, publish_failure: reason })
    record(tx, {
      action: 'change-set.publication-failed',
      subject: { kind: 'change-set', id },
      after: { reason },
    })
    announce(tx, 'change-set.publication-failed', id, { reason, title: set.title, ownerId: set.owner_id })
  })
}

const unscheduled = { status: 'open', publish_at: null, scheduled_by: null } as const
