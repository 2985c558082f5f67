import type { App } from './app.ts'
import { defineCron } from './jobs/jobs.ts'

/** Keeps the platform's own tables small: keys for a day, events for ninety, and never one somebody still waits for. */
export function deleteOldRecords(app: App): void {
  defineCron(app, 'platform.retention', '41 2 * * *', async (ctx) => {
    await ctx.db.query(`delete from idempotency_keys where created_at < now() - interval '1 day'`)
    await ctx.db.query(`
      delete from events
      where at < now() - interval '90 days'
        and sequence <= coalesce((select min(sequence) from event_subscriptions), 0)
        and sequence not in (select sequence from event_retries)`)
  })
}
