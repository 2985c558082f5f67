import type { App } from '../app.ts'
import { deliverEvents } from '../events/deliver-events.ts'
import { sequenceEvents } from '../events/sequence-events.ts'
import { runDueJobs } from '../jobs/run-jobs.ts'

/** Lets everything happen that is due by the app's clock: events reach their subscribers, jobs run, until all is quiet. */
export async function settle(app: App): Promise<void> {
  for (let round = 0; round < 100; round++) {
    const numbered = await sequenceEvents(app.database)
    const handled = await deliverEvents(app)
    const ran = await runJobsByClock(app)
    if (numbered + handled + ran === 0) return
  }
  throw new Error('The work does not come to an end: jobs or events go on making new ones')
}

/** The queue goes by the database's clock: what is due by the app's is pulled to now, what is not is put out of reach. */
async function runJobsByClock(app: App): Promise<number> {
  const now = app.clock.now()
  const due = await app.database.query(
    `update graphile_worker._private_jobs set run_at = least(run_at, now())
     where run_at <= $1 and locked_at is null and attempts < max_attempts returning id`,
    [now],
  )
  if (due.length === 0) return 0
  const early = await app.database.query<{ id: string; run_at: Date }>(
    `update graphile_worker._private_jobs as job set run_at = 'infinity'
     from (select id, run_at from graphile_worker._private_jobs where run_at > $1 for update) as before
     where job.id = before.id returning job.id, before.run_at`,
    [now],
  )
  await runDueJobs(app)
  await app.database.query(
    `update graphile_worker._private_jobs as job set run_at = early.run_at
     from jsonb_to_recordset($1::jsonb) as early (id bigint, run_at timestamptz)
     where job.id = early.id and job.run_at = 'infinity'`,
    [JSON.stringify(early)],
  )
  return due.length
}
