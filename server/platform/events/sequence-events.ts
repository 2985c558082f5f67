import type { Database } from '../database.ts'

/** Nodes are told on this channel that events got their sequence. */
export const eventChannel = 'quoin_events'

/**
 * Numbers the committed events that have no sequence yet, and tells all nodes. Returns how many it numbered.
 *
 * Why not the id? Ids are drawn before the commit, so a reader that has seen 8 may meet 7 later and miss it. Here one
 * hand at a time, holding the counter's row, numbers what is committed and therefore visible; of one subject the
 * earlier event is always visible first. And writers never wait for it, nor for the notification, which PostgreSQL
 * sends under a lock that all commits would share.
 */
export async function sequenceEvents(database: Database): Promise<number> {
  const client = await database.pool.connect()
  try {
    // Separate statements: the second must look at the rows after it has the counter, not before.
    const [, , numbered] = await Promise.all([
      client.query('begin'),
      client.query('select last from event_sequence for update'),
      client.query<{ count: number }>(database.statement(numberWaiting, [eventChannel])),
      client.query('commit'),
    ])
    return numbered.rows[0]?.count ?? 0
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

const numberWaiting = `
  with waiting as (
    select id, row_number() over (order by id) as place
    from (select id from events where sequence is null order by id limit 5000) as earliest
  ), numbered as (
    update events set sequence = last + place
    from waiting, event_sequence
    where events.id = waiting.id
    returning sequence
  ), counted as (
    update event_sequence set last = (select max(sequence) from numbered)
    where exists (select from numbered)
    returning last
  )
  select (select count(*)::int from numbered) as count, (select pg_notify($1, last::text) from counted) as told`

/** Whether committed events wait for a sequence: of another node that could not finish, usually. Cheap, and writes nothing. */
export async function eventsWait(database: Database): Promise<boolean> {
  const rows = await database.query('select from events where sequence is null limit 1')
  return rows.length > 0
}

/** The highest sequence given so far. */
export async function lastSequence(database: Database): Promise<number> {
  const [row] = await database.query<{ last: string }>('select last from event_sequence')
  return Number(row?.last ?? 0)
}
