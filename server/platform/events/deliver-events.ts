import type { App } from '../app.ts'
import type { Queries } from '../context.ts'
import { systemContext } from '../make-context.ts'
import type { Event, Subscription } from './events.ts'
import { findEvent, readEvents } from './read-events.ts'
import { lastSequence } from './sequence-events.ts'

const batch = 50

/** Hands out everything that waits, to every subscriber no other node is serving. Returns how many events it handled. */
export async function deliverEvents(app: App): Promise<number> {
  const queue = [...app.events.subscriptions.values()]
  let handled = 0
  async function lane(): Promise<void> {
    for (let next = queue.shift(); next; next = queue.shift()) {
      for (let count = 1; count > 0; handled += count) count = await deliverBatch(app, next)
    }
  }
  // Each lane holds a connection for its lock while the handler asks for another: leave most of the pool free.
  const lanes = Math.max(1, Math.min(4, Math.floor(app.config.poolSize / 4)))
  await Promise.all(Array.from({ length: lanes }, lane))
  return handled
}

/** Gives a subscription its memory, beginning now, unless it has one. */
export async function rememberSubscriptions(app: App): Promise<void> {
  await app.database.query(
    `insert into event_subscriptions (name, sequence)
     select name, last from unnest($1::text[]) as name, event_sequence on conflict do nothing`,
    [[...app.events.subscriptions.keys()]],
  )
}

/**
 * The lock on the subscription's row keeps other nodes away and ends with this process; how far it came is stored
 * with the batch, so that a crash repeats a few events and skips none.
 */
async function deliverBatch(app: App, subscription: Subscription): Promise<number> {
  return systemContext(app, `event-${subscription.name}`).transaction(async (memory) => {
    const [mine] = await memory.query<{ sequence: string }>(
      'select sequence from event_subscriptions where name = $1 for update skip locked',
      [subscription.name],
    )
    if (!mine) return 0
    const retried = await retryDue(app, memory, subscription)

    const from = Number(mine.sequence)
    const end = await lastSequence(app.database)
    const events = end > from ? await readEvents(memory, from, subscription.types, batch) : []
    const waiting = await waitingSubjects(memory, subscription)
    for (const event of events) {
      const error = waiting.has(event.subjectId)
        ? 'waits behind an earlier event'
        : await handle(app, subscription, event)
      if (error === undefined) continue
      waiting.add(event.subjectId)
      await keepForRetry(memory, subscription, event, error)
    }

    const reached =
      events.length === batch ? (events.at(-1)?.sequence ?? end) : Math.max(end, events.at(-1)?.sequence ?? 0)
    if (reached > from) {
      await memory.query('update event_subscriptions set sequence = $2 where name = $1', [
        subscription.name,
        reached,
      ])
    }
    return retried + events.length
  })
}

/** Tries again what failed before: of each subject only the earliest, so that their order stays. */
async function retryDue(app: App, memory: Queries, subscription: Subscription): Promise<number> {
  const due = await memory.query<{ sequence: string; attempts: number }>(
    `select sequence, attempts from (
       select distinct on (subject_id) sequence, attempts, run_at from event_retries
       where subscription = $1 order by subject_id, sequence) as first
     where run_at <= now() order by sequence limit $2`,
    [subscription.name, batch],
  )
  for (const { sequence, attempts } of due) {
    const event = await findEvent(memory, Number(sequence))
    const error = event && (await handle(app, subscription, event))
    if (error === undefined) {
      await memory.query('delete from event_retries where subscription = $1 and sequence = $2', [
        subscription.name,
        sequence,
      ])
    } else {
      await memory.query(
        `update event_retries set attempts = $3, last_error = $4, run_at = now() + $5 * interval '1 second'
         where subscription = $1 and sequence = $2`,
        [subscription.name, sequence, attempts + 1, error, Math.min(2 ** attempts, 3600)],
      )
    }
  }
  return due.length
}

/** Calls the handler; returns what went wrong. */
async function handle(app: App, subscription: Subscription, event: Event): Promise<string | undefined> {
  try {
    await subscription.handler(systemContext(app, event.requestId), event)
    return undefined
  } catch (error) {
    app.log.error(
      { err: error, subscription: subscription.name, sequence: event.sequence, type: event.type },
      'An event could not be handled; it is tried again',
    )
    return error instanceof Error ? error.message : String(error)
  }
}

async function waitingSubjects(memory: Queries, subscription: Subscription): Promise<Set<string>> {
  const rows = await memory.query<{ subject_id: string }>(
    'select distinct subject_id from event_retries where subscription = $1',
    [subscription.name],
  )
  return new Set(rows.map((row) => row.subject_id))
}

async function keepForRetry(
  memory: Queries,
  subscription: Subscription,
  event: Event,
  error: string,
): Promise<void> {
  await memory.query(
    `insert into event_retries (subscription, sequence, subject_id, attempts, run_at, last_error)
     values ($1, $2, $3, 0, now() + interval '1 second', $4) on conflict do nothing`,
    [subscription.name, event.sequence, event.subjectId, error],
  )
}
