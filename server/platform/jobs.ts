import type { z } from 'zod'
import type { App } from './app.ts'
import type { Context, Tx } from './context.ts'

/** Work to be done later, named by its module: "approvals.escalate". */
export type Job<Payload> = { name: string; payload: z.ZodType<Payload> }
export type JobHandler = (ctx: Context, payload: unknown) => Promise<void>
export type Jobs = {
  handlers: Map<string, JobHandler>
  crons: { name: string; pattern: string; handler: (ctx: Context) => Promise<void> }[]
}

/** Says what `job` does; the handler acts as the system. What it throws is logged, and the job tried again later. */
export function defineJob<Payload>(
  _app: App,
  _job: Job<Payload>,
  _handler: (ctx: Context, payload: Payload) => Promise<void>,
): void {
  throw new Error('being written')
}

/** Runs `handler` by the clock: `pattern` is crontab's, "0 3 * * *" is daily at three (UTC). */
export function defineCron(
  app: App,
  name: string,
  pattern: string,
  handler: (ctx: Context) => Promise<void>,
): void {
  app.jobs.crons.push({ name, pattern, handler })
}

/**
 * Puts a job in the queue with this transaction. `runAt` makes it a timer; a second one with the same `key` replaces
 * the first while that waits.
 */
export function enqueue<Payload>(
  _tx: Tx,
  _job: Job<Payload>,
  _payload: Payload,
  _options: { runAt?: Date; key?: string } = {},
): void {
  throw new Error('being written')
}

/** Takes back the job that waits under this key, if it still waits. */
export function cancelJob(_tx: Tx, _key: string): void {
  throw new Error('being written')
}
