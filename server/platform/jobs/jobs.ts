import type { z } from 'zod'
import type { App } from '../app.ts'
import type { Context, Tx } from '../context.ts'
import { notedIn } from '../transaction.ts'

/** Work to be done later, named by its module: "approvals.escalate". */
export type Job<Payload> = { name: string; payload: z.ZodType<Payload> }
export type Jobs = {
  readonly handlers: Map<string, (ctx: Context, payload: unknown) => Promise<void>>
  readonly crons: { name: string; pattern: string }[]
}

/** Says what `job` does; the handler acts as the system. What it throws is logged, and the job tried again later. */
export function defineJob<Payload>(
  app: App,
  job: Job<Payload>,
  handler: (ctx: Context, payload: Payload) => Promise<void>,
): void {
  define(app, job.name, (ctx, payload) => handler(ctx, job.payload.parse(payload)))
}

/** Runs `handler` by the clock: `pattern` is crontab's, "0 3 * * *" is daily at three (UTC). */
export function defineCron(
  app: App,
  name: string,
  pattern: string,
  handler: (ctx: Context) => Promise<void>,
): void {
  define(app, name, handler)
  app.jobs.crons.push({ name, pattern })
}

/**
 * Puts a job in the queue with this transaction. `runAt` makes it a timer; a second one with the same `key` (of all
 * jobs, so name the kind in it) replaces the first while that waits.
 */
export function enqueue<Payload>(
  tx: Tx,
  job: Job<Payload>,
  payload: Payload,
  options: { runAt?: Date; key?: string } = {},
): void {
  notedIn(tx).jobs.push({ name: job.name, payload, ...options })
}

/** Takes back the job that waits under this key, if it still waits. */
export function cancelJob(tx: Tx, key: string): void {
  notedIn(tx).jobs.push({ cancel: key })
}

function define(app: App, name: string, handler: (ctx: Context, payload: unknown) => Promise<void>): void {
  if (app.jobs.handlers.has(name)) throw new Error(`There are two jobs "${name}"`)
  app.jobs.handlers.set(name, handler)
}
