import type pg from 'pg'
import type { Database } from './database.ts'
import type { ContextFacts } from './transaction.ts'

/** What a transaction will store or do when it commits. */
export type Noted = {
  events: { type: string; subjectId: string; data: Record<string, unknown> }[]
  jobs: ({ name: string; payload: unknown; runAt?: Date; key?: string } | { cancel: string })[]
  beforeCommit: (() => Promise<void>)[]
  afterCommit: (() => void)[]
}

export const nothingNoted = (): Noted => ({ events: [], jobs: [], beforeCommit: [], afterCommit: [] })

/** Sends the events and jobs to the database, one statement for each kind however many there are. */
export function storeNoted(
  database: Database,
  client: pg.PoolClient,
  noted: Noted,
  facts: ContextFacts,
): Promise<unknown>[] {
  const sent: Promise<unknown>[] = []
  if (noted.events.length > 0) {
    const values = [JSON.stringify(noted.events), facts.actor.id, facts.requestId, facts.now]
    sent.push(client.query(database.statement(insertEvents, values)))
  }
  if (noted.jobs.length > 0) {
    sent.push(client.query(database.statement(addJobs, [JSON.stringify(noted.jobs)])))
  }
  return sent
}

const insertEvents = `
  insert into events (type, subject_id, data, actor_id, request_id, at)
  select event ->> 'type', event ->> 'subjectId', event -> 'data', $2, $3, $4
  from jsonb_array_elements($1::jsonb) with ordinality as noted (event, place)
  order by place`

const addJobs = `
  select case
    when job ? 'cancel' then graphile_worker.remove_job(job ->> 'cancel')
    else graphile_worker.add_job(
      identifier => job ->> 'name',
      payload => (job -> 'payload')::json,
      run_at => (job ->> 'runAt')::timestamptz,
      job_key => job ->> 'key')
    end
  from jsonb_array_elements($1::jsonb) with ordinality as noted (job, place)
  order by place`
