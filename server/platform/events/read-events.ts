import type { Queries } from '../context.ts'
import type { Event } from './events.ts'

type EventRow = {
  sequence: string
  type: string
  subject_id: string
  data: Record<string, unknown>
  actor_id: string
  request_id: string
  at: Date
}

/** Events after a sequence, in order; of some types, or of all with "*". */
export async function readEvents(
  db: Queries,
  after: number,
  types: readonly string[],
  limit: number,
): Promise<Event[]> {
  const rows = await db.query<EventRow>(
    `select sequence, type, subject_id, data, actor_id, request_id, at from events
     where sequence > $1 and ($2::text[] is null or type = any($2)) order by sequence limit $3`,
    [after, types.includes('*') ? null : types, limit],
  )
  return rows.map(toEvent)
}

/** One event by its sequence, if it is still kept. */
export async function findEvent(db: Queries, sequence: number): Promise<Event | undefined> {
  const rows = await db.query<EventRow>(
    'select sequence, type, subject_id, data, actor_id, request_id, at from events where sequence = $1',
    [sequence],
  )
  return rows[0] && toEvent(rows[0])
}

function toEvent(row: EventRow): Event {
  return {
    sequence: Number(row.sequence),
    type: row.type,
    subjectId: row.subject_id,
    data: row.data,
    actorId: row.actor_id,
    requestId: row.request_id,
    at: row.at,
  }
}
